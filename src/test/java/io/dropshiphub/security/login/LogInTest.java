package io.dropshiphub.security.login;

import io.dropshiphub.product.Role;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.SettableClock;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.util.unit.DataSize;

/** A test of log-ins in a hub whose clock stands still; all such tests share one hub. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@HubTest(properties = "hub.routes.include=_shared/*.camel.yaml,admin/answer.camel.yaml,security/*.camel.yaml")
@Import(LogInTest.Settings.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@interface LogInTest {

    @TestConfiguration(proxyBeanMethods = false)
    class Settings {

        @Bean
        @Primary
        SettableClock logInClock() {
            return new SettableClock(Instant.parse("2026-11-21T00:00:00.123456Z"));
        }

        /** The settings of application.yaml, with hashes that cost next to nothing. */
        static LoginProperties defaults() {
            return with("", Path.of("unused"), null, oidc(""));
        }

        static LoginProperties with(String adminPassword, Path passwordFile, Path keyFile, LoginProperties.Oidc oidc) {
            return new LoginProperties(
                    adminPassword,
                    passwordFile,
                    keyFile,
                    Duration.ofMinutes(10),
                    new LoginProperties.Hashing(DataSize.ofKilobytes(64), 1, 1, 2, Duration.ofSeconds(10)),
                    new LoginProperties.Waits(
                            5,
                            30,
                            Duration.ofSeconds(10),
                            Duration.ofMinutes(15),
                            Duration.ofDays(1),
                            Duration.ofDays(90)),
                    new LoginProperties.TokenTimes(
                            Duration.ofMinutes(15),
                            Duration.ofDays(14),
                            Duration.ofDays(60),
                            Duration.ofSeconds(10),
                            Duration.ofDays(30)),
                    oidc);
        }

        static LoginProperties.Oidc oidc(String issuer) {
            return new LoginProperties.Oidc(
                    issuer,
                    "",
                    "dropship-hub",
                    "preferred_username",
                    "realm_access.roles",
                    Map.of("hub-admins", Role.ADMIN, "hub-sellers", Role.SELLER),
                    false);
        }
    }
}
