package io.dropshiphub.queue;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Brings back what time or a crash has set free: due jobs, and jobs whose lease ran out. */
@Component
public class QueueSweeper {

    private static final Logger LOG = LoggerFactory.getLogger(QueueSweeper.class);
    private static final int MOST = 2000;

    private final JdbcClient jdbc;
    private final AccountGates gates;
    private final QueueSignals signals;
    private final QueueProperties settings;
    private final Clock clock;

    QueueSweeper(JdbcClient jdbc, AccountGates gates, QueueSignals signals, QueueProperties settings, Clock clock) {
        this.jdbc = jdbc;
        this.gates = gates;
        this.signals = signals;
        this.settings = settings;
        this.clock = clock;
    }

    /** One sweep; may run in several hubs at once. */
    @Transactional
    public void sweep() {
        Instant now = clock.instant();
        List<Long> accounts = new java.util.ArrayList<>(bringDue(now));
        accounts.addAll(bringUnsent(now));
        doubtLost(now);
        if (!accounts.isEmpty()) {
            jdbc.sql("select distinct platform from account_gate where account_id in (:ids)")
                    .param("ids", accounts.stream().distinct().toList())
                    .query(String.class)
                    .list()
                    .forEach(signals::wake);
        }
    }

    private List<Long> bringDue(Instant now) {
        return jdbc.sql("""
                        update registration_queue q set state = case
                            when exists (select 1 from held_batch h where h.batch_id = q.batch_id) then 'held'
                            else 'ready' end
                        where id in (select id from registration_queue where state = 'scheduled' and due_at <= :now
                            order by due_at limit :most for update skip locked)
                        returning account_id""")
                .param("now", Timestamp.from(now))
                .param("most", MOST)
                .query(Long.class)
                .list();
    }

    /** Claimed and never begun: nothing was sent, so it simply goes back in line. */
    private List<Long> bringUnsent(Instant now) {
        List<Long> accounts = jdbc.sql("""
                        with lost as (
                            select id, lease_until from registration_queue where state = 'claimed' and lease_until <= :now
                            limit :most for update skip locked)
                        update registration_queue q set claim_token = null, lease_until = null, state = case
                            when exists (select 1 from held_batch h where h.batch_id = q.batch_id) then 'held'
                            else 'ready' end
                        from lost where q.id = lost.id
                        returning q.account_id, q.kind, lost.lease_until""")
                .param("now", Timestamp.from(now))
                .param("most", MOST)
                .query((row, n) -> {
                    long account = row.getLong(1);
                    if ("REGISTER".equals(row.getString(2))) {
                        gates.refundCreation(
                                account, row.getTimestamp(3).toInstant().minus(settings.lease()));
                    }
                    return account;
                })
                .list();
        if (!accounts.isEmpty()) {
            LOG.info(
                    "{} claimed jobs ran out of lease before anything was sent; they are in line again",
                    accounts.size());
        }
        return accounts;
    }

    /** Begun and never answered: it may have taken effect, so it is looked up before anything else. */
    private void doubtLost(Instant now) {
        int doubtful = jdbc.sql("""
                        update registration_queue q
                        set kind = 'LOOK_UP', state = 'scheduled', due_at = :lookUpAt, doubts = doubts + 1, absences = 0,
                            attempt = attempt + 1, claim_token = null, lease_until = null,
                            last_code = 'HUB-QUEUE-003',
                            last_message = 'The hub stopped or lost the answer during the call; looking the listing up'
                        where id in (select id from registration_queue where state = 'calling' and lease_until <= :now
                            limit :most for update skip locked)""")
                .param("lookUpAt", Timestamp.from(now.plus(QueueProperties.nth(settings.lookUpDelays(), 1))))
                .param("now", Timestamp.from(now))
                .param("most", MOST)
                .update();
        if (doubtful > 0) {
            LOG.warn(
                    "HUB-QUEUE-003: {} calls were begun and never answered; each is looked up by seller SKU before it may be sent again",
                    doubtful);
        }
    }
}
