package io.dropshiphub.storage;

import java.util.Map;
import org.apache.hc.core5.http.HttpEntity;

/**
 * One HTTP request to a store.
 *
 * @param path below the store's base address, encoded
 * @param query encoded, null for none
 * @param headers what the store is told, secrets included
 * @param body can be sent more than once; null for none
 */
record StoreCall(String method, String path, String query, Map<String, String> headers, HttpEntity body) {

    /** Whether the answer is an object's content, which is not read at once. */
    boolean opens() {
        return method.equals("GET") && !path.contains("/object/info/") && !"fields=size".equals(query);
    }

    StoreCall with(String header, String value) {
        Map<String, String> more = new java.util.LinkedHashMap<>(headers);
        more.put(header, value);
        return new StoreCall(method, path, query, more, body);
    }

    /** Method and path only: headers and queries carry secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
