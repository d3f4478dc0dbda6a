package io.dropshiphub.admin.access;

import io.dropshiphub.admin.http.ProblemDetails;
import io.dropshiphub.product.Caller;
import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.security.SecurityEvent;
import io.dropshiphub.security.SecurityEvents;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/** Answers what is not let in, in problem details, and reports what somebody who looks after security wants to see. */
@Component
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    private final AccessRules rules;
    private final ProblemDetails problems;
    private final SecurityEvents events;

    Refusals(AccessRules rules, ProblemDetails problems, SecurityEvents events) {
        this.rules = rules;
        this.problems = problems;
        this.events = events;
    }

    /** Nobody has logged in, or the proof did not hold. Says the same of paths that exist and of those that do not. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        CodedProblem refusal = (CodedProblem) request.getAttribute(WhoIsIt.REFUSAL);
        if (refusal == null) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"dropship-hub\"");
            answer(response, DoorProblem.notLoggedIn());
            return;
        }
        response.setHeader("WWW-Authenticate", "Bearer realm=\"dropship-hub\", error=\"invalid_token\"");
        events.report(new SecurityEvent(
                SecurityEvent.Kind.TOKEN_REFUSED, null, request.getRemoteAddr(), Map.of("code", refusal.code())));
        answer(response, refusal);
    }

    /** Somebody has logged in, and this is not for them. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        String method = request.getMethod();
        String path = request.getRequestURI();
        Caller caller = (Caller) request.getAttribute(CallerOnEntry.ATTRIBUTE);
        if (why instanceof CsrfException || caller == null) {
            answer(response, DoorProblem.noPageToken());
            return;
        }
        Set<String> allowed = rules.methods(path);
        if (rules.find(method, path).isPresent()) {
            report(request, caller);
            answer(response, DoorProblem.notWithThisRole(method, path, caller.role()));
        } else if (allowed.isEmpty()) {
            answer(response, DoorProblem.nothingThere(method, path));
        } else {
            response.setHeader("Allow", String.join(", ", allowed));
            answer(response, DoorProblem.otherMethod(method, allowed));
        }
    }

    /** Spring's firewall found an address or header that is made to be read differently by different readers. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException why)
            throws IOException {
        answer(response, DoorProblem.malformed());
    }

    /** Somebody asked for what their role does not open. */
    void report(HttpServletRequest request, Caller caller) {
        events.report(new SecurityEvent(
                SecurityEvent.Kind.ACCESS_REFUSED,
                caller.username(),
                caller.address(),
                Map.of("method", request.getMethod(), "path", request.getRequestURI())));
    }

    /** Answers with a problem; does nothing when an answer has begun already. */
    void answer(HttpServletResponse response, CodedProblem problem) throws IOException {
        if (!response.isCommitted()) {
            problems.answer(response, problem);
        }
    }
}
