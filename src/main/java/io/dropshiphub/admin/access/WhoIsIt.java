package io.dropshiphub.admin.access;

import io.dropshiphub.product.Caller;
import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.security.ActivityCounts;
import io.dropshiphub.security.ApiKeys;
import io.dropshiphub.security.LogIns;
import io.dropshiphub.security.Tokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who sends a request: by API key, by access token, or by the browser's session, in this order. A proof that does
 * not hold leaves the request anonymous, with the reason beside it for whoever refuses it later.
 */
final class WhoIsIt extends OncePerRequestFilter {

    /** The request attribute with the {@link CodedProblem} of a proof that did not hold. */
    static final String REFUSAL = WhoIsIt.class.getName() + ".refusal";

    private static final String BEARER = "bearer ";

    private final ApiKeys apiKeys;
    private final Tokens tokens;
    private final LogIns logIns;
    private final ActivityCounts activity;
    private final Clock clock;

    WhoIsIt(ApiKeys apiKeys, Tokens tokens, LogIns logIns, ActivityCounts activity, Clock clock) {
        this.apiKeys = apiKeys;
        this.tokens = tokens;
        this.logIns = logIns;
        this.activity = activity;
        this.clock = clock;
    }

    /** Whether a browser's session is what the request came with: only such a request can be sent by a foreign page. */
    static boolean bySession(HttpServletRequest request) {
        return request.getAttribute(CallerOnEntry.ATTRIBUTE) instanceof Caller caller
                && caller.via().equals("session");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            KnownCaller known = find(request);
            if (known != null) {
                request.setAttribute(CallerOnEntry.ATTRIBUTE, known.caller());
                activity.count(known.caller().username(), ActivityCounts.Kind.REQUESTS, 1);
            }
            // of this request only: what a token or key proves is not kept in a session
            SecurityContextHolder.setContext(new SecurityContextImpl(known));
        } catch (CodedProblem refused) {
            request.setAttribute(REFUSAL, refused);
            SecurityContextHolder.setContext(new SecurityContextImpl());
        }
        chain.doFilter(request, response);
    }

    private KnownCaller find(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        String key = request.getHeader("X-API-Key");
        if (key != null) {
            return new KnownCaller(apiKeys.verify(key.strip(), address), clock.instant());
        }
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            String token = authorization.substring(BEARER.length()).strip();
            // every access token has dots, no API key has: programs that know Bearer only, such as Prometheus
            boolean isKey = token.indexOf('.') < 0;
            return new KnownCaller(
                    isKey ? apiKeys.verify(token, address) : tokens.verify(token, address), clock.instant());
        }
        if (SecurityContextHolder.getContext().getAuthentication() instanceof KnownCaller before) {
            return confirm(before, request);
        }
        return null;
    }

    private KnownCaller confirm(KnownCaller before, HttpServletRequest request) {
        Caller caller = before.caller();
        Caller here =
                new Caller(caller.userId(), caller.username(), caller.role(), caller.via(), request.getRemoteAddr());
        try {
            return new KnownCaller(logIns.confirm(here, before.since()), before.since());
        } catch (CodedProblem ended) {
            HttpSession session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
            throw ended;
        }
    }
}
