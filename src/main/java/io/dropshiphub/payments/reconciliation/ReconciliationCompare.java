package io.dropshiphub.payments.reconciliation;

import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lays what a gateway has listed beside the ledger, in one statement, so that both sides are of one moment. Judged is what the
 * gateway made in the period, and what the ledger was asked for in the period and no list shows; the rest of the lists, read beyond
 * the period, only keeps what lies near its ends from passing for missing.
 */
@Component
class ReconciliationCompare {

    private static final String PAIRS = """
            with listed as (
                select r.payment_id, min(e.reference) as reference, coalesce(sum(e.amount) filter (where e.moved), 0) as amount,
                       min(e.currency) as currency, bool_or(e.moved) as moved, max(e.native_status) as native_status,
                       max(e.order_id) as order_id, min(e.created_at) as created_at,
                       bool_or(e.created_at >= :from and e.created_at < :to) as judged
                from payment_reconciliation_entry e
                left join payment_reference r on r.gateway = :gateway and r.id = e.reference and r.kind <> 'refund'
                where e.reconciliation_id = :id and e.list = 'payments'
                -- one payment may be captured in several parts
                group by r.payment_id, case when r.payment_id is null then e.reference end
            ), mine as (
                select p.* from payment p where p.gateway = :gateway
                   and (p.id in (select payment_id from listed)
                        or p.created_at >= :from and p.created_at < :to and (p.captured > 0 or p.status = 'UNKNOWN'))
            ), listed_refund as (
                select f.id as refund_id, e.*, e.created_at >= :from and e.created_at < :to as judged
                from payment_reconciliation_entry e
                left join (refund f join payment p on p.id = f.payment_id and p.gateway = :gateway) on f.reference = e.reference
                where e.reconciliation_id = :id and e.list = 'refunds'
            ), my_refund as (
                select f.*, p.currency, p.order_id from refund f join payment p on p.id = f.payment_id and p.gateway = :gateway
                where f.id in (select refund_id from listed_refund)
                   or f.created_at >= :from and f.created_at < :to and f.status in ('SUCCEEDED', 'UNKNOWN')
            ), pair as (
                select 'payment' as what, l.reference, p.id as payment_id, null::uuid as refund_id,
                       coalesce(p.order_id, l.order_id) as order_id, coalesce(l.moved, false) as there_moved,
                       l.amount as there_amount, l.currency as there_currency, l.native_status as there_status,
                       coalesce(p.captured > 0, false) as here_moved,
                       p.captured as here_amount, p.currency as here_currency, p.status as here_status,
                       coalesce(l.created_at, p.created_at) as created_at, p.id is not null as known
                from listed l full join mine p on p.id = l.payment_id where l.reference is null or l.judged
                union all
                select 'refund', l.reference, f.payment_id, f.id, coalesce(f.order_id, l.order_id), coalesce(l.moved, false),
                       l.amount, l.currency, l.native_status, coalesce(f.status = 'SUCCEEDED', false), f.amount, f.currency,
                       f.status, coalesce(l.created_at, f.created_at), f.id is not null
                from listed_refund l full join my_refund f on f.id = l.refund_id where l.reference is null or l.judged
            ), judged as (
                select pair.*, case
                    when not known then case when there_moved then 'ONLY_AT_GATEWAY' end
                    when here_status = 'UNKNOWN' then 'UNKNOWN'
                    when reference is null then 'ONLY_IN_LEDGER'
                    when there_currency <> here_currency then 'CURRENCY'
                    when there_moved <> here_moved then 'STATUS'
                    when there_moved and there_amount <> here_amount then 'AMOUNT'
                end as kind from pair
            )
            """;

    private final JdbcClient jdbc;

    ReconciliationCompare(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A payment of the ledger that is not the same at the gateway, or one of whose refunds is not.
     *
     * @param listed whether the gateway's lists show it
     * @param unknown whether the ledger itself is in doubt
     */
    record Suspect(UUID paymentId, boolean listed, boolean unknown) {}

    /** Payments of the ledger that do not agree, so many at most. */
    List<Suspect> suspects(Run run, int most) {
        return statement(run, """
                        select payment_id, bool_and(what = 'refund' or reference is not null), bool_or(kind = 'UNKNOWN')
                        from judged where kind is not null and payment_id is not null
                        group by payment_id order by min(created_at) limit %d""".formatted(most))
                .query((row, n) -> new Suspect(row.getObject(1, UUID.class), row.getBoolean(2), row.getBoolean(3)))
                .list();
    }

    /** Refunds of the ledger that the gateway has not listed and can be asked for, so many at most. */
    List<Run.Unlisted> unlistedRefunds(Run run, int most) {
        return statement(run, """
                        select judged.payment_id, judged.refund_id from judged join refund f on f.id = judged.refund_id
                        where judged.kind = 'ONLY_IN_LEDGER' and f.reference is not null
                        order by judged.created_at limit %d""".formatted(most))
                .query((row, n) -> new Run.Unlisted(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
    }

    /** How many payments of the ledger do not agree. */
    int suspects(Run run) {
        return statement(run, "select count(distinct payment_id) from judged where kind is not null")
                .query(Integer.class)
                .single();
    }

    /** Writes down what differs, and what moved on both sides. */
    void write(Run run) {
        statement(run, """
                        insert into payment_reconciliation_difference (reconciliation_id, what, kind, reference, payment_id, refund_id,
                            order_id, there_amount, there_currency, there_status, here_amount, here_currency, here_status, created_at)
                        select :id, what, kind, reference, payment_id, refund_id, order_id, there_amount, there_currency, there_status,
                            here_amount, here_currency, here_status, created_at
                        from judged where kind is not null order by what, kind, created_at, reference""").update();
        statement(run, """
                        , moved as (
                            select what, there_currency as currency, 1 as there_count, there_amount, 0 as here_count, 0 as here_amount
                            from judged where there_moved
                            union all
                            select what, here_currency, 0, 0, 1, here_amount from judged where here_moved)
                        insert into payment_reconciliation_sum
                        select :id, what, currency, sum(there_count), sum(there_amount), sum(here_count), sum(here_amount)
                        from moved group by what, currency""").update();
    }

    private JdbcClient.StatementSpec statement(Run run, String rest) {
        return jdbc.sql(PAIRS + rest)
                .param("id", run.id)
                .param("gateway", run.gateway)
                .param("from", Timestamp.from(run.from))
                .param("to", Timestamp.from(run.to));
    }
}
