package io.dropshiphub.payments.ledger;

import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.PaymentRequest;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.References;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes payments. Every method wants a transaction, and all but {@link #open} and {@link #due} the payment's row locked. */
@Component
public class PaymentBooks {

    private static final Logger LOG = LoggerFactory.getLogger(PaymentBooks.class);

    private final JdbcClient jdbc;
    private final PaymentRows rows;
    private final PaymentReferences references;

    PaymentBooks(JdbcClient jdbc, PaymentRows rows, PaymentReferences references) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.references = references;
    }

    /**
     * The payment that this owner has asked for with this key before; empty when there is none.
     *
     * @throws PaymentProblem 409 when something else was asked for
     */
    public Optional<UUID> known(PaymentRequest request) {
        return jdbc.sql("select id, content_sha256 from payment where owner_id = ? and idempotency_key = ?")
                .params(request.ownerId(), request.key())
                .query((row, n) -> {
                    if (!row.getString(2).equals(RequestContent.sha256(request))) {
                        throw new PaymentProblem(
                                "HUB-PAY-016",
                                409,
                                "This idempotency key was used for another payment (" + row.getObject(1, UUID.class)
                                        + "); nothing was charged now. Use a new key for a new payment, and the old"
                                        + " content to ask for the old one.");
                    }
                    return row.getObject(1, UUID.class);
                })
                .optional();
    }

    /**
     * Writes a payment down before it is tried at its first gateway; false when somebody else has just done so with the same key.
     */
    public boolean open(UUID id, PaymentRequest request, String gateway, Instant now) {
        return jdbc.sql("""
                        insert into payment (id, owner_id, idempotency_key, content_sha256, amount, currency, order_id, customer_id,
                               description, metadata, captures, gateway, status, proven, created_at, updated_at)
                        values (:id, :owner, :key, :content, :amount, :currency, :order, :customer, :description,
                               :metadata::jsonb, :captures, :gateway, 'PROCESSING', 'CREATED', :now, :now)
                        on conflict (owner_id, idempotency_key) do nothing""")
                        .param("id", id)
                        .param("owner", request.ownerId())
                        .param("key", request.key())
                        .param("content", RequestContent.sha256(request))
                        .param("amount", request.amount().amount())
                        .param("currency", request.amount().currency().getCurrencyCode())
                        .param("order", request.orderId())
                        .param("customer", request.customerId())
                        .param("description", request.description())
                        .param("metadata", rows.written(request.metadata()))
                        .param("captures", request.captures())
                        .param("gateway", gateway)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /**
     * The payment, locked.
     *
     * @throws PaymentProblem 404 when there is none
     */
    public Held lock(UUID id) {
        return jdbc.sql(PaymentRows.SELECT.formatted("p.id = ? for update of p"))
                .param(id)
                .query((row, n) -> new Held(
                        rows.payment(row),
                        new Standing(
                                PaymentStatus.valueOf(row.getString("proven")),
                                row.getString("native_status"),
                                row.getBigDecimal("authorized"),
                                row.getBigDecimal("captured"),
                                row.getBigDecimal("refunded_there"),
                                row.getString("action_url")),
                        row.getString("review_code")))
                .optional()
                .orElseThrow(() -> PaymentProblems.unknown(id));
    }

    /** It is tried at that gateway now, and no more at the one before. */
    public void at(UUID id, String gateway, Instant now) {
        jdbc.sql("update payment set gateway = ?, code = null, message = null, updated_at = ? where id = ?")
                .params(gateway, Timestamp.from(now), id)
                .update();
    }

    /**
     * What is proven now; written after what has become of the try under way.
     *
     * @param inDoubt whether a try of which nothing is known is open
     * @param look when it is read next
     */
    public void prove(Held held, boolean inDoubt, NextLook look, Instant now) {
        Standing standing = held.standing();
        jdbc.sql("""
                        update payment set proven = :proven, native_status = :native,
                               status = case when :doubt then 'UNKNOWN'
                                    when :proven = 'CREATED' and exists (select 1 from payment_attempt
                                        where payment_id = :id and state = 'open') then 'PROCESSING'
                                    else :proven end,
                               authorized = :authorized, captured = :captured, refunded_there = :back,
                               refunded = greatest(:back::numeric, (select coalesce(sum(amount), 0) from refund
                                    where payment_id = :id and status not in ('FAILED', 'CANCELED'))),
                               action_url = :action, look_at = case when :keep then look_at else :look end,
                               looks = case when :keep then looks else 0 end, updated_at = :now
                        where id = :id""")
                .param("proven", standing.status().name())
                .param("doubt", inDoubt)
                .param("native", standing.nativeStatus())
                .param("authorized", standing.authorized())
                .param("captured", standing.captured())
                .param("back", standing.refunded())
                .param("action", standing.actionUrl())
                .param("keep", look.keep())
                .param("look", look.at() == null ? null : Timestamp.from(look.at()), Types.TIMESTAMP)
                .param("now", Timestamp.from(now))
                .param("id", held.payment().id())
                .update();
    }

    /**
     * When a payment is read next.
     *
     * @param keep as was said before
     * @param at then; null: no more
     */
    public record NextLook(boolean keep, Instant at) {

        /** As was said before. */
        public static final NextLook AS_BEFORE = new NextLook(true, null);

        /** No more: it is settled. */
        public static final NextLook NEVER = new NextLook(false, null);

        /** Then, and the delays begin anew. */
        public static NextLook at(Instant at) {
            return new NextLook(false, at);
        }
    }

    /** Why the last deed did not succeed; nulls when it did. */
    public void explain(UUID id, String code, String message) {
        jdbc.sql("update payment set code = ?, message = ? where id = ?")
                .params(code, message, id)
                .update();
    }

    /** A person has to look at it. What is said first, stays. */
    public void review(UUID id, String code, String message) {
        int flagged = jdbc.sql(
                        "update payment set review_code = ?, review_message = ? where id = ? and review_code is null")
                .params(code, message, id)
                .update();
        if (flagged > 0) {
            LOG.error("{}: Payment {} needs a person: {}", code, id, message);
        }
    }

    /** That reason is gone. */
    public void reviewed(UUID id, String code) {
        jdbc.sql("update payment set review_code = null, review_message = null where id = ? and review_code = ?")
                .params(id, code)
                .update();
    }

    /** Adds the gateway's ids; gives one that is another payment's already. */
    public Optional<String> refer(UUID id, String gateway, References ids) {
        return ids.ids().isEmpty() ? Optional.empty() : references.add(id, gateway, ids);
    }

    /** The gateway's ids. */
    public References references(UUID id) {
        return references.of(id);
    }

    /** Payments that are to be read now; the next look is put off, see {@link #putOff}. */
    public List<Look> due(Instant now, int most) {
        return jdbc.sql(
                        "select id, looks from payment where look_at <= :now order by look_at limit :most for update skip locked")
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query((row, n) -> new Look(row.getObject(1, UUID.class), row.getInt(2)))
                .list();
    }

    /** The next look at a payment that {@link #due} has given. */
    public void putOff(Look look, Instant next) {
        jdbc.sql("update payment set look_at = ?, looks = looks + 1 where id = ?")
                .params(Timestamp.from(next), look.paymentId())
                .update();
    }

    /**
     * A payment to be read.
     *
     * @param looks how often it has been since something changed
     */
    public record Look(UUID paymentId, int looks) {}
}
