package io.dropshiphub.admin.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a page of another site sends in a browser's log-in. The session's cookie is not sent to other sites' pages,
 * but to a browser every port of this machine is the same site, and Jolokia takes commands by GET, which no page token
 * guards.
 */
final class OwnPagesOnly extends OncePerRequestFilter {

    private final Refusals refusals;

    OwnPagesOnly(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (WhoIsIt.bySession(request) && isForeignPage(request)) {
            refusals.answer(response, DoorProblem.foreignPage());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isForeignPage(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none") && !isLink(request)) {
            return true;
        }
        String origin = request.getHeader("Origin");
        return origin != null && !isOwn(origin, request);
    }

    /** Following a link to a page is harmless. */
    private static boolean isLink(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && !request.getRequestURI().contains("/jolokia");
    }

    private static boolean isOwn(String origin, HttpServletRequest request) {
        try {
            String host = request.getHeader("Host");
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            // "null" and other origins that are no address
            return false;
        }
    }
}
