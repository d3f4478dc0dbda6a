package io.dropshiphub;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The hub's process: Camel routes from {@code routes/}, beans from the feature packages beside this class. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DropshipHub {

    public static void main(String[] args) {
        SpringApplication.run(DropshipHub.class, args);
    }
}
