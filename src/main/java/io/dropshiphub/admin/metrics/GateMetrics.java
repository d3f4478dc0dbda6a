package io.dropshiphub.admin.metrics;

import io.dropshiphub.queue.AccountGate;
import io.dropshiphub.queue.AccountGates;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The accounts' gates as gauges, per account: {@code hub.account.tokens} (calls that may be made at once), {@code
 * hub.account.rate.effective} (calls a second in force) and {@code hub.account.quota.used.ratio} by {@code window} ({@code
 * minute} and {@code day} of calls, {@code creations} of the day). A limit that an account does not have has no gauge.
 */
@Component
class GateMetrics {

    private final AccountGates gates;
    private final MultiGauge tokens;
    private final MultiGauge rate;
    private final MultiGauge used;

    GateMetrics(MeterRegistry registry, AccountGates gates) {
        this.gates = gates;
        tokens = MultiGauge.builder("hub.account.tokens").register(registry);
        rate = MultiGauge.builder("hub.account.rate.effective").register(registry);
        used = MultiGauge.builder("hub.account.quota.used.ratio").register(registry);
    }

    /** Reads everything anew. */
    void refresh() {
        List<AccountGate> all = gates.all();
        List<AccountGate> paced =
                all.stream().filter(gate -> gate.ratePerSecond() > 0).toList();
        tokens.register(rows(paced.stream().map(gate -> MultiGauge.Row.of(tags(gate), gate.tokens()))), true);
        rate.register(
                rows(paced.stream()
                        .map(gate ->
                                MultiGauge.Row.of(tags(gate), gate.effective().ratePerSecond()))),
                true);
        used.register(rows(all.stream().flatMap(GateMetrics::shares)), true);
    }

    private static Stream<MultiGauge.Row<Number>> shares(AccountGate gate) {
        AccountGate.Calls calls = gate.calls();
        boolean stopped = gate.creationsStoppedUntil() != null;
        List<MultiGauge.Row<Number>> shares = new ArrayList<>();
        add(shares, gate, "minute", calls.thisMinute(), calls.perMinute());
        add(shares, gate, "day", calls.today(), calls.perDay());
        add(shares, gate, "creations", stopped ? gate.dailyCreations() : gate.creationsUsed(), gate.dailyCreations());
        return shares.stream();
    }

    private static void add(
            List<MultiGauge.Row<Number>> shares, AccountGate gate, String window, long used, int limit) {
        if (limit > 0) {
            shares.add(MultiGauge.Row.of(tags(gate).and("window", window), (double) used / limit));
        }
    }

    private static Tags tags(AccountGate gate) {
        return Tags.of("platform", gate.platform(), "account", String.valueOf(gate.accountId()));
    }

    private static List<MultiGauge.Row<?>> rows(Stream<MultiGauge.Row<Number>> rows) {
        return new ArrayList<>(rows.toList());
    }
}
