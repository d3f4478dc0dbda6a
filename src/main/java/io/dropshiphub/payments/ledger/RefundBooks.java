package io.dropshiphub.payments.ledger;

import io.dropshiphub.payments.GatewayRefund;
import io.dropshiphub.payments.Refund;
import io.dropshiphub.payments.RefundStatus;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes refunds. Every method but {@link #find} and {@link #due} wants the payment's row locked. */
@Component
public class RefundBooks {

    /** Later ones overrule earlier ones: money that was given back may come back. */
    private static final List<RefundStatus> FORWARD = List.of(
            RefundStatus.UNKNOWN,
            RefundStatus.PENDING,
            RefundStatus.SUCCEEDED,
            RefundStatus.CANCELED,
            RefundStatus.FAILED);

    private final JdbcClient jdbc;
    private final PaymentRows rows;

    RefundBooks(JdbcClient jdbc, PaymentRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** A refund that was asked for with this key before, and how much was asked for: null for all that was left. */
    public record Known(Refund refund, BigDecimal asked) {}

    /** The refund of a payment that was asked for with this key before. */
    public Optional<Known> known(UUID paymentId, String key) {
        return jdbc.sql(PaymentRows.SELECT_REFUND.formatted("f.payment_id = ? and f.idempotency_key = ?"))
                .params(paymentId, key)
                .query((row, n) -> new Known(rows.refund(row), row.getBigDecimal("asked")))
                .optional();
    }

    /** One refund. */
    public Refund find(UUID id) {
        return jdbc.sql(PaymentRows.SELECT_REFUND.formatted("f.id = ?"))
                .param(id)
                .query((row, n) -> rows.refund(row))
                .single();
    }

    /** Refunds of a payment whose gateway has not decided yet. */
    public List<Refund> pending(UUID paymentId) {
        return jdbc.sql(PaymentRows.SELECT_REFUND.formatted(
                        "f.payment_id = ? and f.status = 'PENDING' and f.reference is not null"))
                .param(paymentId)
                .query((row, n) -> rows.refund(row))
                .list();
    }

    /** Writes one down before anything is sent. */
    public void open(
            UUID id, UUID paymentId, String key, BigDecimal asked, BigDecimal amount, String reason, Instant now) {
        jdbc.sql("""
                        insert into refund (id, payment_id, idempotency_key, asked, amount, reason, status, created_at, updated_at)
                        values (?, ?, ?, ?, ?, ?, 'PENDING', ?, ?)""")
                .params(id, paymentId, key, asked, amount, reason, Timestamp.from(now), Timestamp.from(now))
                .update();
    }

    /** With what the gateway shows; gives the refund as it is afterwards. */
    public Refund show(Refund refund, GatewayRefund shown, Instant now) {
        RefundStatus status =
                FORWARD.indexOf(shown.status()) > FORWARD.indexOf(refund.status()) ? shown.status() : refund.status();
        boolean failed = status == RefundStatus.FAILED || status == RefundStatus.CANCELED;
        write(
                refund.id(),
                status,
                status == shown.status() ? shown.nativeStatus() : refund.nativeStatus(),
                shown.reference(),
                failed ? (shown.code() == null ? refund.code() : shown.code()) : null,
                null,
                now);
        return find(refund.id());
    }

    /** With a status that follows from something else. */
    public void set(Refund refund, RefundStatus status, String code, String message, Instant now) {
        write(refund.id(), status, refund.nativeStatus(), null, code, message, now);
    }

    private void write(
            UUID id,
            RefundStatus status,
            String nativeStatus,
            String reference,
            String code,
            String message,
            Instant now) {
        jdbc.sql(
                        "update refund set status = ?, native_status = ?, reference = coalesce(reference, ?), code = ?, message = ?,"
                                + " updated_at = ? where id = ?")
                .params(status.name(), nativeStatus, reference, code, message, Timestamp.from(now), id)
                .update();
    }

    /** What was given back for sure. */
    public BigDecimal succeeded(UUID paymentId) {
        return jdbc.sql("select coalesce(sum(amount), 0) from refund where payment_id = ? and status = 'SUCCEEDED'")
                .param(paymentId)
                .query(BigDecimal.class)
                .single();
    }

    /** When it is read next; null: no more. */
    public void lookAt(UUID id, Instant at) {
        jdbc.sql("update refund set look_at = ?, looks = looks + 1 where id = ?")
                .params(at == null ? null : Timestamp.from(at), id)
                .update();
    }

    /** Refunds that are to be read now; the next look is put off, see {@link #lookAt}. */
    public List<Look> due(Instant now, int most) {
        return jdbc.sql("select id, payment_id, looks from refund where look_at <= :now order by look_at limit :most"
                        + " for update skip locked")
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query((row, n) -> new Look(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getInt(3)))
                .list();
    }

    /**
     * A refund to be read.
     *
     * @param looks how often it has been
     */
    public record Look(UUID id, UUID paymentId, int looks) {}
}
