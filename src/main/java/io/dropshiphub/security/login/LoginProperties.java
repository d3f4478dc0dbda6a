package io.dropshiphub.security.login;

import io.dropshiphub.product.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of log-ins, {@code hub.security.login.*}; each is explained in application.yaml.
 *
 * @param adminPassword the first administrator's password; empty: a one-time password is made
 * @param adminPasswordFile where that one-time password is written
 * @param localApiKeyFile where an API key for this machine is written for curl; null: nowhere
 * @param tendEvery how often what is over is deleted
 */
@Validated
@ConfigurationProperties("hub.security.login")
record LoginProperties(
        String adminPassword,
        @NotNull Path adminPasswordFile,
        Path localApiKeyFile,
        @NotNull Duration tendEvery,
        @NotNull @Valid Hashing hashing,
        @NotNull @Valid Waits waits,
        @NotNull @Valid TokenTimes tokens,
        @NotNull @Valid Oidc oidc) {

    /** Without the password. */
    @Override
    public String toString() {
        return "LoginProperties[" + hashing + ", " + waits + ", " + tokens + ", " + oidc + "]";
    }

    /**
     * What a password's hash costs (Argon2id).
     *
     * @param memory of one hash
     * @param iterations passes over that memory
     * @param parallelism lanes of one hash
     * @param atOnce hashes that are computed at the same time
     * @param patience how long a log-in waits for its turn
     */
    record Hashing(
            @NotNull DataSize memory,
            @Min(1) int iterations,
            @Min(1) int parallelism,
            @Min(1) int atOnce,
            @NotNull Duration patience) {}

    /**
     * How failed log-ins slow the next ones down.
     *
     * @param freeTries failures in a row under one name that cost no waiting
     * @param freeTriesOfAddress the same for one address, whatever the names
     * @param first the first wait; each further failure doubles it
     * @param longest no wait is longer
     * @param forgetAfter after so long without a failure the count begins anew
     * @param knownAddress how long an address counts as a user's own after a log-in from there
     */
    record Waits(
            @Min(1) int freeTries,
            @Min(1) int freeTriesOfAddress,
            @NotNull Duration first,
            @NotNull Duration longest,
            @NotNull Duration forgetAfter,
            @NotNull Duration knownAddress) {}

    /**
     * How long tokens and the keys that sign them are good for.
     *
     * @param access an access token
     * @param idle a refresh token that is not used
     * @param longest a log-in, however often it is refreshed
     * @param grace how long after its use a refresh token gets the same answer once more
     * @param signingKey after how long tokens are signed with another key
     */
    record TokenTimes(
            @NotNull Duration access,
            @NotNull Duration idle,
            @NotNull Duration longest,
            @NotNull Duration grace,
            @NotNull Duration signingKey) {}

    /**
     * An external OpenID Connect issuer whose access tokens are taken.
     *
     * @param issuer its name, as in {@code iss}; empty: there is none
     * @param jwkSetUri where its keys are; empty: what its discovery document says
     * @param audience what {@code aud} must hold
     * @param usernameClaim the claim that the user's name is taken from
     * @param rolesClaim the claim with the user's roles or groups, a text or a list; dots lead into objects
     * @param roleMap the role here for each of its roles that has one
     * @param only whether the hub's own passwords are off
     */
    record Oidc(
            String issuer,
            String jwkSetUri,
            String audience,
            @NotNull String usernameClaim,
            @NotNull String rolesClaim,
            Map<String, Role> roleMap,
            boolean only) {

        public Oidc {
            roleMap = roleMap == null ? Map.of() : Map.copyOf(roleMap);
        }

        /** Whether there is an external issuer. */
        boolean used() {
            return issuer != null && !issuer.isBlank();
        }
    }
}
