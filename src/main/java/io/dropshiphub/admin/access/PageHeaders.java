package io.dropshiphub.admin.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.header.HeaderWriter;

/** Says to browsers what an answer may load, by what kind of answer it is. Hawtio says so itself, and so do pictures. */
final class PageHeaders implements HeaderWriter {

    private static final String NAME = "Content-Security-Policy";
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";
    private static final String LOG_IN =
            "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    // Swagger UI writes styles into its elements
    private static final String DOCS =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        String path = request.getRequestURI();
        if (!response.containsHeader(NAME) && !path.startsWith("/actuator/hawtio")) {
            response.setHeader(NAME, path.startsWith("/login") ? LOG_IN : path.startsWith("/docs") ? DOCS : NOTHING);
        }
    }
}
