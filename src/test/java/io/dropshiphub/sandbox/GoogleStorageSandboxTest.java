package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.GoogleCaller.PICTURES;
import static io.dropshiphub.sandbox.SandboxCaller.text;
import static io.dropshiphub.sandbox.SandboxCaller.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GoogleStorageSandboxTest {

    /** The check string of the CRC catalogue, with its published digests. */
    private static final String DIGITS = "123456789";

    private static final String CRC32C = "4waSgw==";
    private static final String MD5 = "JfnnlDI7RTiF9RgfG2JNCw==";
    private static final String SHA256 = "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225";

    private static final String OBJECTS = "/gcs/storage/v1/b/hub-pictures/o";

    private final SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited());
    private GoogleCaller google;
    private String token;

    @BeforeEach
    void logIn() throws Exception {
        google = new GoogleCaller(caller);
        token = google.token();
    }

    @AfterEach
    void close() {
        caller.close();
    }

    @Test
    void aServiceAccountGetsATokenForAnHour() throws Exception {
        JsonNode grant = tree(google.grant(google.assertion(google.claims())));
        assertThat(grant.path("expires_in").asInt()).isEqualTo(3600);
        assertThat(grant.path("token_type").asText()).isEqualTo("Bearer");
        caller.clock.advance(Duration.ofSeconds(3599));
        assertThat(google.get(token, OBJECTS).statusCode()).isEqualTo(200);
        caller.clock.advance(Duration.ofSeconds(1));
        HttpResponse<byte[]> late = google.get(token, OBJECTS);
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(tree(late).at("/error/errors/0/reason").asText()).isEqualTo("authError");
        assertThat(late.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    /** Google's own client library names the real token address as the audience, whatever the key file says. */
    @Test
    void theRealAudienceIsUnderstoodToo() throws Exception {
        ObjectNode claims = google.claims().put("aud", "https://oauth2.googleapis.com/token");
        assertThat(google.grant(google.assertion(claims)).statusCode()).isEqualTo(200);
    }

    @Test
    void aGrantMustBeSignedShortLivedAndMeantForThisPlace() throws Exception {
        long now = caller.clock.millis() / 1000;
        String good = google.assertion(google.claims());
        assertRefused(good.substring(0, good.length() - 8) + "AAAAAAAA", "invalid_grant", "Signature");
        assertRefused("x.y", "invalid_grant", "JWT");
        assertRefused(google.assertion(google.claims().put("iss", "nobody")), "invalid_grant", "account not found");
        assertRefused(google.assertion(google.claims().put("aud", "http://elsewhere")), "invalid_grant", "audience");
        assertRefused(google.assertion(google.claims().put("exp", now + 3601)), "invalid_grant", "short-lived");
        assertRefused(
                google.assertion(google.claims().put("iat", now - 7200).put("exp", now - 3600)),
                "invalid_grant",
                "short-lived");
        assertRefused(google.assertion(google.claims().put("scope", "openid")), "invalid_scope", "scope");
    }

    private void assertRefused(String assertion, String error, String description) throws IOException {
        HttpResponse<byte[]> reply = google.grant(assertion);
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(tree(reply).path("error").asText()).isEqualTo(error);
        assertThat(tree(reply).path("error_description").asText()).contains(description);
    }

    @Test
    void aReadingTokenMayNotWrite() throws Exception {
        ObjectNode claims = google.claims().put("scope", GoogleCaller.SCOPE.replace("read_write", "read_only"));
        String reader = tree(google.grant(google.assertion(claims)))
                .path("access_token")
                .asText();
        assertThat(google.upload(reader, "a.png", DIGITS).statusCode()).isEqualTo(403);
        assertThat(google.get(reader, OBJECTS).statusCode()).isEqualTo(200);
    }

    @Test
    void anUploadIsDescribedByItsDigests() throws Exception {
        JsonNode stored = tree(google.upload(token, "products%2Fa.png", DIGITS));
        assertThat(stored.path("name").asText()).isEqualTo("products/a.png");
        assertThat(stored.path("md5Hash").asText()).isEqualTo(MD5);
        assertThat(stored.path("crc32c").asText()).isEqualTo(CRC32C);
        assertThat(stored.path("size").asText()).isEqualTo("9");
        assertThat(stored.path("contentType").asText()).isEqualTo("image/png");
        JsonNode read = tree(google.get(token, OBJECTS + "/products%2Fa.png"));
        assertThat(read).isEqualTo(stored);
        HttpResponse<byte[]> content = google.get(token, OBJECTS + "/products%2Fa.png?alt=media");
        assertThat(text(content)).isEqualTo(DIGITS);
        assertThat(content.headers().firstValue("x-goog-hash")).hasValue("crc32c=" + CRC32C + ",md5=" + MD5);
        JsonNode row = tree(caller.control("GET", "/objects?service=gcs&prefix=products/", ""))
                .path(0);
        assertThat(row.path("sha256").asText()).isEqualTo(SHA256);
        assertThat(row.path("bytes").asInt()).isEqualTo(9);
        assertThat(row.path("bucket").asText()).isEqualTo("hub-pictures");
    }

    @Test
    void damagedContentIsRefused() throws Exception {
        HttpResponse<byte[]> damaged =
                google.upload(token, "a.png", DIGITS, "x-goog-hash", "crc32c=AAAAAA==,md5=" + MD5);
        assertThat(damaged.statusCode()).isEqualTo(400);
        assertThat(tree(damaged).at("/error/message").asText()).contains("CRC32C");
        assertThat(google.upload(token, "a.png", DIGITS, "x-goog-hash", "crc32c=" + CRC32C, "x-goog-hash", "md5=" + MD5)
                        .statusCode())
                .isEqualTo(200);
        assertThat(google.multipart(token, "", "{\"name\":\"b\",\"md5Hash\":\"" + MD5 + "\"}", "other")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void metadataTravelsInTheFirstPart() throws Exception {
        JsonNode stored = tree(google.multipart(
                token,
                "",
                "{\"name\":\"컵 1.jpg\",\"cacheControl\":\"max-age=60\",\"metadata\":{\"sku\":\"A-1\"}}",
                "\r\n--xy\r\n--x is content\r\n"));
        assertThat(stored.path("name").asText()).isEqualTo("컵 1.jpg");
        assertThat(stored.path("contentType").asText()).isEqualTo("image/jpeg");
        HttpResponse<byte[]> read =
                caller.send(HttpRequest.newBuilder(caller.uri("/gcs/hub-pictures/%EC%BB%B5%201.jpg")));
        assertThat(text(read)).isEqualTo("\r\n--xy\r\n--x is content\r\n");
        assertThat(read.headers().firstValue("Cache-Control")).hasValue("max-age=60");
        assertThat(read.headers().firstValue("x-goog-meta-sku")).hasValue("A-1");
        assertThat(google.multipart(token, "", "no json", "x").statusCode()).isEqualTo(400);
    }

    @Test
    void anObjectIsCreatedOnceWhenSoAsked() throws Exception {
        assertThat(google.upload(token, "a.png&ifGenerationMatch=0", DIGITS).statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> again = google.upload(token, "a.png&ifGenerationMatch=0", "other");
        assertThat(again.statusCode()).isEqualTo(412);
        assertThat(tree(again).at("/error/errors/0/reason").asText()).isEqualTo("conditionNotMet");
        String first =
                tree(google.get(token, OBJECTS + "/a.png")).path("generation").asText();
        JsonNode replaced = tree(google.upload(token, "a.png&ifGenerationMatch=" + first, "other"));
        assertThat(Long.parseLong(replaced.path("generation").asText())).isGreaterThan(Long.parseLong(first));
    }

    @Test
    void aDeletedObjectIsGone() throws Exception {
        google.upload(token, "a.png", DIGITS);
        HttpRequest.Builder delete = google.request(token, OBJECTS + "/a.png").DELETE();
        assertThat(caller.send(delete).statusCode()).isEqualTo(204);
        HttpResponse<byte[]> again = caller.send(delete);
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(tree(again).at("/error/message").asText()).isEqualTo("No such object: hub-pictures/a.png");
        assertThat(google.get(token, OBJECTS + "/a.png").statusCode()).isEqualTo(404);
        assertThat(google.get(token, "/gcs/storage/v1/b/other/o").statusCode()).isEqualTo(404);
    }

    @Test
    void aListingComesInPagesAndFolders() throws Exception {
        for (String name : new String[] {"x%2Fa", "x%2Fb", "x%2Fy%2Fc", "z"}) {
            google.upload(token, name, name);
        }
        JsonNode first = tree(google.get(token, OBJECTS + "?prefix=x/&maxResults=2"));
        assertThat(first.at("/items/1/name").asText()).isEqualTo("x/b");
        JsonNode second = tree(google.get(
                token,
                OBJECTS + "?prefix=x/&maxResults=2&pageToken="
                        + first.path("nextPageToken").asText()));
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.at("/items/0/name").asText()).isEqualTo("x/y/c");
        assertThat(second.has("nextPageToken")).isFalse();
        JsonNode folders = tree(google.get(token, OBJECTS + "?delimiter=/"));
        assertThat(folders.at("/prefixes/0").asText()).isEqualTo("x/");
        assertThat(folders.at("/items/0/name").asText()).isEqualTo("z");
    }

    @Test
    void oneObjectIsWrittenOnceASecond() throws Exception {
        try (SandboxCaller limited = new SandboxCaller(SandboxSettings.defaults())) {
            GoogleCaller fast = new GoogleCaller(limited);
            String own = fast.token();
            assertThat(fast.upload(own, "a.png", "1").statusCode()).isEqualTo(200);
            HttpResponse<byte[]> second = fast.upload(own, "a.png", "2");
            assertThat(second.statusCode()).isEqualTo(429);
            assertThat(tree(second).at("/error/errors/0/reason").asText()).isEqualTo("rateLimitExceeded");
            assertThat(fast.upload(own, "b.png", "1").statusCode()).isEqualTo(200);
            limited.clock.advance(Duration.ofSeconds(1));
            assertThat(fast.upload(own, "a.png", "2").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void faultsStrikeAsOnEveryService() throws Exception {
        fault("drop-reply-after-acting");
        assertThatThrownBy(() -> google.upload(token, "dropped", DIGITS)).isInstanceOf(IOException.class);
        assertThat(google.get(token, OBJECTS + "/dropped").statusCode()).isEqualTo(200);
        fault("outage");
        assertThatThrownBy(() -> google.upload(token, "out", DIGITS)).isInstanceOf(IOException.class);
        fault("server-error-before-acting");
        HttpResponse<byte[]> before = google.upload(token, "out", DIGITS);
        assertThat(tree(before).at("/error/errors/0/reason").asText()).isEqualTo("backendError");
        fault("rate-limit");
        assertThat(google.upload(token, "out", DIGITS).statusCode()).isEqualTo(429);
        assertThat(google.get(token, OBJECTS + "/out").statusCode()).isEqualTo(404);
        fault("server-error-after-acting");
        assertThat(google.upload(token, "out", DIGITS).statusCode()).isEqualTo(500);
        assertThat(google.get(token, OBJECTS + "/out").statusCode()).isEqualTo(200);
        fault("html-body");
        assertThat(text(google.upload(token, "page", DIGITS))).startsWith("<!doctype html>");
        caller.fault("{\"service\":\"gcs\",\"kind\":\"truncated-body\",\"times\":1,\"operations\":[\"read\"]}");
        assertThatThrownBy(() -> google.get(token, OBJECTS + "/page?alt=media")).isInstanceOf(IOException.class);
        fault("token-expiry");
        assertThat(google.upload(token, "late", DIGITS).statusCode()).isEqualTo(401);
        assertThat(google.get(google.token(), OBJECTS + "/late").statusCode()).isEqualTo(404);
    }

    private void fault(String kind) throws IOException {
        caller.fault("{\"service\":\"gcs\",\"kind\":\"" + kind + "\",\"times\":1,\"operations\":[\"upload\"]}");
    }

    @Test
    void whoeverSendsNoTokenIsTurnedAway() throws Exception {
        HttpRequest.Builder upload = HttpRequest.newBuilder(caller.uri(PICTURES + "?uploadType=media&name=a"))
                .POST(BodyPublishers.ofByteArray(DIGITS.getBytes(StandardCharsets.UTF_8)));
        assertThat(caller.send(upload).statusCode()).isEqualTo(401);
        assertThat(google.upload("made-up", "a", DIGITS).statusCode()).isEqualTo(401);
        assertThat(google.get(token, OBJECTS + "?x").statusCode()).isEqualTo(200);
        assertThat(caller.send(google.request(token, PICTURES + "?uploadType=other&name=a")
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(400);
        assertThat(caller.send(google.request(token, PICTURES + "?uploadType=media")
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(400);
    }
}
