package io.dropshiphub.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

@ExtendWith(OutputCaptureExtension.class)
class ConsoleGuardTest {

    private static final String EXCLUDE = "management.endpoints.web.exposure.exclude";

    private final MockEnvironment settings =
            new MockEnvironment().withProperty("hawtio.authenticationEnabled", "false");

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost"})
    void leaves_the_console_open_to_this_machine(String address) {
        settings.setProperty("server.address", address);
        guard();

        assertThat(settings.getProperty(EXCLUDE)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", ""})
    void closes_the_console_when_the_hub_listens_to_others_and_says_how_to_open_it(String address, CapturedOutput log) {
        settings.setProperty("server.address", address);
        guard();

        assertThat(settings.getProperty(EXCLUDE)).isEqualTo("hawtio,jolokia");
        assertThat(log).contains("HUB-ADMIN-001", "hub.admin.allow-open-console");
    }

    @Test
    void adds_to_what_is_excluded_already() {
        settings.setProperty("server.address", "0.0.0.0");
        settings.setProperty(EXCLUDE, "loggers");
        guard();

        assertThat(settings.getProperty(EXCLUDE)).isEqualTo("loggers,hawtio,jolokia");
    }

    @Test
    void looks_at_the_address_of_the_management_port_when_there_is_one() {
        settings.setProperty("server.address", "0.0.0.0");
        settings.setProperty("server.port", "8080");
        settings.setProperty("management.server.port", "8081");
        settings.setProperty("management.server.address", "127.0.0.1");
        guard();

        assertThat(settings.getProperty(EXCLUDE)).isNull();
    }

    @Test
    void leaves_it_open_where_that_is_asked_for_and_warns(CapturedOutput log) {
        settings.setProperty("server.address", "0.0.0.0");
        settings.setProperty("hub.admin.allow-open-console", "true");
        guard();

        assertThat(settings.getProperty(EXCLUDE)).isNull();
        assertThat(log).contains("HUB-ADMIN-002");
    }

    @Test
    void is_not_needed_when_the_console_asks_for_a_password() {
        settings.setProperty("server.address", "0.0.0.0");
        settings.setProperty("hawtio.authenticationEnabled", "true");
        guard();

        assertThat(settings.getProperty(EXCLUDE)).isNull();
    }

    private void guard() {
        new ConsoleGuard(Supplier::get).postProcessEnvironment(settings, new SpringApplication());
    }
}
