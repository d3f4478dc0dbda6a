package io.dropshiphub.admin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropshiphub.product.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;

class AccessRulesTest {

    @Test
    void the_first_line_that_fits_counts() {
        AccessRules rules = rules("""
                # a comment

                GET   /a/{id}   admin
                GET   /a/**     viewer seller
                *     /open     anyone""");

        assertThat(rules.find("GET", "/a/1").orElseThrow().roles()).containsExactly(Role.ADMIN);
        assertThat(rules.find("HEAD", "/a/1/b").orElseThrow().roles())
                .containsExactlyInAnyOrder(Role.VIEWER, Role.SELLER);
        assertThat(rules.find("BREW", "/open").orElseThrow().open()).isTrue();
        assertThat(rules.find("POST", "/a/1")).isEmpty();
        assertThat(rules.find("GET", "/b")).isEmpty();
        assertThat(rules.methods("/a/1")).containsExactly("GET");
    }

    @Test
    void a_path_is_read_as_the_web_server_reads_it() {
        AccessRules rules = rules("GET /a/b known");

        assertThat(rules.find("GET", "/a/%62")).isPresent();
        assertThat(rules.find("GET", "/A/b")).isEmpty();
        assertThat(rules.find("GET", "/a/b/")).isEmpty();
        assertThat(rules.find("GET", "/a/b;x=y")).isPresent();
    }

    @Test
    void a_line_that_is_no_rule_stops_the_start() {
        assertThatThrownBy(() -> rules("GET /a admin\nGET /b"))
                .hasMessageContaining("HUB-SECURITY-409")
                .hasMessageContaining("Line 2");
        assertThatThrownBy(() -> rules("GET /a boss")).hasMessageContaining("'boss' is neither a role");
        assertThatThrownBy(() -> rules("GET /a/{ admin")).hasMessageContaining("/a/{");
    }

    private static AccessRules rules(String lines) {
        return new AccessRules(
                new DoorProperties(List.of(new ByteArrayResource(lines.getBytes(StandardCharsets.UTF_8))), null, null));
    }
}
