package io.dropshiphub.sandbox.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One HTTP request; path and query stay exactly as sent, because signatures are made over them. */
public final class WireRequest {

    /** A body to be held in memory; a larger one has to be streamed. */
    private static final int MAX_BODY = 64 * 1024 * 1024;

    private final String method;
    private final String query;
    private final List<String> headers;
    private String path;
    private WireBody source;
    private byte[] body;

    /** @param headers names and values in turn */
    WireRequest(String method, String path, String query, List<String> headers) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
    }

    void open(WireInput in, OutputStream out) throws IOException {
        source = WireBody.of(this, in, out);
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /** The raw query, empty when there is none. */
    public String query() {
        return query;
    }

    /** From here on the path is seen without this prefix, as the real service behind a gateway sees it. */
    public void enter(String prefix) {
        path = path.substring(prefix.length());
    }

    /** The first value of a header, or null; upper and lower case do not matter. */
    public String header(String name) {
        for (int i = 0; i < headers.size(); i += 2) {
            if (headers.get(i).equalsIgnoreCase(name)) {
                return headers.get(i + 1);
            }
        }
        return null;
    }

    /** Names and values in turn, as they came. */
    public List<String> headers() {
        return headers;
    }

    /** The decoded value of a query parameter, or null. */
    public String parameter(String name) {
        return parameter(query, name);
    }

    /** The decoded value of one name in {@code a=b&c=d}, or null. */
    public static String parameter(String encoded, String name) {
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (decode(key).equals(name)) {
                return equals < 0 ? "" : decode(pair.substring(equals + 1));
            }
        }
        return null;
    }

    /** Decodes a part of a query or form; a malformed one stays as it is. */
    public static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    /** Decodes a part of a path, where a plus sign is a plus sign. */
    public static String decodePath(String text) {
        return decode(text.replace("+", "%2B"));
    }

    /** The whole body in memory, empty when there is none. */
    public byte[] body() throws IOException {
        if (body == null) {
            body = source.readAll(MAX_BODY);
        }
        return body;
    }

    /** The body as it comes over the line, for what may be too large to hold; use it once, and not beside {@link #body}. */
    public InputStream stream() {
        return source;
    }

    /** Reads what nobody asked for, so that the next request on the line is found. */
    void drain() throws IOException {
        source.transferTo(OutputStream.nullOutputStream());
    }
}
