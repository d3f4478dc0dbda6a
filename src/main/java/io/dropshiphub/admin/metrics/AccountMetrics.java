package io.dropshiphub.admin.metrics;

import io.dropshiphub.accounts.AccountWatch;
import io.dropshiphub.accounts.HealthState;
import io.dropshiphub.accounts.MarketAccount;
import io.dropshiphub.accounts.MarketAccounts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * How accounts fare as gauges: {@code hub.account.health} is 1 for the state an account is in, {@code
 * hub.account.key.expires.days} tells for keys that end how many days are left, below 0 afterwards.
 */
@Component
public class AccountMetrics {

    private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

    private final MarketAccounts accounts;
    private final AccountWatch watch;
    private final Clock clock;
    private final MultiGauge states;
    private final MultiGauge keys;

    AccountMetrics(MeterRegistry registry, MarketAccounts accounts, AccountWatch watch, Clock clock) {
        this.accounts = accounts;
        this.watch = watch;
        this.clock = clock;
        states = MultiGauge.builder("hub.account.health").register(registry);
        keys = MultiGauge.builder("hub.account.key.expires.days").register(registry);
    }

    /** Reads everything anew. */
    public void refresh() {
        Instant now = clock.instant();
        Map<Long, HealthState> known = watch.states();
        states.register(
                accounts.all().stream()
                        .filter(account -> known.containsKey(account.id()))
                        .map(account -> MultiGauge.Row.of(
                                tags(account)
                                        .and("state", known.get(account.id()).word()),
                                1))
                        .toList(),
                true);
        keys.register(
                accounts.all().stream()
                        .map(account -> accounts.details(account.id()))
                        .filter(details -> details.keyExpiresAt() != null)
                        .map(details -> MultiGauge.Row.of(
                                tags(details.account()),
                                Duration.between(now, details.keyExpiresAt()).toSeconds() / SECONDS_A_DAY))
                        .toList(),
                true);
    }

    private static Tags tags(MarketAccount account) {
        return Tags.of("platform", account.platform(), "account", String.valueOf(account.id()));
    }
}
