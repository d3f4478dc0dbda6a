package io.dropshiphub.admin.access;

import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.security.LogIns;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/** Checks what was typed into the log-in page. */
@Component
class PasswordLogIn implements AuthenticationProvider {

    /**
     * What the page sends beside name and password.
     *
     * @param newPassword to be set; null: none
     * @param address where it was sent from
     */
    record Details(String newPassword, String address) {

        static Details of(HttpServletRequest request) {
            String typed = request.getParameter("new_password");
            return new Details(typed == null || typed.isEmpty() ? null : typed, request.getRemoteAddr());
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Details[" + address + "]";
        }
    }

    /** The log-in's own words, through Spring's exceptions. */
    static final class Refused extends AuthenticationException {

        private final transient CodedProblem problem;

        Refused(CodedProblem problem) {
            super(problem.detail(), problem);
            this.problem = problem;
        }

        CodedProblem problem() {
            return problem;
        }
    }

    private final LogIns logIns;
    private final Clock clock;

    PasswordLogIn(LogIns logIns, Clock clock) {
        this.logIns = logIns;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication typed) {
        Details details = (Details) typed.getDetails();
        String password =
                typed.getCredentials() == null ? null : typed.getCredentials().toString();
        try {
            return new KnownCaller(
                    logIns.byPassword(typed.getName(), password, details.newPassword(), details.address()),
                    clock.instant());
        } catch (CodedProblem refused) {
            throw new Refused(refused);
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
