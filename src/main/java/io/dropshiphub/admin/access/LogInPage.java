package io.dropshiphub.admin.access;

import io.dropshiphub.product.CodedProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.HtmlUtils;

/** The page to log in at; a plain form, also for a one-time password that must be changed. */
@Controller
class LogInPage {

    private static final String DOCS = "/docs/";

    /** A one-time password was typed; the new password was not good enough. */
    private static final Set<String> WANTS_NEW_PASSWORD = Set.of("HUB-SECURITY-303", "HUB-SECURITY-304");

    private final String page;

    LogInPage(@Value("classpath:pages/login.html") Resource page) throws IOException {
        this.page = page.getContentAsString(StandardCharsets.UTF_8);
    }

    /** The empty form. */
    @GetMapping("/login")
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String message = "";
        if (request.getParameter("out") != null) {
            message = "You are logged out.";
        } else if (request.getParameter("refused") != null) {
            message =
                    "Your role may not open that page. Log in as somebody else, or ask an administrator for another role.";
        }
        write(request, response, message, false);
    }

    /** The form once more, with the reason why the log-in failed. */
    void again(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (why instanceof PasswordLogIn.Refused refused) {
            CodedProblem problem = refused.problem();
            response.setStatus(problem.status());
            write(request, response, problem.detail(), WANTS_NEW_PASSWORD.contains(problem.code()));
        } else {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            write(request, response, "The log-in could not be read. Type the name and the password again.", false);
        }
    }

    /** Where to go after the log-in: to the page that was asked for, when it is one of the hub's. */
    static String target(HttpServletRequest request) {
        String asked = request.getParameter("to");
        boolean own = asked != null && asked.matches("/(docs|actuator/hawtio)(/[A-Za-z0-9/_-]*)?");
        return own ? asked : DOCS;
    }

    private void write(HttpServletRequest request, HttpServletResponse response, String message, boolean change)
            throws IOException {
        CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        String username = request.getParameter("username");
        response.setContentType("text/html");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write(page.replace("{{csrf}}", HtmlUtils.htmlEscape(token.getToken()))
                        .replace("{{to}}", target(request))
                        .replace("{{change}}", change ? "open" : "")
                        .replace("{{message}}", HtmlUtils.htmlEscape(message))
                        // last: what was typed is nothing to fill in
                        .replace("{{username}}", HtmlUtils.htmlEscape(username == null ? "" : username)));
    }
}
