package io.dropshiphub.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.product.Role;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.TestUsers;
import java.util.Map;
import org.apache.camel.test.spring.junit5.DisableJmx;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/** What Hawtio asks before it shows anything, in its order; one refusal and the page stays at "Loading". */
@DisableJmx(false)
@HubTest(properties = "hub.routes.directory=src/test/routes/console")
class HawtioStartTest {

    private static final String CONSOLE = "/actuator/hawtio/";

    @Autowired
    TestRestTemplate http;

    @Autowired
    TestUsers users;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hawtconfig.json",
                "proxy/enabled",
                "keycloak/enabled",
                "auth/config/oidc",
                "auth/config/login",
                "auth/config/session-timeout",
                "plugin",
                "user",
                "jolokia",
                "refresh"
            })
    void the_parts_of_the_page_are_there_for_a_viewer(String part) {
        assertThat(http.exchange(CONSOLE + part, HttpMethod.GET, new HttpEntity<>(headers(Role.VIEWER)), String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMIN", "OPERATOR", "VIEWER"})
    void the_tree_is_drawn_for_all_staff(Role who) {
        assertThat(ask(who, Map.of("type", "version")).path("status").asInt()).isEqualTo(200);
        assertThat(ask(who, Map.of("type", "list")).path("value").path("org.apache.camel"))
                .isNotEmpty();
        assertThat(ask(who, Map.of("type", "read", "mbean", "hawtio:type=Registry", "attribute", "UpdateCounter"))
                        .path("status")
                        .asInt())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMIN", "OPERATOR", "VIEWER"})
    void hawtio_finds_nobody_to_ask_whether_it_may_call_every_operation_of_every_bean(Role who) {
        assertThat(ask(who, Map.of("type", "search", "mbean", "*:type=security,area=jmx,*"))
                        .path("value"))
                .isEmpty();
        assertThat(ask(who, Map.of("type", "list")).path("value").path("hawtio").toString())
                .contains("TreeWatcher")
                .doesNotContain("security");
    }

    private JsonNode ask(Role who, Map<String, ?> request) {
        return http.postForObject(CONSOLE + "jolokia/", new HttpEntity<>(request, headers(who)), JsonNode.class);
    }

    private HttpHeaders headers(Role who) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.set(TestUsers.KEY, users.key(who));
        return headers;
    }
}
