package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.SandboxCaller.text;
import static io.dropshiphub.sandbox.SandboxCaller.tree;
import static io.dropshiphub.sandbox.SupabaseCaller.ARCHIVE;
import static io.dropshiphub.sandbox.SupabaseCaller.PICTURES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.sandbox.storage.StorageSettings;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys, uploads, reading and refusals. */
class SupabaseSandboxTest {

    private final SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited()
            .withStorage(StorageSettings.defaults()
                    .withBuckets(List.of(
                            new StorageSettings.Bucket("hub-pictures", true, 100, List.of("image/png", "image/*")),
                            new StorageSettings.Bucket("hub-archive", false, 0, List.of())))));
    private SupabaseCaller supabase;

    @BeforeEach
    void readKeys() throws Exception {
        supabase = new SupabaseCaller(caller);
    }

    @AfterEach
    void close() {
        caller.close();
    }

    @Test
    void anUploadIsThereForEverybodyInAPublicBucket() throws Exception {
        JsonNode stored = tree(supabase.upload(
                PICTURES + "p/a.png", "image/png", "picture", "cache-control", "max-age=31536000, immutable"));
        assertThat(stored.path("Key").asText()).isEqualTo("hub-pictures/p/a.png");
        assertThat(stored.path("Id").asText()).hasSize(36);
        HttpResponse<byte[]> read = supabase.send(supabase.open("/object/public/hub-pictures/p/a.png"));
        assertThat(text(read)).isEqualTo("picture");
        assertThat(read.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(read.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, immutable");
        assertThat(read.headers().firstValue("Content-Disposition")).isEmpty();
        HttpResponse<byte[]> head = supabase.send(
                supabase.open("/object/public/hub-pictures/p/a.png").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.headers().firstValue("Content-Length")).hasValue("7");
        HttpResponse<byte[]> named =
                supabase.send(supabase.open("/object/public/hub-pictures/p/a.png?download=%EC%BB%B5%201.png"));
        assertThat(named.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=%EC%BB%B5%201.png; filename*=UTF-8''%EC%BB%B5%201.png;");
        JsonNode row = tree(caller.control("GET", "/objects?service=supabase&bucket=hub-pictures", ""))
                .path(0);
        assertThat(row.path("name").asText()).isEqualTo("p/a.png");
        assertThat(row.path("content_type").asText()).isEqualTo("image/png");
        assertThat(row.path("cache_control").asText()).isEqualTo("max-age=31536000, immutable");
    }

    @Test
    void aPrivateBucketNeedsAKey() throws Exception {
        supabase.upload(ARCHIVE + "a.csv", "text/csv", "rows");
        assertRefused(supabase.send(supabase.open("/object/public/hub-archive/a.csv")), 400, "404", "NoSuchBucket");
        assertThat(text(supabase.get("/object/authenticated/hub-archive/a.csv")))
                .isEqualTo("rows");
        HttpResponse<byte[]> read = supabase.get(ARCHIVE + "a.csv");
        assertThat(text(read)).isEqualTo("rows");
        assertThat(read.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertRefused(supabase.get(ARCHIVE + "none"), 400, "404", "NoSuchKey");
        assertRefused(supabase.get("/object/info/hub-archive/none"), 400, "404", "NoSuchKey");
    }

    @Test
    void aNewKeyIsNoBearerToken() throws Exception {
        String secret = supabase.key("secret_key");
        assertThat(secret).startsWith("sb_secret_");
        assertRefused(
                supabase.send(supabase.request(ARCHIVE + "a").header("Authorization", "Bearer " + secret)),
                400,
                "403",
                "AccessDenied");
        HttpResponse<byte[]> browser =
                supabase.send(supabase.request(ARCHIVE + "a").header("User-Agent", "Mozilla/5.0 (X11)"));
        assertThat(browser.statusCode()).isEqualTo(401);
        assertThat(tree(browser).path("message").asText()).isEqualTo("Forbidden use of secret API key in browser");
        assertThat(supabase.send(supabase.open(ARCHIVE + "a")).statusCode()).isEqualTo(401);
        assertThat(supabase.send(supabase.open(ARCHIVE + "a").header("apikey", "sb_secret_other"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aLegacyKeyStandsInBothHeaders() throws Exception {
        String legacy = supabase.key("service_role_jwt");
        String anon = supabase.key("anon_jwt");
        HttpRequest.Builder bucket = supabase.open("/bucket/hub-archive").header("apikey", legacy);
        assertRefused(supabase.send(bucket), 400, "400", "FST_ERR_VALIDATION");
        assertRefused(supabase.send(bucket.setHeader("Authorization", "Bearer " + anon)), 400, "403", "AccessDenied");
        HttpResponse<byte[]> known = supabase.send(bucket.setHeader("Authorization", "Bearer " + legacy));
        assertThat(tree(known).path("public").asBoolean(true)).isFalse();
        HttpRequest.Builder visitor =
                supabase.open(ARCHIVE + "a").header("apikey", anon).header("Authorization", "Bearer " + anon);
        assertRefused(supabase.send(visitor.POST(BodyPublishers.ofString("x"))), 400, "403", "AccessDenied");
        assertRefused(supabase.send(visitor.GET()), 400, "404", "NoSuchKey");
    }

    @Test
    void aSecondUploadIsADuplicateUnlessItSaysOtherwise() throws Exception {
        String id =
                tree(supabase.upload(ARCHIVE + "a", "text/csv", "1")).path("Id").asText();
        HttpResponse<byte[]> second = supabase.upload(ARCHIVE + "a", "text/csv", "2");
        assertRefused(second, 400, "409", "KeyAlreadyExists");
        assertThat(tree(second).path("error").asText()).isEqualTo("Duplicate");
        JsonNode replaced = tree(supabase.upload(ARCHIVE + "a", "text/csv", "3", "x-upsert", "true"));
        assertThat(replaced.path("Id").asText()).isEqualTo(id);
        assertThat(text(supabase.get(ARCHIVE + "a"))).isEqualTo("3");
        assertThat(supabase.send(supabase.request(ARCHIVE + "a").PUT(BodyPublishers.ofString("4")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(text(supabase.get(ARCHIVE + "a"))).isEqualTo("4");
    }

    @Test
    void keysAreAscii() throws Exception {
        for (String key : new String[] {"%EC%BB%B5.png", "a%23b", "a~b", "%5Ba%5D", "50%25"}) {
            assertRefused(supabase.upload(PICTURES + key, "image/png", "x"), 400, "400", "InvalidKey");
        }
        assertThat(supabase.upload(PICTURES + "a%20b/!-_.*'()&$@=;:+,%3F.png", "image/png", "x")
                        .statusCode())
                .isEqualTo(200);
        assertThat(tree(caller.control("GET", "/objects", "")).at("/0/name").asText())
                .isEqualTo("a b/!-_.*'()&$@=;:+,?.png");
    }

    @Test
    void aBucketHasItsOwnLimits() throws Exception {
        assertRefused(supabase.upload(PICTURES + "a", "text/html", "x"), 400, "415", "InvalidMimeType");
        assertRefused(supabase.upload(PICTURES + "a", "image/webp", "x".repeat(101)), 400, "413", "EntityTooLarge");
        HttpRequest.Builder chunked = supabase.request(PICTURES + "a")
                .header("Content-Type", "image/webp")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString("x".repeat(101))));
        assertRefused(supabase.send(chunked), 400, "413", "EntityTooLarge");
        assertRefused(supabase.form(PICTURES + "a", "image/png", "x".repeat(101)), 400, "413", "EntityTooLarge");
        assertRefused(supabase.form(PICTURES + "a", "text/html", "x"), 400, "415", "InvalidMimeType");
        assertThat(supabase.upload(PICTURES + "a", "image/webp", "x".repeat(100))
                        .statusCode())
                .isEqualTo(200);
        assertRefused(supabase.upload("/object/none/a", "image/webp", "x"), 400, "404", "NoSuchBucket");
    }

    @Test
    void aFormBringsItsCacheTimeAndMetadata() throws Exception {
        supabase.form(
                PICTURES + "a.png", "image/png", "picture", "cacheControl", "3600", "metadata", "{\"sku\":\"A\"}");
        HttpResponse<byte[]> read = supabase.get(PICTURES + "a.png");
        assertThat(text(read)).isEqualTo("picture");
        assertThat(read.headers().firstValue("Cache-Control")).hasValue("max-age=3600");
        JsonNode info = tree(supabase.get("/object/info/hub-pictures/a.png"));
        assertThat(info.at("/metadata/sku").asText()).isEqualTo("A");
        assertThat(info.path("size").asInt()).isEqualTo(7);
        assertThat(info.path("content_type").asText()).isEqualTo("image/png");
        assertThat(tree(supabase.send(supabase.open("/object/info/public/hub-pictures/a.png")))
                        .path("etag")
                        .asText())
                .isEqualTo(read.headers().firstValue("ETag").orElseThrow());
        HttpRequest.Builder broken = supabase.request(PICTURES + "b.png")
                .header("Content-Type", "multipart/form-data; boundary=b0")
                .POST(BodyPublishers.ofString(
                        "--b0\r\nContent-Disposition: form-data; name=\"\"; filename=\"a\"\r\n\r\nx"));
        assertRefused(supabase.send(broken), 400, "400", "InvalidRequest");
    }

    @Test
    void ownMetadataTravelsAsBase64() throws Exception {
        String metadata = Base64.getEncoder().encodeToString("{\"name\":\"컵.png\"}".getBytes(StandardCharsets.UTF_8));
        supabase.upload(PICTURES + "a.png", "image/png", "x", "x-metadata", metadata, "x-robots-tag", "noindex");
        assertThat(tree(supabase.get("/object/info/hub-pictures/a.png"))
                        .at("/metadata/name")
                        .asText())
                .isEqualTo("컵.png");
        assertThat(supabase.get(PICTURES + "a.png").headers().firstValue("X-Robots-Tag"))
                .hasValue("noindex");
        supabase.upload(ARCHIVE + "page", "text/html", "<p>", "x-metadata", "not base64!");
        assertThat(supabase.get(ARCHIVE + "page").headers().firstValue("Content-Type"))
                .hasValue("text/plain");
    }

    @Test
    void renderingIsNotEnabled() throws Exception {
        HttpResponse<byte[]> reply = supabase.send(supabase.open("/render/image/public/hub-pictures/a.png?width=100"));
        assertThat(reply.statusCode()).isEqualTo(403);
        assertThat(tree(reply).path("error").asText()).isEqualTo("FeatureNotEnabled");
        assertThat(supabase.get("/elsewhere").statusCode()).isEqualTo(404);
    }

    @Test
    void faultsStrikeAsOnEveryService() throws Exception {
        fault("drop-reply-after-acting", "");
        assertThatThrownBy(() -> supabase.upload(ARCHIVE + "dropped", "text/csv", "x"))
                .isInstanceOf(IOException.class);
        assertRefused(supabase.upload(ARCHIVE + "dropped", "text/csv", "x"), 400, "409", "KeyAlreadyExists");
        fault("outage", "");
        assertThatThrownBy(() -> supabase.upload(ARCHIVE + "a", "text/csv", "x"))
                .isInstanceOf(IOException.class);
        fault("rate-limit", "");
        assertRefused(supabase.upload(ARCHIVE + "a", "text/csv", "x"), 429, "429", "SlowDown");
        fault("server-error-before-acting", ",\"status\":544");
        assertRefused(supabase.upload(ARCHIVE + "a", "text/csv", "x"), 544, "544", "DatabaseTimeout");
        fault("server-error-before-acting", ",\"status\":503");
        assertRefused(supabase.upload(ARCHIVE + "a", "text/csv", "x"), 400, "503", "LockTimeout");
        fault("server-error-before-acting", ",\"status\":423");
        assertRefused(supabase.upload(ARCHIVE + "a", "text/csv", "x"), 400, "423", "ResourceLocked");
        fault("server-error-before-acting", ",\"status\":502");
        assertThat(supabase.upload(ARCHIVE + "a", "text/csv", "x").statusCode()).isEqualTo(502);
        assertRefused(supabase.get(ARCHIVE + "a"), 400, "404", "NoSuchKey");
        fault("server-error-after-acting", "");
        assertRefused(supabase.upload(ARCHIVE + "a", "text/csv", "x"), 500, "500", "InternalError");
        assertThat(supabase.get(ARCHIVE + "a").statusCode()).isEqualTo(200);
        fault("html-body", "");
        assertThat(text(supabase.upload(ARCHIVE + "b", "text/csv", "x"))).startsWith("<!doctype html>");
        fault("truncated-body", "");
        assertThatThrownBy(() -> supabase.upload(ARCHIVE + "c", "text/csv", "x"))
                .isInstanceOf(IOException.class);
        assertThat(supabase.get(ARCHIVE + "c").statusCode()).isEqualTo(200);
        long start = System.nanoTime();
        fault("slow", ",\"millis\":200");
        assertThat(supabase.upload(ARCHIVE + "d", "text/csv", "x").statusCode()).isEqualTo(200);
        assertThat(System.nanoTime() - start).isGreaterThan(200_000_000L);
    }

    private void fault(String kind, String more) throws IOException {
        caller.fault("{\"service\":\"supabase\",\"kind\":\"" + kind + "\",\"times\":1,\"operations\":[\"upload\"]"
                + more + "}");
    }

    private static void assertRefused(HttpResponse<byte[]> reply, int http, String status, String code)
            throws IOException {
        assertThat(reply.statusCode()).isEqualTo(http);
        assertThat(tree(reply).path("statusCode").asText()).isEqualTo(status);
        assertThat(tree(reply).path("code").asText()).isEqualTo(code);
        assertThat(tree(reply).path("message").asText()).isNotEmpty();
    }
}
