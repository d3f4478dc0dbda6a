package io.dropshiphub.accounts;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The default quota of each marketplace's accounts, {@code hub.platforms.<name>.*}.
 *
 * <p>The names that exist are those of application.yaml; an environment variable only changes one of their values.
 *
 * @param platforms settings by configuration name ({@code eleventh-street} is the marketplace {@code 11st})
 */
@ConfigurationProperties("hub")
record PlatformQuotas(@DefaultValue Map<String, Limits> platforms) {

    private static final Quota NO_LIMIT = new Quota(0, 0, 0, 0);

    /**
     * @param key the marketplace key when it differs from the configuration name
     */
    record Limits(String key, Double ratePerSecond, Integer burst, Integer dailyCreations, Integer maxInFlight) {

        Quota quota() {
            return new Quota(
                    ratePerSecond == null ? 0 : ratePerSecond,
                    burst == null ? 0 : burst,
                    dailyCreations == null ? 0 : dailyCreations,
                    maxInFlight == null ? 0 : maxInFlight);
        }
    }

    /** The default quota of a marketplace; no limit when none is configured. */
    Quota of(String platform) {
        for (Map.Entry<String, Limits> entry : platforms.entrySet()) {
            String key = entry.getValue().key();
            if (platform.equals(key == null ? entry.getKey() : key)) {
                return entry.getValue().quota();
            }
        }
        return NO_LIMIT;
    }
}
