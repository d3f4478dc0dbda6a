package io.dropshiphub;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The hub's process: Camel routes from {@code routes/}, beans from the feature packages beside this class. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DropshipHub {

    /** The one clock: quotas, leases and schedules all read it. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    public static void main(String[] args) {
        SpringApplication.run(DropshipHub.class, args);
    }
}
