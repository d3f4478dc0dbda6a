package io.dropshiphub.admin.start;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** DOWN when the hub cannot take files from its watched folder, which otherwise looks like a quiet day. */
@Component
class InboxHealthIndicator implements HealthIndicator {

    private final Path inbox;

    InboxHealthIndicator(@Value("${hub.intake.inbox}") String inbox) {
        this.inbox = Path.of(inbox).toAbsolutePath().normalize();
    }

    @Override
    public Health health() {
        // not there is fine: intake makes it
        Path place = Files.exists(inbox) ? inbox : existingParent();
        boolean usable = Files.isDirectory(place) && Files.isWritable(place) && Files.isReadable(place);
        Health.Builder health =
                usable ? Health.up() : Health.down().withDetail("problem", place + " cannot be written");
        return health.withDetail("folder", inbox.toString()).build();
    }

    private Path existingParent() {
        Path parent = inbox.getParent();
        while (parent != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        return parent == null ? inbox : parent;
    }
}
