package io.dropshiphub.admin.access;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The HTTP door.
 *
 * @param rules files of access rules; lines of an earlier one count first
 * @param rate how often somebody may ask
 * @param body how large a request may be
 */
@Validated
@ConfigurationProperties("hub.security.door")
record DoorProperties(
        @NotEmpty List<Resource> rules,
        @NotNull Rate rate,
        @NotNull Body body) {

    /**
     * Rate limits.
     *
     * @param known of each user and API key
     * @param anonymous of each address without a log-in, refused tokens included
     * @param logIn of log-ins from each address
     * @param webhooks of what payment gateways tell, from each address
     * @param clients most clients that are remembered at a time
     */
    record Rate(
            @NotNull Limit known,
            @NotNull Limit anonymous,
            @NotNull Limit logIn,
            @NotNull Limit webhooks,
            @Positive int clients) {}

    /**
     * A bucket of so many requests that fills again over a time.
     *
     * @param requests its size; 0: no limit
     * @param per how long it takes from empty to full
     */
    record Limit(int requests, @NotNull Duration per) {}

    /**
     * Limits of request bodies.
     *
     * @param most of every path that is not named
     * @param of paths that take more
     */
    record Body(@NotNull DataSize most, @NotNull List<Larger> of) {}

    /**
     * @param path pattern of paths
     * @param most bytes of one body, as the room behind the path has it
     */
    record Larger(@NotNull String path, @NotNull DataSize most) {}
}
