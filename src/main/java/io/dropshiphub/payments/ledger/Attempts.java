package io.dropshiphub.payments.ledger;

import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.Operation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tries. Whoever sends one has a lease on it; when that ends without an answer, somebody else sends the same request with the
 * same key. All but {@link #claim} want the payment's row locked.
 */
@Component
public class Attempts {

    private final JdbcClient jdbc;
    private final StoredRequests requests;

    Attempts(JdbcClient jdbc, StoredRequests requests) {
        this.jdbc = jdbc;
        this.requests = requests;
    }

    /** The try whose outcome is open, if there is one. */
    public Optional<Attempt> open(UUID paymentId) {
        return jdbc.sql("select * from payment_attempt where payment_id = ? and state = 'open'")
                .param(paymentId)
                .query((row, n) -> attempt(row, row.getBoolean("doubt")))
                .optional();
    }

    /** The try that a caller began with this key, if there is one. */
    public Optional<Attempt> find(UUID paymentId, Operation operation, String deedKey) {
        return jdbc.sql("select * from payment_attempt where payment_id = ? and operation = ? and deed_key = ?")
                .params(paymentId, operation.name(), deedKey)
                .query((row, n) -> attempt(row, row.getBoolean("doubt")))
                .optional();
    }

    /** Stores a try that is about to be sent; its {@code id} is given here. */
    public Attempt begin(Attempt attempt, String deedKey, Instant leaseEnds) {
        long id = jdbc.sql("""
                        insert into payment_attempt (payment_id, refund_id, operation, gateway, idempotency_key, deed_key, asked,
                               amount, reason, request, state, doubt, leased, sends, first_sent_at, last_sent_at, key_until, due_at)
                        values (:payment, :refund, :operation, :gateway, :key, :deed, :asked, :amount, :reason,
                               :request::jsonb, 'open', true, true, 1, :now, :now, :keyUntil, :due) returning id""")
                .param("payment", attempt.paymentId())
                .param("refund", attempt.refundId())
                .param("operation", attempt.operation().name())
                .param("gateway", attempt.gateway())
                .param("key", attempt.key())
                .param("deed", deedKey)
                .param("asked", attempt.asked())
                .param("amount", attempt.amount())
                .param("reason", attempt.reason())
                .param("request", requests.write(attempt.stored()))
                .param("now", Timestamp.from(attempt.firstSentAt()))
                .param("keyUntil", Timestamp.from(attempt.keyUntil()))
                .param("due", Timestamp.from(leaseEnds))
                .query(Long.class)
                .single();
        return new Attempt(
                id,
                attempt.paymentId(),
                attempt.refundId(),
                attempt.operation(),
                attempt.gateway(),
                attempt.key(),
                attempt.asked(),
                attempt.amount(),
                attempt.reason(),
                attempt.stored(),
                true,
                false,
                1,
                0,
                attempt.firstSentAt(),
                attempt.firstSentAt(),
                attempt.keyUntil(),
                null);
    }

    /** Tries that are due, leased to the caller, who sends each once more, or asks about it when its key is over. Commits by itself; several hubs may ask at once. */
    public List<Attempt> claim(Instant now, Duration lease, int most) {
        return jdbc.sql("""
                        with due as (
                            select id, doubt from payment_attempt where state = 'open' and due_at <= :now
                            order by due_at limit :most for update skip locked)
                        update payment_attempt a set due_at = :until, sends = a.sends + 1, doubt = true,
                               leased = true, last_sent_at = case when a.key_until > :now then :now else a.last_sent_at end
                        from due where a.id = due.id
                        returning a.*, due.doubt as doubt_before""")
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(lease)))
                .param("most", most)
                .query((row, n) -> attempt(row, row.getBoolean("doubt_before")))
                .list();
    }

    /** The same try is sent once more by who has it. */
    public Attempt again(Attempt attempt, GatewayAnswer answer, boolean doubt, Instant now, Duration lease) {
        update(
                attempt,
                "sends = sends + 1, doubt = true, last_sent_at = :now, due_at = :due",
                answer,
                now,
                now.plus(lease),
                null);
        return attempt.sentAgain(doubt, now);
    }

    /** What became of it is asked by who has it. */
    public Attempt ask(Attempt attempt, GatewayAnswer answer, Instant now, Duration lease) {
        update(attempt, "sends = sends + 1, doubt = true, due_at = :due", answer, now, now.plus(lease), null);
        return attempt.sentAgain(true, attempt.lastSentAt());
    }

    /**
     * Puts it off.
     *
     * @param doubt whether it may have been carried out
     * @param longer whether the next delay is to be a longer one
     */
    public void later(Attempt attempt, GatewayAnswer answer, boolean doubt, boolean longer, Instant now, Instant due) {
        update(
                attempt,
                "sends = sends + 1, doubt = :doubt, leased = false, delays = delays + " + (longer ? 1 : 0)
                        + ", due_at = :due",
                answer,
                now,
                due,
                doubt);
    }

    /** Leaves it to a person, or to what the gateway tells by itself. */
    public void stuck(Attempt attempt, GatewayAnswer answer, Instant now) {
        update(attempt, "sends = sends + 1, doubt = true, leased = false, due_at = :due", answer, now, null, null);
    }

    /** Its outcome is known, from the answer or else (null) from a person; what could be used to pay is forgotten. */
    public void finish(Attempt attempt, GatewayAnswer answer, Instant now) {
        update(
                attempt,
                "state = 'final', doubt = false, leased = false, request = null, due_at = :due, ended_at = :now",
                answer,
                now,
                null,
                null);
    }

    /** Whether somebody sends the open try now; if not, nobody takes it up before the transaction ends. */
    public boolean isBeingSent(UUID paymentId) {
        return jdbc.sql("select leased from payment_attempt where payment_id = ? and state = 'open' for update")
                .param(paymentId)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Whether only a person, or the gateway by itself, can tell what became of the open try. */
    public boolean isStuck(UUID paymentId) {
        return jdbc.sql("select exists (select 1 from payment_attempt where payment_id = ? and state = 'open'"
                        + " and not leased and due_at is null)")
                .param(paymentId)
                .query(Boolean.class)
                .single();
    }

    /** Lets an open try of a payment that nobody has a lease on be looked after now. */
    public void hasten(UUID paymentId, Instant now) {
        jdbc.sql("update payment_attempt set due_at = :now where payment_id = :id and state = 'open' and not leased"
                        + " and (due_at > :now or due_at is null)")
                .param("now", Timestamp.from(now))
                .param("id", paymentId)
                .update();
    }

    private void update(Attempt attempt, String change, GatewayAnswer answer, Instant now, Instant due, Boolean doubt) {
        jdbc.sql("update payment_attempt set " + change
                        + ", answer = coalesce(:answer, answer), code = :code, message = :message where id = :id")
                .param("now", Timestamp.from(now))
                .param("due", due == null ? null : Timestamp.from(due))
                .param("doubt", doubt)
                .param("answer", answer == null ? null : answer.kind().name())
                .param("code", answer == null ? null : answer.code())
                .param("message", answer == null ? null : answer.message())
                .param("id", attempt.id())
                .update();
    }

    private Attempt attempt(ResultSet row, boolean doubt) throws SQLException {
        String answer = row.getString("answer");
        return new Attempt(
                row.getLong("id"),
                row.getObject("payment_id", UUID.class),
                row.getObject("refund_id", UUID.class),
                Operation.valueOf(row.getString("operation")),
                row.getString("gateway"),
                row.getString("idempotency_key"),
                row.getBigDecimal("asked"),
                row.getBigDecimal("amount"),
                row.getString("reason"),
                requests.read(row.getString("request")),
                "open".equals(row.getString("state")),
                doubt,
                row.getInt("sends"),
                row.getInt("delays"),
                row.getTimestamp("first_sent_at").toInstant(),
                row.getTimestamp("last_sent_at").toInstant(),
                row.getTimestamp("key_until").toInstant(),
                answer == null ? null : GatewayAnswer.Kind.valueOf(answer));
    }
}
