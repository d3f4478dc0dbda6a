package io.dropshiphub.accounts;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which credentials each marketplace wants, {@code hub.platforms.<name>.credentials.*}.
 *
 * @param platforms settings by configuration name ({@code eleventh-street} is the marketplace {@code 11st})
 */
@ConfigurationProperties("hub")
record PlatformCredentials(@DefaultValue Map<String, Marketplace> platforms) {

    private static final CredentialFields NONE = new CredentialFields(List.of(), List.of(), null);

    /**
     * @param key the marketplace key when it differs from the configuration name
     * @param credentials null: none are declared
     */
    record Marketplace(String key, Fields credentials) {}

    /** As {@link CredentialFields}. */
    record Fields(List<String> required, List<String> optional, Duration keyValidFor) {}

    /** The credentials that a marketplace's accounts have. */
    CredentialFields of(String platform) {
        for (Map.Entry<String, Marketplace> entry : platforms.entrySet()) {
            String key = entry.getValue().key();
            Fields fields = entry.getValue().credentials();
            if (fields != null && platform.equals(key == null ? entry.getKey() : key)) {
                return new CredentialFields(fields.required(), fields.optional(), fields.keyValidFor());
            }
        }
        return NONE;
    }
}
