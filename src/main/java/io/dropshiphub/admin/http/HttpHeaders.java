package io.dropshiphub.admin.http;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;
import org.springframework.stereotype.Component;

/**
 * Which headers pass the HTTP door. Inwards: no header or query parameter that Camel would take for an instruction, in
 * whatever case it is written. Outwards: only headers that an answer is made of; without this Camel sends a request's own
 * headers, cookies and credentials included, back to the caller.
 */
@Component
public class HttpHeaders extends HttpHeaderFilterStrategy {

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
                || super.applyFilterToExternalHeaders(headerName, headerValue, exchange);
    }

    @Override
    public boolean applyFilterToCamelHeaders(String headerName, Object headerValue, Exchange exchange) {
        return !ANSWERS.contains(headerName.toLowerCase(Locale.ROOT));
    }
}
