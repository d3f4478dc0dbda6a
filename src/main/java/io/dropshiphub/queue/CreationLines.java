package io.dropshiphub.queue;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What stands in line for accounts, and how their calls went of late: what spreading new work is decided by. */
@Component
public class CreationLines {

    /**
     * An account's gate with its line.
     *
     * @param gate what the account may do now
     * @param waiting creations in line that the day has not been charged for
     */
    public record Line(AccountGate gate, long waiting) {}

    /**
     * How an account's calls ended.
     *
     * @param calls calls that were answered or lost
     * @param troubled those of them that were refused, lost or not let in
     */
    public record Answers(long calls, long troubled) {}

    private final JdbcClient jdbc;
    private final AccountGates gates;
    private final Clock clock;

    CreationLines(JdbcClient jdbc, AccountGates gates, Clock clock) {
        this.jdbc = jdbc;
        this.gates = gates;
        this.clock = clock;
    }

    /**
     * The accounts' gates and lines, in one statement; an account that has no gate yet is left out.
     *
     * @param most where counting stops: a longer line counts as this long
     */
    public List<Line> of(Collection<Long> accountIds, long most) {
        return jdbc.sql("""
                        select g.*, (select count(*) from (select 1 from registration_queue q
                            where q.account_id = g.account_id and q.kind = 'REGISTER'
                                and q.state in ('ready', 'scheduled', 'held', 'behind') limit :most) counted) as waiting
                        from account_gate g where g.account_id = any (:ids)""")
                .param("most", most)
                .param("ids", accountIds.toArray(Long[]::new))
                .query((row, n) -> new Line(gates.gate(GateRow.of(row)), row.getLong("waiting")))
                .list();
    }

    /** How the calls since then ended, by account; what only waited (quota, pictures, an open breaker) is no call. */
    public Map<Long, Answers> answersSince(Instant from) {
        Map<Long, Answers> found = new HashMap<>();
        jdbc.sql("""
                        select account_id, count(*),
                            count(*) filter (where outcome in ('REJECTED', 'AUTH', 'NOT_SENT', 'UNKNOWN'))
                        from attempt
                        where at >= :from and outcome in ('REGISTERED', 'REJECTED', 'AUTH', 'NOT_SENT', 'UNKNOWN')
                        group by account_id""").param("from", Timestamp.from(from)).query(row -> {
            found.put(row.getLong(1), new Answers(row.getLong(2), row.getLong(3)));
        });
        return found;
    }

    /** When creations of the day begin anew. */
    public Instant dayEnds() {
        return clock.instant()
                .atZone(AccountGates.QUOTA_ZONE)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(AccountGates.QUOTA_ZONE)
                .toInstant();
    }
}
