package io.dropshiphub.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.testing.HubTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What an integrator's route may send to the stores. */
@HubTest(
        properties = {
            "hub.routes.include=_shared/*.camel.yaml,storage/*.camel.yaml",
            "hub.storage.pictures=local",
            "hub.storage.archive=local",
            "hub.storage.local.directory=target/test-media",
            "hub.storage.local.archive-directory=target/test-archive"
        })
class RouteBodiesTest {

    private static final String TEXT = "매출 2026-11";

    @Autowired
    ProducerTemplate producer;

    @Autowired
    CamelContext camel;

    static Stream<Object> bodies() throws Exception {
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(Files.createTempFile("body-", null), bytes);
        return Stream.of(TEXT, bytes, new ByteArrayInputStream(bytes), file.toFile(), file);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void any_body_is_kept_under_the_hash_of_its_content(Object body) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(StorageStep.NAME, "매출-11월.CSV");
        headers.put("Content-Type", "text/csv");
        headers.put("Authorization", "Bearer of the caller");

        StoredObject stored = producer.requestBodyAndHeaders("direct:storage-put", body, headers, StoredObject.class);

        assertThat(stored.key()).matches("[0-9a-f]{64}\\.csv");
        assertThat(stored.purpose()).isEqualTo(Purpose.ARCHIVE);
        assertThat(stored.name()).isEqualTo("매출-11월.CSV");
        assertThat(stored.contentType()).isEqualTo("text/csv");
        assertThat(producer.requestBody("direct:storage-get", stored.key(), String.class))
                .isEqualTo(TEXT);
    }

    @Test
    void a_body_or_header_that_does_not_fit_is_refused_in_words() {
        assertThatThrownBy(() -> producer.requestBody("direct:storage-put", (Object) null))
                .hasStackTraceContaining("HUB-STORAGE-003")
                .hasStackTraceContaining("There is no body");
        assertThatThrownBy(() -> producer.requestBodyAndHeader("direct:storage-put", "x", StorageStep.KEY, "../secret"))
                .hasStackTraceContaining("HUB-STORAGE-003")
                .hasStackTraceContaining("not an object key");
    }

    @Test
    void a_route_of_ones_own_handles_what_fails_here_by_its_own_rules() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:test-keeper")
                        .onException(CallFailed.class)
                        .handled(true)
                        .setBody(exceptionMessage())
                        .end()
                        .to("direct:storage-get");
            }
        });

        assertThat(producer.requestBody("direct:test-keeper", "no-such-key.txt", String.class))
                .contains("HUB-STORAGE-");
    }

    @Test
    void a_lasting_address_is_a_header_less_question() {
        StoredObject picture = producer.requestBodyAndHeader(
                "direct:storage-put", TEXT, StorageStep.PURPOSE, "picture", StoredObject.class);

        assertThat(producer.requestBody("direct:storage-url", picture.key(), String.class))
                .endsWith("/media/" + picture.key());
        assertThat(producer.requestBodyAndHeader(
                        "direct:storage-url", picture.key(), StorageStep.SECONDS, 60, String.class))
                .endsWith("/media/" + picture.key());
    }
}
