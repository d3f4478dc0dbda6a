package io.dropshiphub.accounts;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which accounts exist.
 *
 * @param declared accounts written out in the configuration
 * @param fromEnvironment accounts that exist when their plain environment variables are set, one a marketplace
 * @param seeds files of listing templates and category mappings to begin with; Spring resource locations
 * @param refreshAfter how long a changed account, template or mapping may go unseen by another hub instance
 * @param holdCredentials how long credentials stay opened in memory after they came out of the vault
 */
@Validated
@ConfigurationProperties("hub.accounts")
record AccountsProperties(
        @DefaultValue @Valid List<Declared> declared,
        @DefaultValue @Valid List<Declared> fromEnvironment,
        @DefaultValue List<String> seeds,
        @NotNull @DefaultValue("30s") Duration refreshAfter,
        @NotNull @DefaultValue("10m") Duration holdCredentials) {

    /**
     * One account.
     *
     * @param ratePerSecond and the other five limits: null means the marketplace's default
     * @param required credentials without which the account cannot call; empty means all that are listed
     * @param credentials secrets by key
     * @param template settings that differ from the marketplace's seed template, by path ({@code returnCenterCode},
     *     {@code originProduct.deliveryInfo.deliveryCompany})
     * @param keyIssuedOn the day the marketplace issued its key, for keys that expire; null: not known
     */
    record Declared(
            @NotBlank String platform,
            @NotBlank String name,
            @DefaultValue("100") int priority,
            Double ratePerSecond,
            Integer burst,
            Integer dailyCreations,
            Integer maxInFlight,
            Integer callsPerMinute,
            Integer callsPerDay,
            @DefaultValue List<String> required,
            @DefaultValue Map<String, String> credentials,
            @DefaultValue Map<String, String> template,
            LocalDate keyIssuedOn) {

        Quota quota(Quota standard) {
            return new Quota(
                    ratePerSecond == null ? standard.ratePerSecond() : ratePerSecond,
                    burst == null ? standard.burst() : burst,
                    dailyCreations == null ? standard.dailyCreations() : dailyCreations,
                    maxInFlight == null ? standard.maxInFlight() : maxInFlight,
                    callsPerMinute == null ? standard.callsPerMinute() : callsPerMinute,
                    callsPerDay == null ? standard.callsPerDay() : callsPerDay,
                    standard.fixedWindows(),
                    ratePerSecond != null);
        }

        /** Without the values: configuration records end up in messages. */
        @Override
        public String toString() {
            return platform + "/" + name;
        }
    }
}
