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
     * @param windows {@code sliding} (when it is not set) or {@code fixed}: where a minute and a day of calls begin
     */
    record Limits(
            String key,
            Double ratePerSecond,
            Integer burst,
            Integer dailyCreations,
            Integer maxInFlight,
            Integer callsPerMinute,
            Integer callsPerDay,
            Windows windows) {

        /** Where a window of calls begins: anywhere, or with the clock in Korea. */
        enum Windows {
            SLIDING,
            FIXED
        }

        Quota quota() {
            return new Quota(
                    ratePerSecond == null ? 0 : ratePerSecond,
                    orNone(burst),
                    orNone(dailyCreations),
                    orNone(maxInFlight),
                    orNone(callsPerMinute),
                    orNone(callsPerDay),
                    windows == Windows.FIXED,
                    false);
        }

        private static int orNone(Integer limit) {
            return limit == null ? 0 : limit;
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
