package io.dropshiphub.admin.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.testing.HubTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** REST paths in a changed file, with the web server that answers them. */
@HubTest
class RestReloadTest {

    private static final Path FOLDER = Path.of("target", "rest-reload-routes");

    @Autowired
    TestRestTemplate http;

    @Autowired
    CamelContext camel;

    @Autowired
    RouteFiles routeFiles;

    @DynamicPropertySource
    static void routes(DynamicPropertyRegistry registry) throws IOException {
        Files.createDirectories(FOLDER.resolve("_shared"));
        for (String file : new String[] {"_shared/rest.camel.yaml", "_shared/errors.camel.yaml"}) {
            Files.writeString(
                    FOLDER.resolve(file), Files.readString(Path.of("routes").resolve(file)));
        }
        write("/hello", "hello");
        Files.writeString(
                FOLDER.resolve("access-rules.txt"),
                "GET /api/v1/hello known\nGET /api/v1/moved known\nGET /api/v1/openapi known\n");
        registry.add("hub.security.door.rules", () -> "file:" + FOLDER.resolve("access-rules.txt"));
        registry.add("hub.routes.directory", FOLDER::toString);
    }

    @BeforeEach
    void as_at_first() throws IOException {
        write("/hello", "hello");
        routeFiles.refresh();
    }

    @Test
    void a_changed_answer_is_given() throws IOException {
        assertThat(http.getForObject("/api/v1/hello", String.class)).isEqualTo("hello");

        write("/hello", "good day");
        routeFiles.refresh();

        assertThat(http.getForObject("/api/v1/hello", String.class)).isEqualTo("good day");
        assertThat(routeFiles.status().inOrder()).isTrue();
    }

    @Test
    void a_moved_path_is_answered_at_its_new_place_only_and_described_there() throws IOException {
        write("/moved", "hello");
        routeFiles.refresh();

        assertThat(http.getForObject("/api/v1/moved", String.class)).isEqualTo("hello");
        assertThat(http.getForEntity("/api/v1/hello", String.class).getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(http.getForObject("/api/v1/openapi", String.class))
                .contains("\"/moved\"")
                .doesNotContain("\"/hello\"")
                .containsPattern("\"url\" : \"/api/v1\"");
    }

    @Test
    void a_new_path_without_an_access_rule_is_not_answered_to_anybody() throws IOException {
        write("/secret", "hello");
        routeFiles.refresh();

        ResponseEntity<String> answer = http.getForEntity("/api/v1/secret", String.class);

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(answer.getBody()).contains("HUB-SECURITY-404");
    }

    @Test
    void a_refused_change_leaves_the_path_as_it_was() throws IOException {
        Files.writeString(
                FOLDER.resolve("hello.camel.yaml"),
                Files.readString(FOLDER.resolve("hello.camel.yaml")).replace("setBody", "setBoddy"));
        routeFiles.refresh();

        assertThat(http.getForObject("/api/v1/hello", String.class)).isEqualTo("hello");
        assertThat(routeFiles.status().inOrder()).isFalse();
    }

    @Test
    void a_path_whose_route_an_operator_stopped_says_so_until_it_is_started_again() throws Exception {
        camel.getRouteController().stopRoute("hello-get");
        ResponseEntity<String> refused = http.getForEntity("/api/v1/hello", String.class);
        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(refused.getHeaders().getFirst("Retry-After")).isNotNull();
        assertThat(refused.getBody()).contains("HUB-REST-503");

        camel.getRouteController().startRoute("hello-get");
        assertThat(http.getForObject("/api/v1/hello", String.class)).isEqualTo("hello");
    }

    private static void write(String path, String answer) throws IOException {
        Files.writeString(FOLDER.resolve("hello.camel.yaml"), """
                - rest:
                    id: hello-rest
                    get:
                      - id: hello-get
                        path: %s
                        to: direct:hello-answer
                - route:
                    id: hello-answer
                    routeConfigurationId: rest-errors
                    from:
                      uri: direct:hello-answer
                      steps:
                        - setBody:
                            id: hello-body
                            expression:
                              simple:
                                expression: "%s"
                """.formatted(path, answer));
    }
}
