package io.dropshiphub.security.vault;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the vault looks after its keys.
 *
 * @param keyMaxAge how old a key pair gets before a new one takes over
 * @param lookEvery how often that is looked at, and a rotation that a stopped hub left is gone on with
 */
@Validated
@ConfigurationProperties("hub.security.vault")
record VaultProperties(
        @NotNull @DefaultValue("90d") Duration keyMaxAge,
        @NotNull @DefaultValue("1m") Duration lookEvery) {}
