package io.dropshiphub.admin.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    private final String page;

    LogInPage(@Value("classpath:pages/login.html") Resource page) throws IOException {
        this.page = page.getContentAsString(StandardCharsets.UTF_8);
    }

    /** The empty form. */
    @GetMapping("/login")
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(request, response, request.getParameter("out") == null ? "" : "You are logged out.");
    }

    /** The form once more, with the reason why the log-in failed. */
    void again(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (why instanceof PasswordLogIn.Refused refused) {
            response.setStatus(refused.problem().status());
            write(request, response, refused.problem().detail());
        } else {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            write(request, response, "The log-in could not be read. Type the name and the password again.");
        }
    }

    /** Where to go after the log-in: to the page that was asked for, when it is one of the hub's. */
    static String target(HttpServletRequest request) {
        String asked = request.getParameter("to");
        boolean own = asked != null && asked.matches("/(docs|actuator/hawtio)(/[A-Za-z0-9/_-]*)?");
        return own ? asked : DOCS;
    }

    private void write(HttpServletRequest request, HttpServletResponse response, String message) throws IOException {
        CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        String username = request.getParameter("username");
        response.setContentType("text/html");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write(page.replace("{{csrf}}", HtmlUtils.htmlEscape(token.getToken()))
                        .replace("{{to}}", target(request))
                        .replace("{{message}}", HtmlUtils.htmlEscape(message))
                        // last: what was typed is nothing to fill in
                        .replace("{{username}}", HtmlUtils.htmlEscape(username == null ? "" : username)));
    }
}
