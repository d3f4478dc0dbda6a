package io.dropshiphub.admin.http;

import io.dropshiphub.product.CodedProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses form posts to the interface in words. {@code curl -d} sends one unless it is told otherwise, and the body would be
 * torn apart as form fields before any route could say what is wrong.
 */
@Component
@Order(0)
class JsonOnly extends OncePerRequestFilter {

    private static final class FormRefused extends CodedProblem {
        FormRefused() {
            super(
                    "HUB-REST-006",
                    415,
                    "A form was sent, the hub takes JSON or a product file; nothing was done. Send the header"
                            + " Content-Type: application/json (curl: -H 'Content-Type: application/json')");
        }
    }

    private final ProblemDetails problems;

    JsonOnly(ProblemDetails problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return !request.getRequestURI().startsWith("/api/")
                || type == null
                || !type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        problems.answer(response, new FormRefused());
    }
}
