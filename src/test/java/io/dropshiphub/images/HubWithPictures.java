package io.dropshiphub.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.product.Role;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.TestUsers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A hub that takes products and pictures, may fetch them from {@link #SERVER}, and is asked over HTTP. */
@HubTest(
        properties = {
            "hub.routes.include=_shared/*.camel.yaml,intake/*.camel.yaml,images/*.camel.yaml,storage/*.camel.yaml,"
                    + "admin/look-at-images.camel.yaml,admin/answer.camel.yaml",
            "hub.accounts.seeds=classpath:accounts/templates.yaml,classpath:accounts/sandbox.yaml",
            "COUPANG_ACCESS_KEY=a",
            "COUPANG_SECRET_KEY=b",
            "COUPANG_VENDOR_ID=A00000001",
            "COUPANG_VENDOR_USER_ID=user",
            "NAVER_CLIENT_ID=a",
            "NAVER_CLIENT_SECRET=$2a$04$sandboxsandboxsandboxu",
            "ELEVENTH_STREET_API_KEY=a",
            "hub.images.dry-run.most=8",
            "hub.images.upload.max-files=5",
            "hub.images.upload.max-bytes=2MB",
            "hub.images.fetch.max-bytes=1MB"
        })
abstract class HubWithPictures {

    /** Lives as long as the hub that all these tests share. */
    static final PictureServer SERVER = new PictureServer();

    @DynamicPropertySource
    static void let_the_hub_ask_this_server(DynamicPropertyRegistry settings) throws IOException {
        Path media = Files.createTempDirectory("hub-media-");
        settings.add("hub.images.allow-hosts", SERVER::hostAndPort);
        settings.add("hub.storage.local.directory", media::toString);
    }

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestUsers users;

    @Autowired
    HostedImages hosted;

    final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void clear_server() {
        SERVER.clear();
    }

    HttpResponse<String> post(String path, String contentType, byte[] body) throws Exception {
        return http.send(
                request(path)
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .header(TestUsers.KEY, users.key(Role.ADMIN));
    }

    long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
