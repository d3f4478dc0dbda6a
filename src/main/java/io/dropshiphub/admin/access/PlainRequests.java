package io.dropshiphub.admin.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests that different readers would read differently, before anything reads them. Spring Security's firewall
 * judges a header or parameter only when somebody asks for it; that would be in the middle of a route.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class PlainRequests extends OncePerRequestFilter {

    private final HttpFirewall firewall;
    private final Refusals refusals;

    PlainRequests(HttpFirewall firewall, Refusals refusals) {
        this.firewall = firewall;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isPlain(request)) {
            chain.doFilter(request, response);
        } else {
            refusals.answer(response, DoorProblem.malformed());
        }
    }

    private boolean isPlain(HttpServletRequest request) {
        try {
            HttpServletRequest judged = firewall.getFirewalledRequest(request);
            Collections.list(judged.getHeaderNames()).forEach(name -> Collections.list(judged.getHeaders(name)));
            if (judged.getQueryString() != null) {
                judged.getParameterMap();
            }
            String type = judged.getContentType();
            return type == null || MediaType.parseMediaType(type).isConcrete();
        } catch (RequestRejectedException | InvalidMediaTypeException odd) {
            return false;
        }
    }
}
