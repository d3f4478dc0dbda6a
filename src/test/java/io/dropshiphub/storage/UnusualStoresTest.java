package io.dropshiphub.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.testing.HubTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Rarer ways of being set up: a Google key that was taken back, a legacy key of Supabase, S3 with the bucket as host. */
@HubTest(
        properties = {
            "hub.routes.include=_shared/*.camel.yaml,storage/*.camel.yaml",
            "hub.storage.pictures=gcs,supabase",
            "hub.storage.archive=s3"
        })
@ExtendWith(OutputCaptureExtension.class)
class UnusualStoresTest {

    private static final SandboxStore SANDBOX = new SandboxStore();
    private static final S3Server S3 = new S3Server("store.test", List.of("hub-archive"));
    private static final String PROXY_HOST = System.setProperty("http.proxyHost", "127.0.0.1");
    private static final String PROXY_PORT = System.setProperty("http.proxyPort", String.valueOf(S3.port()));

    @Autowired
    ObjectStorage storage;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("hub.storage.gcs.base-url", () -> SANDBOX.url("/gcs"));
        settings.add("hub.storage.gcs.key-file", UnusualStoresTest::keyOfADeletedAccount);
        settings.add("hub.storage.gcs.pictures", () -> "hub-pictures");
        settings.add("hub.storage.supabase.url", () -> SANDBOX.url("/supabase"));
        settings.add("hub.storage.supabase.key", () -> SANDBOX.control("/supabase/project.json")
                .path("service_role_jwt")
                .asText());
        settings.add("hub.storage.supabase.pictures", () -> "hub-pictures");
        // no name server knows these names: the S3 server is asked as the proxy for them
        settings.add("hub.storage.s3.base-url", () -> "http://store.test");
        settings.add("hub.storage.s3.access-key", () -> S3Server.ACCESS_KEY);
        settings.add("hub.storage.s3.secret-key", () -> S3Server.SECRET_KEY);
        settings.add("hub.storage.s3.archive", () -> "hub-archive");
    }

    @AfterAll
    static void withoutProxy() {
        restore("http.proxyHost", PROXY_HOST);
        restore("http.proxyPort", PROXY_PORT);
    }

    @Test
    void a_refused_google_key_is_named_and_a_legacy_supabase_key_works(CapturedOutput log) throws Exception {
        NewObject picture = StorageContractTest.picture();

        StoredObject stored = storage.put(picture);

        assertThat(stored.store()).isEqualTo("supabase");
        assertThat(log)
                .contains("The store gcs gives no access token for this service account (HTTP 400", "HUB-STORAGE-020");
        try (InputStream in = storage.open(stored)) {
            assertThat(in.readAllBytes()).isEqualTo(StorageContractTest.bytes(picture));
        }
        assertThat(storage.signedUrl(stored, Duration.ofMinutes(1))).contains("token=");
        assertThat(storage.delete(stored.key())).isTrue();
    }

    @Test
    void an_s3_bucket_may_be_the_host() throws Exception {
        NewObject file = StorageContractTest.archived();

        StoredObject stored = storage.put(file);

        assertThat(S3.blobs().blobExists("hub-archive", file.key())).isTrue();
        try (InputStream in = storage.open(stored)) {
            assertThat(in.readAllBytes()).isEqualTo(StorageContractTest.bytes(file));
        }
        String url = storage.signedUrl(stored, Duration.ofMinutes(1));
        assertThat(url).startsWith("http://hub-archive.store.test/" + file.key());
        HttpClient http = HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", S3.port())))
                .build();
        HttpResponse<byte[]> got =
                http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(got.body()).isEqualTo(StorageContractTest.bytes(file));
        assertThat(storage.delete(stored.key())).isTrue();
        assertThat(S3.blobs().blobExists("hub-archive", file.key())).isFalse();
    }

    private static String keyOfADeletedAccount() {
        try {
            ObjectMapper json = new ObjectMapper();
            ObjectNode key = (ObjectNode) json.readTree(SANDBOX.keyFile().toFile());
            key.put("client_email", "deleted@sandbox-project.iam.gserviceaccount.com");
            return Files.writeString(Files.createTempFile("hub-gcs-", ".json"), key.toString())
                    .toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void restore(String property, String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }
}
