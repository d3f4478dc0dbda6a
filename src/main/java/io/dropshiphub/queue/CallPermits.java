package io.dropshiphub.queue;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts calls by minute and day, one by one and right before each is made. Not in the claim: pictures and the pace of the
 * account lie between claim and call, and a window must hold what was made in it.
 */
@Component
public class CallPermits {

    /** Code of "the hub's own count of this minute or day is full". */
    static final String USED_UP = "HUB-QUEUE-005";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final AccountPaces paces;
    private final Clock clock;

    CallPermits(JdbcTemplate jdbc, TransactionTemplate transaction, AccountPaces paces, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.paces = paces;
        this.clock = clock;
    }

    /**
     * Counts a call that is about to be made. Costs nothing for accounts without such limits.
     *
     * @throws CallFailed QUOTA when none is left; says when the next one is
     */
    void take(ListingJob job) {
        if (!paces.of(job.accountId()).isCounted()) {
            return;
        }
        Instant opensAt = transaction.execute(status -> takeOrTell(job.accountId()));
        if (opensAt != null) {
            throw new CallFailed(
                    Outcome.quota(
                            USED_UP,
                            "The calls that account " + job.accountId()
                                    + " may make a minute or a day are used up; nothing"
                                    + " was sent, the job goes on by itself at " + opensAt + ".",
                            Duration.between(clock.instant(), opensAt)),
                    null);
        }
    }

    /** Counts a call that no job makes, such as a test of the connection; it is made even when none is left. */
    public void count(long account) {
        if (paces.of(account).isCounted()) {
            transaction.executeWithoutResult(status -> writeOneMore(locked(account), clock.instant()));
        }
    }

    /** Takes back a call that was counted a moment ago and not made: the marketplace's circuit breaker was open. */
    void giveBack(long account) {
        if (!paces.of(account).isCounted()) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            GateRow gate = locked(account);
            Instant now = clock.instant();
            write(
                    account,
                    CallWindow.MINUTE.minusOne(gate.minute(), gate.windows(), now),
                    CallWindow.DAY.minusOne(gate.day(), gate.windows(), now));
        });
    }

    /** Null when the call may be made, else when it may. */
    private Instant takeOrTell(long account) {
        GateRow gate = locked(account);
        // read behind the lock: another call may have waited for its turn longer than this one
        Instant now = clock.instant();
        Instant opensAt = gate.windowsOpenAt(now);
        if (opensAt.isAfter(now)) {
            return opensAt;
        }
        writeOneMore(gate, now);
        return null;
    }

    private void writeOneMore(GateRow gate, Instant now) {
        write(
                gate.account(),
                gate.limits().callsPerMinute() > 0 ? CallWindow.MINUTE.plusOne(gate.minute(), now) : CallCounts.NONE,
                gate.limits().callsPerDay() > 0 ? CallWindow.DAY.plusOne(gate.day(), now) : CallCounts.NONE);
    }

    private GateRow locked(long account) {
        return jdbc.queryForObject(
                "select * from account_gate where account_id = ? for update", (row, n) -> GateRow.of(row), account);
    }

    private void write(long account, CallCounts minute, CallCounts day) {
        jdbc.update((Connection connection) -> {
            PreparedStatement statement = connection.prepareStatement(
                    "update account_gate set minute_calls = ?, day_calls = ? where account_id = ?");
            statement.setArray(1, connection.createArrayOf("bigint", minute.column()));
            statement.setArray(2, connection.createArrayOf("bigint", day.column()));
            statement.setLong(3, account);
            return statement;
        });
    }
}
