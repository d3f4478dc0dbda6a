package io.dropshiphub.calls;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One HTTP request to an outside service, not yet tied to any client.
 *
 * @param method HTTP method
 * @param path path behind the service's base address, percent-encoded, beginning with {@code /}
 * @param query raw query, percent-encoded, without {@code ?}; null when there is none
 * @param headers all headers to send, and nothing else is sent
 * @param body bytes to send, null for none
 * @param creates whether doing it twice would have two effects: two listings, two charges
 */
public record ApiCall(
        String method, String path, String query, Map<String, String> headers, byte[] body, boolean creates) {

    /** A call without body. */
    public static ApiCall get(String path, String query) {
        return new ApiCall("GET", path, query, Map.of(), null, false);
    }

    /** The same call, one header more (or replaced). */
    public ApiCall withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiCall(method, path, query, more, body, creates);
    }

    /** Method and path only: headers carry secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
