package io.dropshiphub.queue;

import io.dropshiphub.product.ListingJob;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Variable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How fast accounts call, known without asking the database for every call: whoever takes jobs of an account has just read
 * its gate. An account that no job was taken for is asked for once.
 */
@Component
public class AccountPaces {

    /** What this hub knows of a gate since it was last read. */
    record Known(double rate, boolean isCounted, AccountGate.Told told) {}

    private final JdbcClient jdbc;
    private final AdaptiveRate adaptive;
    private final Clock clock;
    private final Map<Long, Known> known = new ConcurrentHashMap<>();

    AccountPaces(JdbcClient jdbc, AdaptiveRate adaptive, Clock clock) {
        this.jdbc = jdbc;
        this.adaptive = adaptive;
        this.clock = clock;
    }

    /** Whether the account of this job has a limit of calls a second. */
    public boolean isPaced(@Variable("job") ListingJob job) {
        return of(job.accountId()).rate() > 0;
    }

    /**
     * How many calls of this job's account may leave within a window of time, at least 1. The average is kept by the queue,
     * which holds the tokens; this keeps calls apart that were claimed together or waited together, for their pictures, say.
     *
     * <p>A marketplace's own bucket takes {@code burst + rate * t} calls in any time t, and a sliding window lets go {@code
     * rate * (t + window)}. What the window's calls leave of the burst is room for calls that overtake each other on their
     * way: a window as long as {@code burst / rate} leaves none, so the routes take about half of that.
     *
     * @param windowMillis the throttle's window
     */
    public long callsPerWindow(@Variable("job") ListingJob job, long windowMillis) {
        double calls = of(job.accountId()).rate() * windowMillis / 1000;
        // not a call more for 3.0000000000000004
        return Math.max(1, (long) Math.ceil(calls - 1e-9));
    }

    Known of(long account) {
        Known found = known.get(account);
        return found != null
                ? found
                : jdbc.sql("select * from account_gate where account_id = :id")
                        .param("id", account)
                        .query((row, n) -> read(GateRow.of(row)))
                        .optional()
                        .orElse(new Known(0, false, null));
    }

    /** Remembers a gate that was just read or changed. */
    Known read(GateRow gate) {
        Known fresh = new Known(gate.rate(adaptive, clock.instant()), gate.isCounted(), gate.told());
        known.put(gate.account(), fresh);
        return fresh;
    }
}
