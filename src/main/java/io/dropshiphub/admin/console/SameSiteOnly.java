package io.dropshiphub.admin.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The console has no password, and a page of any website that the operator has open can send requests to 127.0.0.1. This lets
 * only requests through that come from the console's own pages or from no page at all, and none under a foreign host name
 * that was made to point here.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class SameSiteOnly extends OncePerRequestFilter {

    private final boolean asksForPassword;
    private final boolean allowOpenConsole;
    private final String basePath;

    SameSiteOnly(
            ConsoleProperties properties,
            @Value("${hawtio.authenticationEnabled:true}") boolean asksForPassword,
            @Value("${management.endpoints.web.base-path:/actuator}") String basePath) {
        this.asksForPassword = asksForPassword;
        this.allowOpenConsole = properties.allowOpenConsole();
        this.basePath = basePath;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return asksForPassword || !path.startsWith(basePath + "/jolokia") && !path.startsWith(basePath + "/hawtio");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isForeignPage(request) || !allowOpenConsole && !isLocalName(request.getServerName())) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            response.setContentType("application/problem+json");
            response.getWriter()
                    .write("{\"type\":\"urn:dropship-hub:error:HUB-ADMIN-003\",\"title\":\"Forbidden\",\"status\":403,"
                            + "\"code\":\"HUB-ADMIN-003\",\"detail\":\"The console takes requests of its own pages only."
                            + " Open it as http://127.0.0.1 or http://localhost\"}");
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isForeignPage(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        // opening a link to the console from elsewhere is harmless; scripts and forms of elsewhere are not
        boolean opened = "GET".equals(request.getMethod()) && "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
        if (site != null && !opened && (site.equals("cross-site") || site.equals("same-site"))) {
            return true;
        }
        String origin = request.getHeader("Origin");
        return origin != null && !isOwn(origin, request);
    }

    private static boolean isOwn(String origin, HttpServletRequest request) {
        try {
            return request.getHeader("Host") != null
                    && request.getHeader("Host")
                            .equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            // "null" and other origins that are no address
            return false;
        }
    }

    /** An IP address literal of this machine, or localhost; anything else would need a name server to get here. */
    private static boolean isLocalName(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        boolean literal = host.startsWith("[") || host.matches("[0-9.]+") || host.contains(":");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
