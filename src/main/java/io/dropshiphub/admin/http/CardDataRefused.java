package io.dropshiphub.admin.http;

import io.dropshiphub.payments.CardData;
import io.dropshiphub.payments.PaymentProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses card data in the address of a payment or order and in its idempotency key before anything logs or traces them. What
 * lies in a body is for its desk to refuse: bodies are hidden on their way.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class CardDataRefused extends OncePerRequestFilter {

    private final ProblemDetails problems;

    CardDataRefused(ProblemDetails problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        // as it is decoded: that is how the path is matched, too
        return !request.getServletPath().matches("/api/v1/(payments|orders)(/.*)?");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            CardData.refuse(request.getServletPath());
            CardData.refuse(request.getHeader("Idempotency-Key"));
            if (request.getQueryString() != null) {
                CardData.refuse(request.getQueryString());
                CardData.refuse(request.getParameterMap());
            }
        } catch (PaymentProblem refusal) {
            problems.answer(response, refusal);
            return;
        }
        chain.doFilter(request, response);
    }
}
