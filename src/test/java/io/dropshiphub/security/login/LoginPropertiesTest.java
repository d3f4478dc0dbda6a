package io.dropshiphub.security.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.product.Role;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LoginPropertiesTest {

    @Test
    void the_tests_settings_are_those_of_application_yaml() throws IOException {
        LoginProperties shipped = bound(Map.of());
        LoginProperties tested = LogInTest.Settings.defaults();

        assertThat(shipped.waits()).isEqualTo(tested.waits());
        assertThat(shipped.tokens()).isEqualTo(tested.tokens());
        assertThat(shipped.oidc().used()).isFalse();
        assertThat(shipped.oidc().roleMap()).isEmpty();
        assertThat(shipped.hashing().memory().toKilobytes()).isEqualTo(19_456);
        assertThat(shipped.adminPassword()).isEmpty();
    }

    @Test
    void roles_of_an_issuer_are_mapped_by_name() throws IOException {
        LoginProperties bound = bound(Map.of(
                "hub.security.login.oidc.role-map.hub-admins", "admin",
                "hub.security.login.oidc.role-map[/shop/sellers]", "seller"));

        assertThat(bound.oidc().roleMap())
                .containsExactlyInAnyOrderEntriesOf(Map.of("hub-admins", Role.ADMIN, "/shop/sellers", Role.SELLER));
    }

    @Test
    void the_first_password_is_not_printed() throws IOException {
        LoginProperties bound = bound(Map.of("hub.security.login.admin-password", "three blue kettles"));

        assertThat(bound.adminPassword()).isEqualTo("three blue kettles");
        assertThat(bound.toString()).doesNotContain("kettles");
    }

    private static LoginProperties bound(Map<String, Object> settings) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        new YamlPropertySourceLoader()
                .load("shipped", new ClassPathResource("application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        return Binder.get(environment)
                .bind("hub.security.login", LoginProperties.class)
                .get();
    }
}
