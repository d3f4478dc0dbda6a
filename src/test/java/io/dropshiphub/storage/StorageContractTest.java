package io.dropshiphub.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.OutcomeClass;
import io.dropshiphub.testing.HubTest;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every store does the same way, seen through the facade and the routes. A subclass a store. */
@HubTest(
        properties = {
            "hub.routes.include=_shared/*.camel.yaml,storage/*.camel.yaml",
            "hub.storage.local.directory=target/test-storage/media",
            "hub.storage.local.archive-directory=target/test-storage/archive",
            "hub.storage.calls.retry-pause=10ms",
            "hub.storage.calls.response-timeout=2s",
            "hub.storage.calls.connections=" + StorageContractTest.CONNECTIONS,
            "hub.storage.breaker.open-seconds=1"
        })
abstract class StorageContractTest {

    /** To a store, so that a leak of connections shows soon. */
    static final int CONNECTIONS = 4;

    private static final String KOREAN = "가을 니트 상품목록.xlsx";

    @Autowired
    ObjectStorage storage;

    @Autowired
    ProducerTemplate producer;

    @Autowired
    JdbcClient jdbc;

    final HttpClient http = HttpClient.newHttpClient();

    /** The store under test. */
    abstract String store();

    @Test
    void gives_back_what_it_was_given() throws Exception {
        NewObject object = picture();

        StoredObject stored = storage.put(object);

        assertThat(stored)
                .isEqualTo(new StoredObject(
                        object.key(), Purpose.PICTURE, store(), bytes(object).length, "image/jpeg", null));
        assertThat(read(stored)).isEqualTo(bytes(object));
        assertThat(storage.find(object.key())).contains(stored);
        assertThat(storage.exists(object.key())).isTrue();
    }

    @Test
    void putting_the_same_again_changes_nothing() throws Exception {
        NewObject object = picture();
        StoredObject first = storage.put(object);

        assertThat(storage.put(object)).isEqualTo(first);
        assertThat(read(first)).isEqualTo(bytes(object));
    }

    @Test
    void an_object_that_only_the_store_knows_is_taken_as_put() throws Exception {
        NewObject object = picture();
        StoredObject first = storage.put(object);
        jdbc.sql("delete from stored_object where object_key = ?")
                .param(object.key())
                .update();

        assertThat(storage.put(object)).isEqualTo(first);
        assertThat(storage.find(object.key())).contains(first);
    }

    @Test
    void other_content_under_a_kept_key_is_refused() throws Exception {
        NewObject object = picture();
        StoredObject first = storage.put(object);
        NewObject other =
                new NewObject(Purpose.PICTURE, object.key(), new ByteArrayResource(new byte[7]), "image/jpeg", null);

        assertRejected(() -> storage.put(other), "HUB-STORAGE-005");
        jdbc.sql("delete from stored_object where object_key = ?")
                .param(object.key())
                .update();
        assertRejected(() -> storage.put(other), "HUB-STORAGE-005");

        assertThat(read(first)).isEqualTo(bytes(object));
    }

    @Test
    void deletes() {
        NewObject object = picture();
        StoredObject stored = storage.put(object);

        assertThat(storage.delete(object.key())).isTrue();

        assertThat(storage.exists(object.key())).isFalse();
        assertThat(storage.find(object.key())).isEmpty();
        assertThat(storage.delete(object.key())).isFalse();
        assertRejected(() -> storage.open(stored), "HUB-STORAGE-009");
    }

    @Test
    void an_unknown_key_is_no_error_where_one_asks_and_a_coded_one_where_one_reads() {
        assertThat(storage.exists("never/put.jpg")).isFalse();
        assertThat(storage.find("never/put.jpg")).isEmpty();
        assertThatThrownBy(() -> producer.requestBody("direct:storage-get", "never/put.jpg"))
                .hasStackTraceContaining("HUB-STORAGE-004");
    }

    @Test
    void a_picture_has_a_lasting_address_that_leads_back_to_its_key() throws Exception {
        NewObject object = picture();
        StoredObject stored = storage.put(object);

        String url = storage.url(stored);

        assertThat(storage.keyIn(url)).contains(object.key());
        assertThat(storage.keyIn("https://elsewhere.example/" + object.key())).isEmpty();
        if (servesPublicly()) {
            HttpResponse<byte[]> got = download(url);
            assertThat(got.statusCode()).isEqualTo(200);
            assertThat(got.body()).isEqualTo(bytes(object));
            assertThat(got.headers().firstValue("Content-Type")).contains("image/jpeg");
            assertThat(got.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("max-age=31536000", "immutable");
        }
    }

    @Test
    void an_archived_file_has_no_lasting_address_but_a_signed_one_with_its_korean_name() throws Exception {
        NewObject object = archived();
        StoredObject stored = storage.put(object);

        assertThat(storage.find(object.key()).orElseThrow().name()).isEqualTo(KOREAN);
        assertRejected(() -> storage.url(stored), "HUB-STORAGE-006");
        if (!signs()) {
            assertRejected(() -> storage.signedUrl(stored, Duration.ofMinutes(5)), "HUB-STORAGE-007");
            return;
        }
        HttpResponse<byte[]> got = download(storage.signedUrl(stored, Duration.ofMinutes(5)));
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(bytes(object));
        assertThat(got.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("UTF-8''%EA%B0%80%EC%9D%84");
    }

    /** Whether everybody can download pictures from it in a test. */
    boolean servesPublicly() {
        return true;
    }

    /** Whether it makes signed addresses of archived files. */
    boolean signs() {
        return true;
    }

    static NewObject picture() {
        String id = UUID.randomUUID().toString();
        return new NewObject(
                Purpose.PICTURE,
                "test/" + id + ".jpg",
                new ByteArrayResource(("picture " + id).getBytes(StandardCharsets.UTF_8)),
                "image/jpeg",
                null);
    }

    static NewObject archived() {
        String id = UUID.randomUUID().toString();
        return new NewObject(
                Purpose.ARCHIVE,
                "intake/" + id + ".xlsx",
                new ByteArrayResource(("file " + id).getBytes(StandardCharsets.UTF_8)),
                "application/octet-stream",
                KOREAN);
    }

    /** A file of so many zeros, which takes no room on disk; gone after the tests. */
    static File sparse(long bytes) throws IOException {
        File file = Files.createTempFile("large-", null).toFile();
        file.deleteOnExit();
        try (RandomAccessFile sparse = new RandomAccessFile(file, "rw")) {
            sparse.setLength(bytes);
        }
        return file;
    }

    byte[] read(StoredObject object) throws Exception {
        try (InputStream in = storage.open(object)) {
            return in.readAllBytes();
        }
    }

    static byte[] bytes(NewObject object) throws Exception {
        return object.content().getContentAsByteArray();
    }

    HttpResponse<byte[]> download(String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    static void assertRejected(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CallFailed.class, failed -> {
            assertThat(failed.outcome().code()).isEqualTo(code);
            assertThat(failed.outcome().outcomeClass()).isEqualTo(OutcomeClass.REJECTED);
        });
    }
}
