package io.dropshiphub.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.product.Role;
import io.dropshiphub.security.Users;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.TestUsers;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Logging in with a browser. */
@HubTest(
        properties = {
            "hub.routes.include=_shared/*.camel.yaml,security/*.camel.yaml,admin/*.camel.yaml",
            "hub.security.door.rate.log-in.requests=0"
        })
class LogInPageTest {

    private static final String PASSWORD = "a password that nobody guesses";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    TestUsers tests;

    @Autowired
    Users users;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private String username;
    private long id;
    private String oneTime;

    @BeforeEach
    void somebody() {
        username = "user-" + System.nanoTime();
        Users.WithPassword made = users.create(username, Role.OPERATOR, tests.caller(Role.ADMIN));
        id = made.user().id();
        oneTime = made.oneTimePassword();
    }

    @Test
    void who_asks_for_a_page_is_sent_to_the_form_and_then_to_the_page() throws Exception {
        HttpResponse<String> asked = get("/docs/", "Accept", "text/html");
        assertThat(asked.statusCode()).isEqualTo(302);
        assertThat(location(asked)).endsWith("/login?to=/docs/");

        HttpResponse<String> form = get("/login?to=/actuator/hawtio/");
        assertThat(form.body()).contains("action=\"/login\"").doesNotContain("<script", "{{");
        assertThat(form.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(get("/login/login.css").statusCode()).isEqualTo(200);

        HttpResponse<String> in = logIn(oneTime, PASSWORD, "/actuator/hawtio/");
        assertThat(in.statusCode()).isEqualTo(302);
        assertThat(location(in)).endsWith("/actuator/hawtio/");
        assertThat(get("/docs/").statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/auth/me").body()).contains(username, "\"session\"", "\"operator\"");
    }

    @Test
    void a_one_time_password_opens_nothing_but_the_way_to_another() throws Exception {
        HttpResponse<String> refused = logIn(oneTime, "", "/docs/");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains("role=\"alert\"", "<details open>", username)
                .doesNotContain(oneTime);
        assertThat(get("/api/v1/auth/me").statusCode()).isEqualTo(401);
        assertThat(logIn(oneTime, PASSWORD, "/docs/").statusCode()).isEqualTo(302);
    }

    @Test
    void a_wrong_password_and_an_unknown_name_get_the_same_page() throws Exception {
        HttpResponse<String> wrong = logIn("wrong", "", "/docs/");
        String known = username;
        username = "nobody-" + System.nanoTime();
        HttpResponse<String> unknown = logIn("wrong", "", "/docs/");

        assertThat(wrong.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body().replace(username, known).replaceAll(TOKEN.pattern(), ""))
                .isEqualTo(wrong.body().replaceAll(TOKEN.pattern(), ""));
    }

    @Test
    void a_log_in_that_another_page_sends_is_refused() throws Exception {
        get("/login");

        HttpResponse<String> forged = form("/login", Map.of("username", username, "password", oneTime));

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("HUB-SECURITY-403");
    }

    @Test
    void a_session_that_somebody_else_chose_is_not_taken_over() throws Exception {
        HttpCookie planted = new HttpCookie("hub-session", "0123456789ABCDEF0123456789ABCDEF");
        planted.setPath("/");
        cookies.getCookieStore().add(URI.create("http://127.0.0.1:" + port), planted);
        assertThat(session(logIn(oneTime, PASSWORD, "/docs/"))).isNotEqualTo(planted.getValue());

        // also one that the hub itself gave: it changes with each log-in
        cookies.getCookieStore().removeAll();
        String first = session(logIn(PASSWORD, "", "/docs/"));
        assertThat(session(logIn(PASSWORD, "", "/docs/"))).isNotEqualTo(first);
    }

    @Test
    void the_sessions_cookie_is_for_the_hubs_own_pages_and_for_no_script() throws Exception {
        List<String> set = logIn(oneTime, PASSWORD, "/docs/").headers().allValues("Set-Cookie");

        assertThat(set)
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("hub-session=").contains("HttpOnly", "SameSite=Strict"));
    }

    @Test
    void what_changes_something_needs_the_pages_token_and_comes_from_the_hubs_own_page() throws Exception {
        logIn(oneTime, PASSWORD, "/docs/");
        String token = pageToken();

        HttpResponse<String> without = post("/api/v1/platforms/naver/resume");
        HttpResponse<String> wrong = post("/api/v1/platforms/naver/resume", "X-XSRF-TOKEN", "guess");
        HttpResponse<String> with = post("/api/v1/platforms/naver/resume", "X-XSRF-TOKEN", token);
        HttpResponse<String> foreign =
                post("/api/v1/platforms/naver/resume", "X-XSRF-TOKEN", token, "Origin", "http://127.0.0.1:1");
        HttpResponse<String> command =
                get("/actuator/jolokia/exec/java.lang:type=Memory/gc", "Sec-Fetch-Site", "same-site");

        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(without.body()).contains("HUB-SECURITY-403");
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(with.statusCode()).as(with.body()).isEqualTo(200);
        assertThat(foreign.body()).contains("HUB-SECURITY-410");
        assertThat(command.body()).contains("HUB-SECURITY-410");
    }

    @Test
    void who_logs_out_or_is_disabled_is_out() throws Exception {
        logIn(oneTime, PASSWORD, "/docs/");
        HttpResponse<String> out = form("/logout", Map.of("_csrf", pageToken()));
        assertThat(location(out)).endsWith("/login?out");
        assertThat(get("/api/v1/auth/me").statusCode()).isEqualTo(401);

        logIn(PASSWORD, "", "/docs/");
        assertThat(get("/api/v1/auth/me").statusCode()).isEqualTo(200);
        users.change(id, null, true, tests.caller(Role.ADMIN));
        assertThat(get("/api/v1/auth/me").statusCode()).isEqualTo(401);
    }

    @Test
    void whose_role_does_not_open_a_page_is_told_so_where_another_can_log_in() throws Exception {
        users.change(id, Role.SELLER, null, tests.caller(Role.ADMIN));
        logIn(oneTime, PASSWORD, "/docs/");

        HttpResponse<String> refused = get("/actuator/hawtio/", "Accept", "text/html");

        assertThat(location(refused)).endsWith("/login?refused&to=/actuator/hawtio/");
        assertThat(get("/login?refused&to=/actuator/hawtio/").body()).contains("Your role may not open that page");
        assertThat(get("/actuator/hawtio/").body()).contains("HUB-SECURITY-402");
    }

    @Test
    void the_form_leads_to_the_hubs_own_pages_only() throws Exception {
        HttpResponse<String> in = logIn(oneTime, PASSWORD, "//evil.example/docs/");

        assertThat(location(in)).endsWith("/docs/").doesNotContain("evil");
    }

    private HttpResponse<String> logIn(String password, String newPassword, String to) throws Exception {
        Matcher token = TOKEN.matcher(get("/login").body());
        assertThat(token.find()).isTrue();
        return form(
                "/login",
                Map.of(
                        "username", username,
                        "password", password,
                        "new_password", newPassword,
                        "to", to,
                        "_csrf", token.group(1)));
    }

    private HttpResponse<String> form(String path, Map<String, String> fields) throws Exception {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> post(String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofString("{}"));
        request.header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    /** The session that an answer gives. */
    private static String session(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("hub-session="))
                .map(cookie -> cookie.substring("hub-session=".length(), cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    /** The token that pages are given to send back. */
    private String pageToken() throws Exception {
        assertThat(get("/docs/").statusCode()).isEqualTo(200);
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }
}
