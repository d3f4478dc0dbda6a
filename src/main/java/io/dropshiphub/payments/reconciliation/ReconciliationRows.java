package io.dropshiphub.payments.reconciliation;

import io.dropshiphub.payments.GatewayAnswer.Listed;
import io.dropshiphub.payments.ListedEntry;
import io.dropshiphub.payments.Reconciliations.Wish;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes down how far comparisons are. Whoever lost the claim changes nothing any more. */
@Component
class ReconciliationRows {

    private final JdbcClient jdbc;
    private final ReconciliationProperties settings;
    private final Clock clock;

    ReconciliationRows(JdbcClient jdbc, ReconciliationProperties settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** A new one; empty when the hub itself has asked for the same before. */
    Optional<Long> open(Wish wish) {
        return jdbc.sql("""
                        insert into payment_reconciliation (gateway, period_from, period_to, asked_by, due_at, created_at)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing returning id""")
                .params(wish.gateway(), stamp(wish.from()), stamp(wish.to()), wish.askedBy(), now(), now())
                .query(Long.class)
                .optional();
    }

    /** Those that can be worked on now. */
    List<Long> due() {
        return jdbc.sql("select id from payment_reconciliation where due_at <= ? order by due_at limit 10")
                .param(now())
                .query(Long.class)
                .list();
    }

    /** Takes one, if it is due. */
    Optional<Run> claim(long id) {
        UUID claim = UUID.randomUUID();
        return jdbc.sql("""
                        update payment_reconciliation set claim = ?, due_at = ? where id = ? and due_at <= ?
                        returning gateway, period_from, period_to, tries, waits, list, cursor""")
                .params(claim, in(settings.lease()), id, now())
                .query((row, n) -> new Run(
                        id,
                        claim,
                        row.getString(1),
                        row.getTimestamp(2).toInstant(),
                        row.getTimestamp(3).toInstant(),
                        row.getInt(4),
                        row.getInt(5),
                        row.getString(6),
                        row.getString(7)))
                .optional();
    }

    /** Keeps a page, and with it where the next one begins. */
    @Transactional
    public void keep(Run run, Listed page) {
        String list = page.next() != null ? run.list : run.list.equals("payments") ? "refunds" : "done";
        int mine = jdbc.sql(
                        "update payment_reconciliation set list = ?, cursor = ?, tries = 0, due_at = ?, code = null,"
                                + " message = null where id = ? and claim = ?")
                .params(list, page.next(), in(settings.lease()), run.id, run.claim)
                .update();
        if (mine == 0) {
            run.over = true;
            return;
        }
        page.entries().forEach(entry -> keep(run.id, run.list, entry));
        run.list = list;
        run.cursor = page.next();
    }

    /** Keeps what was read of one payment that the lists lack. */
    void keep(long id, String list, ListedEntry entry) {
        jdbc.sql("insert into payment_reconciliation_entry values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                .params(
                        id,
                        list,
                        entry.reference(),
                        entry.amount().amount(),
                        entry.amount().currency().getCurrencyCode(),
                        entry.succeeded(),
                        entry.nativeStatus(),
                        entry.orderId(),
                        stamp(entry.createdAt()))
                .update();
    }

    /** It goes on after this time; what was read is kept. */
    void later(Run run, Duration wait, boolean failed, boolean waited, String code, String message) {
        run.over = true;
        jdbc.sql(
                        "update payment_reconciliation set due_at = ?, claim = null, tries = tries + ?, waits = waits + ?, code = ?,"
                                + " message = ? where id = ? and claim = ?")
                .params(in(wait), failed ? 1 : 0, waited ? 1 : 0, code, message, run.id, run.claim)
                .update();
    }

    /** It is over and says nothing but why. */
    @Transactional
    public void giveUp(Run run, String code, String message) {
        run.over = true;
        if (end(run, "INCOMPLETE", Integer.MAX_VALUE, code, message)) {
            forgetEntries(run.id);
        }
    }

    /** How many payments differ now; the most at any time counts. */
    void suspects(Run run, int count) {
        jdbc.sql("update payment_reconciliation set suspects = greatest(suspects, ?) where id = ? and claim = ?")
                .params(count, run.id, run.claim)
                .update();
    }

    /** It is over, so many payments still differ, and this could not be found out (nulls: all could); false when it is somebody else's. */
    boolean complete(Run run, int left, String code, String message) {
        run.over = true;
        return end(run, "COMPLETE", left, code, message);
    }

    void forgetEntries(long id) {
        jdbc.sql("delete from payment_reconciliation_entry where reconciliation_id = ?")
                .param(id)
                .update();
    }

    private boolean end(Run run, String state, int left, String code, String message) {
        return jdbc.sql(
                                "update payment_reconciliation set state = ?, resolved = greatest(0, suspects - ?), code = ?, message = ?, due_at = null,"
                                        + " claim = null, ended_at = ? where id = ? and claim = ?")
                        .params(state, left, code, message, now(), run.id, run.claim)
                        .update()
                == 1;
    }

    private Timestamp now() {
        return stamp(clock.instant());
    }

    private Timestamp in(Duration wait) {
        return stamp(clock.instant().plus(wait));
    }

    private static Timestamp stamp(Instant instant) {
        return Timestamp.from(instant);
    }
}
