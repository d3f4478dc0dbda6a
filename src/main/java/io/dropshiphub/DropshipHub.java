package io.dropshiphub;

import io.dropshiphub.admin.VerifyAudit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The hub's process: Camel routes from {@code routes/}, beans from the feature packages beside this class. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DropshipHub {

    public static void main(String[] args) {
        if (VerifyAudit.isMeant(args)) {
            System.exit(VerifyAudit.run(args, System.out));
        }
        SpringApplication.run(DropshipHub.class, args);
    }
}
