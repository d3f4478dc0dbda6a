package io.dropshiphub.admin.access;

import io.dropshiphub.product.Caller;
import io.dropshiphub.security.SecurityEvent;
import io.dropshiphub.security.SecurityEvents;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what one client asks too often. What needs no log-in and changes nothing is not limited: shoppers fetch pictures,
 * and a load balancer asks for the health. How often one name may fail to log in is the log-in's own affair.
 */
final class RateLimits extends OncePerRequestFilter {

    private static final Set<String> LOG_INS = Set.of("/login", "/api/v1/auth/token", "/api/v1/auth/refresh");

    private static final String WEBHOOKS = "/api/v1/webhooks/";

    private final ClientBuckets known;
    private final ClientBuckets anonymous;
    private final ClientBuckets logIns;
    private final ClientBuckets webhooks;
    private final AccessRules rules;
    private final Refusals refusals;
    private final SecurityEvents events;

    RateLimits(DoorProperties.Rate rate, AccessRules rules, Refusals refusals, SecurityEvents events, Clock clock) {
        known = new ClientBuckets(rate.known(), rate.clients(), clock);
        anonymous = new ClientBuckets(rate.anonymous(), rate.clients(), clock);
        logIns = new ClientBuckets(rate.logIn(), rate.clients(), clock);
        webhooks = new ClientBuckets(rate.webhooks(), rate.clients(), clock);
        this.rules = rules;
        this.refusals = refusals;
        this.events = events;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller = (Caller) request.getAttribute(CallerOnEntry.ATTRIBUTE);
        String network = network(request.getRemoteAddr());
        boolean changes = !Set.of("GET", "HEAD").contains(request.getMethod());
        if (changes && LOG_INS.contains(request.getRequestURI())) {
            pass(request, response, chain, "log-ins from this address", logIns.take(network));
        } else if (caller != null) {
            pass(request, response, chain, "requests of this user", known.take(Long.toString(caller.userId())));
        } else if (changes && request.getRequestURI().startsWith(WEBHOOKS)) {
            // a gateway that has much to tell is one address with many requests
            pass(request, response, chain, "webhooks from this address", webhooks.take(network));
        } else if (!changes && isOpen(request)) {
            chain.doFilter(request, response);
        } else {
            pass(request, response, chain, "requests without a log-in from this address", anonymous.take(network));
        }
    }

    private boolean isOpen(HttpServletRequest request) {
        return rules.find(request.getMethod(), request.getRequestURI())
                .filter(AccessRule::open)
                .isPresent();
    }

    private void pass(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            String whose,
            ClientBuckets.Verdict verdict)
            throws ServletException, IOException {
        if (verdict.passes()) {
            chain.doFilter(request, response);
            return;
        }
        if (verdict.refused() > 0) {
            Caller caller = (Caller) request.getAttribute(CallerOnEntry.ATTRIBUTE);
            events.report(new SecurityEvent(
                    SecurityEvent.Kind.RATE_LIMITED,
                    caller == null ? null : caller.username(),
                    request.getRemoteAddr(),
                    Map.of("what", whose, "refused", Long.toString(verdict.refused()))));
        }
        refusals.answer(response, DoorProblem.tooMany(whose, verdict.seconds()));
    }

    /** An address as one client: whoever has an IPv6 address has 2^64 of them. */
    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        String[] groups = address.split(":", -1);
        return groups.length < 8 ? address : String.join(":", groups[0], groups[1], groups[2], groups[3]);
    }
}
