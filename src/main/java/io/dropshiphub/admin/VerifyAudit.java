package io.dropshiphub.admin;

import io.dropshiphub.security.AuditTrail;
import io.dropshiphub.security.AuditTrail.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/**
 * Checks the audit log from the command line, beside a running hub or without one. Needs the database, the master key and the
 * checkpoint file; starts neither routes nor a web server and changes no table but the audit log, where opening the
 * checkpoints' key leaves its line.
 */
public final class VerifyAudit {

    private static final String COMMAND = "--hub.command=verify-audit";

    private static final int INTACT = 0;
    private static final int TAMPERED = 1;
    private static final int NOT_CHECKED = 2;

    /** What the check needs of the hub. Has no annotation by which the hub itself would find it. */
    @ImportAutoConfiguration({
        ConfigurationPropertiesAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class
    })
    @ComponentScan({
        "io.dropshiphub.security.audit",
        "io.dropshiphub.security.vault",
        "io.dropshiphub.security.events",
        "io.dropshiphub.admin.database"
    })
    @ConfigurationPropertiesScan({"io.dropshiphub.security", "io.dropshiphub.admin.database"})
    static class Parts {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    private VerifyAudit() {}

    /** Whether the program was started for this. */
    public static boolean isMeant(String[] args) {
        return Arrays.asList(args).contains(COMMAND);
    }

    /**
     * Checks and says what was found, in one line.
     *
     * @return exit code: 0 the log is intact, 1 it was tampered with, 2 it could not be checked
     */
    public static int run(String[] args, PrintStream out) {
        try (ConfigurableApplicationContext parts = new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .run(args)) {
            Verdict verdict = parts.getBean(AuditTrail.class).verify();
            out.println(
                    verdict.intact()
                            ? "The audit log is intact: " + verdict.entries() + " entries, " + verdict.checkpoints()
                                    + " checkpoints."
                            : "The audit log was tampered with: "
                                    + verdict.finding().kind() + " at "
                                    + verdict.finding().seq() + ". "
                                    + verdict.finding().message());
            return verdict.intact() ? INTACT : TAMPERED;
        } catch (RuntimeException e) {
            out.println("The audit log could not be checked: " + e.getMessage());
            return NOT_CHECKED;
        }
    }
}
