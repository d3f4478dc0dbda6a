package io.dropshiphub.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.testing.HubTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the hub serves at /media/, and what it does not. */
@HubTest(
        properties = {
            "hub.routes.include=_shared/*.camel.yaml,storage/*.camel.yaml",
            "hub.storage.pictures=local",
            "hub.storage.archive=local",
            "hub.storage.local.directory=target/test-media",
            "hub.storage.local.archive-directory=target/test-archive"
        })
class MediaTest {

    @Autowired
    ObjectStorage storage;

    @LocalServerPort
    int port;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void serves_a_picture_that_may_be_kept_for_ever() throws Exception {
        NewObject picture = StorageContractTest.picture();
        byte[] bytes = StorageContractTest.bytes(picture);
        String path = "/media/" + storage.put(picture).key();

        HttpResponse<byte[]> got = get(path);

        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(bytes);
        assertThat(got.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(got.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable", "max-age=31536000");
        assertThat(got.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        String etag = got.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> again =
                http.send(request(path).header("If-None-Match", etag).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(again.statusCode()).isEqualTo(304);
        HttpResponse<byte[]> head = http.send(
                request(path)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(bytes.length);
    }

    @Test
    void an_archived_file_is_served_to_nobody() throws Exception {
        assertThat(get("/media/" + storage.put(StorageContractTest.archived()).key())
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/media/secret.jpg",
                "/media/..%2fsecret.jpg",
                "/media/%2e%2e%2fsecret.jpg",
                "/media/..%5csecret.jpg",
                "/media/../../pom.xml",
                "/media/unfinished",
                "/media/00/secret.jpg",
                "/media/00000000000000000000000000000000.jpg",
                "/media/0000000000000000000000000000000%00.jpg"
            })
    void serves_nothing_but_pictures_by_their_key(String path) throws Exception {
        Files.createDirectories(Path.of("target/test-media/00"));
        Files.writeString(Path.of("target/test-media/secret.jpg"), "secret");
        Files.writeString(Path.of("target/test-media/00/secret.jpg"), "secret");

        HttpResponse<byte[]> got = get(path);

        assertThat(got.statusCode()).isIn(400, 404);
        assertThat(new String(got.body(), StandardCharsets.UTF_8))
                .isNotEqualTo("secret")
                .doesNotContain("<project");
    }

    @Test
    void an_unknown_picture_is_a_coded_problem() throws Exception {
        HttpResponse<byte[]> got = get("/media/" + "0".repeat(32) + ".jpg");

        assertThat(got.statusCode()).isEqualTo(404);
        assertThat(got.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(new String(got.body(), StandardCharsets.UTF_8)).contains("\"code\":\"HUB-STORAGE-030\"");
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }
}
