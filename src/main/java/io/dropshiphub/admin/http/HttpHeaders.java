package io.dropshiphub.admin.http;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;
import org.springframework.stereotype.Component;

/**
 * Which headers pass the HTTP door. Inwards: no header or query parameter that Camel would take for an instruction, in
 * whatever case it is written, and none that proves who the caller is: that was looked at before, and would only show up in
 * traces. Outwards: only headers that an answer is made of; without this Camel sends a request's own
 * headers, cookies and credentials included, back to the caller.
 */
@Component
public class HttpHeaders extends HttpHeaderFilterStrategy {

    private static final Set<String> PROOFS =
            Set.of("authorization", "cookie", "proxy-authorization", "x-api-key", "x-csrf-token", "x-xsrf-token");

    private static final Set<String> ANSWERS = Set.of(
            "allow",
            "cache-control",
            "content-disposition",
            "content-language",
            "content-type",
            "etag",
            "last-modified",
            "link",
            "location",
            "retry-after",
            "www-authenticate",
            "x-accel-buffering",
            "x-content-type-options");

    @Override
    public boolean applyFilterToExternalHeaders(String headerName, Object headerValue, Exchange exchange) {
        String name = headerName.toLowerCase(Locale.ROOT);
        return name.startsWith("camel")
                || name.startsWith("org.apache.camel")
                || PROOFS.contains(name)
                || super.applyFilterToExternalHeaders(headerName, headerValue, exchange);
    }

    @Override
    public boolean applyFilterToCamelHeaders(String headerName, Object headerValue, Exchange exchange) {
        return !ANSWERS.contains(headerName.toLowerCase(Locale.ROOT));
    }
}
