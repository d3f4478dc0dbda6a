package io.dropshiphub.admin.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/** Lets a request in when the access rules say so. */
@Component
class AccessDecision implements AuthorizationManager<RequestAuthorizationContext> {

    private final AccessRules rules;

    AccessDecision(AccessRules rules) {
        this.rules = rules;
    }

    @Override
    public AuthorizationResult authorize(Supplier<Authentication> who, RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        // the hub's own way on to a page, an answer or the error page of a request that was judged when it came in
        boolean judged = request.getDispatcherType() != DispatcherType.REQUEST;
        return new AuthorizationDecision(judged
                || rules.find(request.getMethod(), request.getRequestURI())
                        .filter(rule -> rule.open()
                                || who.get() instanceof KnownCaller known
                                        && rule.roles().contains(known.caller().role()))
                        .isPresent());
    }

    @Override
    @Deprecated
    public AuthorizationDecision check(Supplier<Authentication> who, RequestAuthorizationContext context) {
        return (AuthorizationDecision) authorize(who, context);
    }
}
