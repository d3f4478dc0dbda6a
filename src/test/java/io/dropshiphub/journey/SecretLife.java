package io.dropshiphub.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.testing.FernetToken;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** What people and programs do with secrets at a hub. Every one of them is told to {@link Secrets}. */
final class SecretLife {

    private static final Pattern PAGE_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Path ENDPOINTS = Path.of("src/test/resources/access/expected.txt");
    private static final String NAVER_ID = "sandboxnaver";
    private static final String NAVER_SECRET = "$2a$04$sandboxsandboxsandboxu";

    private final HubProcess hub;
    private final SandboxProcess sandbox;
    private final Secrets secrets;
    private final Visitor anybody;
    private Visitor admin;
    private Visitor seller;

    SecretLife(HubProcess hub, SandboxProcess sandbox, Secrets secrets) throws IOException {
        this.hub = hub;
        this.sandbox = sandbox;
        this.secrets = secrets;
        this.anybody = new Visitor(hub.port());
        String curl = read("data/security/curl.conf");
        String key = secrets.know("curl's key", curl.replaceAll("(?s).*X-API-Key: ([^\"]+)\".*", "$1"));
        admin = anybody.withKey(key);
        hub.comeWith(key);
    }

    Visitor admin() {
        return admin;
    }

    /** The first log-in, wrong ones, renewed tokens, a browser's session, API keys, and a seller. */
    void logIn() throws IOException {
        String oneTime = secrets.know(
                "admin's one-time password",
                read("data/security/admin-password").strip());
        String password = secrets.know("admin's password", "three blue kettles / 한 번");
        String mistyped = secrets.know("a mistyped password", "three blue kittles & 한 번");
        assertThat(tokens("admin", mistyped, null).statusCode()).isEqualTo(401);
        JsonNode first = known("admin's first", Visitor.json(tokens("admin", oneTime, password)));
        assertThat(tokens("admin", mistyped, null).statusCode()).isEqualTo(401);
        JsonNode renewed = known(
                "admin's renewed",
                anybody.ask(
                        "POST",
                        "/api/v1/auth/refresh",
                        "{\"refresh_token\": \"" + first.path("refresh_token").asText() + "\"}"));
        String key = apiKey(anybody.withToken(renewed.path("access_token").asText()), "admin's");
        admin = anybody.withKey(key);
        hub.comeWith(key);
        browse(password);

        JsonNode kim = admin.ask("POST", "/api/v1/users", "{\"username\": \"kim\", \"role\": \"seller\"}");
        secrets.know("kim's one-time password", kim.path("one_time_password").asText());
        JsonNode reset = admin.ask(
                "POST",
                "/api/v1/users/" + kim.at("/user/id").asText(kim.path("id").asText()) + "/reset-password",
                "");
        String again = secrets.know(
                "kim's other one-time password", reset.path("one_time_password").asText());
        JsonNode in = known(
                "kim's", Visitor.json(tokens("kim", again, secrets.know("kim's password", "seven quiet lanterns"))));
        Visitor kimHere = anybody.withToken(in.path("access_token").asText());
        seller = anybody.withKey(apiKey(kimHere, "kim's"));
        known(
                "kim's changed",
                kimHere.ask(
                        "POST",
                        "/api/v1/auth/password",
                        "{\"password\": \"seven quiet lanterns\", \"new_password\": \""
                                + secrets.know("kim's next password", "eight quiet lanterns") + "\"}"));
    }

    /** Accounts at all marketplaces instead of the configured ones, with wrong credentials and then with right ones. */
    void openAccounts() throws Exception {
        for (JsonNode account : admin.ask("GET", "/api/v1/accounts", "")) {
            admin.ask("PATCH", "/api/v1/accounts/" + account.path("id").asText(), "{\"enabled\": false}");
        }
        String coupang = open(
                admin,
                "coupang",
                "{\"access-key\": \"%s\", \"secret-key\": \"%s\", \"vendor-id\": \"A00000002\"}"
                        .formatted(
                                secrets.know("a wrong access key", "wrong-access-91ab27"),
                                secrets.know("a wrong secret key", "wrong-secret-77c0de")),
                ", \"template\": {\"outboundShippingPlaceCode\": 74011, \"returnCenterCode\": \"1000274593\"}");
        String naver = open(
                admin,
                "naver",
                "{\"client-id\": \"%s\", \"client-secret\": \"%s\"}"
                        .formatted(NAVER_ID, secrets.know("a wrong client secret", "$2a$04$wrongwrongwrongwrongwr")),
                "");
        String eleventst = open(
                admin,
                "11st",
                "{\"api-key\": \"%s\"}".formatted(secrets.know("a wrong 11st key", "wr0ngwr0ngwr0ngwr0ngwr0ngwr0ng01")),
                "");
        accepted(coupang, false);
        accepted(naver, false);
        accepted(eleventst, false);
        change(
                coupang,
                "{\"access-key\": \"%s\", \"secret-key\": \"%s\", \"vendor-id\": \"A00000002\", \"vendor-user-id\": \"sandboxuser2\"}"
                        .formatted(
                                secrets.know("the access key", "sandbox-coupang-access-2"),
                                secrets.know("the secret key", "sandbox-coupang-secret-2")));
        change(
                naver,
                "{\"client-id\": \"%s\", \"client-secret\": \"%s\"}"
                        .formatted(NAVER_ID, secrets.know("the client secret", NAVER_SECRET)));
        change(
                eleventst,
                "{\"api-key\": \"%s\"}".formatted(secrets.know("the 11st key", "5andb0x11st0key0for0the0demo0001")));
        accepted(coupang, true);
        accepted(naver, true);
        accepted(eleventst, true);
        secrets.know("Naver's token", naverToken());

        String fernetKey = secrets.know("a Fernet key", FernetToken.KEY);
        String legacy = secrets.know("a secret out of Fernet", "legacy-secret-5d0e8f");
        JsonNode imported = admin.ask(
                "POST",
                "/api/v1/security/secrets/import-fernet",
                "{\"fernet_keys\": [\"%s\"], \"secrets\": [{\"owner\": \"account:%s\", \"field\": \"secret-key\", \"token\": \"%s\"}]}"
                        .formatted(fernetKey, eleventst, secrets.know("a Fernet token", FernetToken.of(legacy))));
        assertThat(imported.toString()).contains("stored");

        String refused = open(
                seller,
                "11st",
                "{\"api-key\": \"%s\"}"
                        .formatted(secrets.know("kim's wrong 11st key", "n0thingn0thingn0thingn0thingn001")),
                "");
        seller.ask("POST", "/api/v1/registration/batch", batch("KIM", 1, "\"11st\""));
        await("the marketplace refuses kim's account")
                .atMost(Duration.ofSeconds(20))
                .until(() -> seller.ask("GET", "/api/v1/accounts/" + refused + "/health", "")
                        .toString()
                        .toLowerCase(Locale.ROOT)
                        .contains("auth_failed"));
        admin.ask("PATCH", "/api/v1/accounts/" + refused, "{\"enabled\": false}");
        String waiting = hub.batches().get(0).path("batch_id").asText();
        seller.ask("POST", "/api/v1/registration/batch/" + waiting + "/cancel", "");
    }

    void rotateKeys() {
        admin.ask("POST", "/api/v1/security/keys/rotate", "");
        await("all secrets are wrapped anew").atMost(Duration.ofSeconds(20)).until(() -> !admin.ask(
                        "GET", "/api/v1/security/keys", "")
                .toString()
                .contains("\"state\":\"retiring\""));
    }

    void sendBatch() {
        admin.ask("POST", "/api/v1/registration/batch", batch("RB", 4, "\"coupang\", \"naver\", \"11st\""));
    }

    /** Each marketplace breaks down in a way of its own: calls are doubted, looked up and tried again. */
    void failInEveryWay() {
        sandbox.fault("{\"service\":\"coupang\",\"kind\":\"server-error-before-acting\",\"status\":503}");
        sandbox.fault("{\"service\":\"naver\",\"kind\":\"html-body\"}");
        sandbox.fault("{\"service\":\"eleventst\",\"kind\":\"truncated-body\"}");
        admin.ask("POST", "/api/v1/registration/batch", batch("DL", 2, "\"coupang\", \"naver\", \"11st\""));
        await("each breakdown has struck several calls")
                .atMost(Duration.ofSeconds(40))
                .until(() -> sandbox.struck("server-error-before-acting") > 2
                        && sandbox.struck("html-body") > 2
                        && sandbox.struck("truncated-body") > 2);
        sandbox.clearFaults();
    }

    /** What every path that can be read answers to the administrator. */
    Map<String, byte[]> answers() throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        JsonNode letters = admin.ask("GET", "/api/v1/dead-letters", "");
        String batch = hub.batches().get(0).path("batch_id").asText();
        for (String line : Files.readAllLines(ENDPOINTS)) {
            String[] words = line.split("\\s+");
            if (!words[0].equals("GET") || line.contains("nobody")) {
                continue;
            }
            String path = words[1].replace("/batch/{id}", "/batch/" + batch)
                    .replace("{*matchOnUriPrefix}", "")
                    .replace("{requiredMetricName}", "jvm.info")
                    .replace("sbom/{id}", "sbom/application")
                    .replace("/templates/{name}", "/templates/standard")
                    .replace("/loggers/{name}", "/loggers/ROOT");
            for (int id = 1; id <= (path.contains("{id}") ? 30 : 1); id++) {
                String one = path.replace("{id}", Integer.toString(id)).replaceAll("[{*].*", "");
                found.put("GET " + one, admin.get(one).body());
            }
        }
        for (JsonNode letter : letters.findValues("id")) {
            found.put(
                    "GET dead letter " + letter.asText(),
                    admin.get("/api/v1/dead-letters/" + letter.asText()).body());
        }
        for (String more : new String[] {"configprops", "env", "beans", "heapdump", "conditions", "mappings"}) {
            found.put("GET " + more, admin.get("/actuator/" + more).body());
        }
        return found;
    }

    private String open(Visitor who, String platform, String credentials, String more) {
        return who.ask(
                        "POST",
                        "/api/v1/accounts",
                        "{\"platform\": \"" + platform + "\", \"name\": \"opened\", \"credentials\": " + credentials
                                + more + "}")
                .findValue("id")
                .asText();
    }

    private void change(String account, String credentials) {
        admin.ask("PUT", "/api/v1/accounts/" + account + "/credentials", "{\"credentials\": " + credentials + "}");
    }

    private void accepted(String account, boolean expected) {
        HttpResponse<byte[]> answer =
                admin.send("POST", "/api/v1/accounts/" + account + "/test", "application/json", "");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(expected ? "\"OK\"" : "\"REFUSED\"");
    }

    private String batch(String prefix, int rows, String platforms) {
        StringBuilder products = new StringBuilder();
        for (int n = 1; n <= rows; n++) {
            products.append(n == 1 ? "" : ", ").append("""
                            {"sku": "%s-%d", "name": "여행용 파우치 %d호", "category_id": "생활용품/수납", "price": 9900,
                             "stock": 100, "origin": "국산", "description": "<p>가벼운 파우치</p>",
                             "main_image_url": "http://127.0.0.1:%d/sandbox/images/pouch.jpg"}""".formatted(prefix, n, n, sandbox.port()));
        }
        return "{\"batch_name\": \"%s\", \"products\": [%s], \"target_platforms\": [%s]}"
                .formatted(prefix, products, platforms);
    }

    private HttpResponse<byte[]> tokens(String user, String password, String next) {
        return anybody.send(
                "POST",
                "/api/v1/auth/token",
                "application/json",
                "{\"username\": \"%s\", \"password\": \"%s\"%s}"
                        .formatted(user, password, next == null ? "" : ", \"new_password\": \"" + next + "\""));
    }

    private JsonNode known(String whose, JsonNode tokens) {
        secrets.know(whose + " access token", tokens.path("access_token").asText());
        secrets.know(whose + " refresh token", tokens.path("refresh_token").asText());
        return tokens;
    }

    private String apiKey(Visitor who, String whose) {
        return secrets.know(
                whose + " API key",
                who.ask("POST", "/api/v1/auth/api-keys", "{\"name\": \"program\"}")
                        .path("key")
                        .asText());
    }

    /** Logs in by the form, looks at a page, and stays logged in. */
    private void browse(String password) {
        HttpResponse<byte[]> page = anybody.get("/login");
        Matcher token = PAGE_TOKEN.matcher(new String(page.body(), StandardCharsets.UTF_8));
        assertThat(token.find()).isTrue();
        HttpResponse<byte[]> in = anybody.withCookies(cookies(page))
                .send(
                        "POST",
                        "/login",
                        "application/x-www-form-urlencoded",
                        "username=admin&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8) + "&_csrf="
                                + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8));
        assertThat(in.statusCode()).isEqualTo(302);
        String cookies = cookies(in);
        secrets.know("a session's id", cookies.replaceAll(".*hub-session=([^;]+).*", "$1"));
        assertThat(anybody.withCookies(cookies).get("/api/v1/auth/me").statusCode())
                .isEqualTo(200);
    }

    private static String cookies(HttpResponse<byte[]> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";")[0])
                .filter(cookie -> !cookie.endsWith("="))
                .collect(Collectors.joining("; "));
    }

    /** The one that the hub has: Naver gives the same one to every asker for hours. */
    private String naverToken() {
        String time = Long.toString(System.currentTimeMillis() - 3000);
        String hash = BCrypt.hashpw(NAVER_ID + "_" + time, NAVER_SECRET);
        String sign = java.util.Base64.getEncoder().encodeToString(hash.getBytes(StandardCharsets.US_ASCII));
        return Visitor.json(new Visitor(sandbox.port())
                        .send(
                                "POST",
                                "/naver/external/v1/oauth2/token",
                                "application/x-www-form-urlencoded",
                                "client_id=" + NAVER_ID + "&timestamp=" + time + "&client_secret_sign="
                                        + URLEncoder.encode(sign, StandardCharsets.UTF_8)
                                        + "&grant_type=client_credentials&type=SELF"))
                .path("access_token")
                .asText();
    }

    private String read(String file) throws IOException {
        return Files.readString(hub.directory().resolve(file));
    }
}
