package io.dropshiphub;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.testing.HubTest;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

@HubTest
class DropshipHubTest {

    @Autowired
    CamelContext camel;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestRestTemplate http;

    @Test
    void starts_with_a_migrated_database_and_its_routes() {
        assertThat(camel.isStarted()).isTrue();
        assertThat(jdbc.sql("select username from app_user").query(String.class).list())
                .containsExactly("admin");
        assertThat(http.getForEntity("/actuator/health/liveness", String.class).getStatusCode())
                .isEqualTo(HttpStatus.OK);
    }

    @Test
    void tells_how_every_part_of_it_is() {
        var health = http.getForEntity("/actuator/health", String.class);

        assertThat(health.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(health.getBody()).contains("\"routes\"", "\"db\"", "\"inbox\"", "\"payments\"", "\"orders\"");
    }
}
