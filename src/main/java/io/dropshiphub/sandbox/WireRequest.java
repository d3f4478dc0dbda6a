package io.dropshiphub.sandbox;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One HTTP request; path and query stay exactly as sent, because signatures are made over them. */
final class WireRequest {

    /** Reads the body when somebody asks for it, so that an outage can cut the line before. */
    interface BodySource {
        byte[] read() throws IOException;
    }

    private static final byte[] EMPTY = {};

    private final String method;
    private final String query;
    private final List<String> headers;
    private String path;
    private BodySource source;
    private byte[] body = EMPTY;

    /** @param headers names and values in turn */
    WireRequest(String method, String path, String query, List<String> headers, BodySource source) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.source = source;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    /** The raw query, empty when there is none. */
    String query() {
        return query;
    }

    /** From here on the path is seen without this prefix, as the real service behind a gateway sees it. */
    void enter(String prefix) {
        path = path.substring(prefix.length());
    }

    String header(String name) {
        for (int i = 0; i < headers.size(); i += 2) {
            if (headers.get(i).equalsIgnoreCase(name)) {
                return headers.get(i + 1);
            }
        }
        return null;
    }

    /** The decoded value of a query parameter, or null. */
    String parameter(String name) {
        return parameter(query, name);
    }

    /** The decoded value of one name in {@code a=b&c=d}, or null. */
    static String parameter(String encoded, String name) {
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (decode(key).equals(name)) {
                return equals < 0 ? "" : decode(pair.substring(equals + 1));
            }
        }
        return null;
    }

    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    byte[] body() throws IOException {
        if (source != null) {
            BodySource unread = source;
            source = null;
            body = unread.read();
        }
        return body;
    }
}
