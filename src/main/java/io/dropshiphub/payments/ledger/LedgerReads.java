package io.dropshiphub.payments.ledger;

import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentFilter;
import io.dropshiphub.payments.PaymentLedger;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.References;
import io.dropshiphub.payments.Refund;
import io.dropshiphub.product.Scope;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The ledger for everybody who looks at it. */
@Component
class LedgerReads implements PaymentLedger {

    private final JdbcClient jdbc;
    private final PaymentRows rows;
    private final PaymentReferences references;

    LedgerReads(JdbcClient jdbc, PaymentRows rows, PaymentReferences references) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.references = references;
    }

    @Override
    public Optional<Payment> find(Scope scope, UUID id) {
        return jdbc.sql(PaymentRows.SELECT.formatted("p.id = :id and " + scope.sql("p.owner_id = :owner")))
                .param("id", id)
                .param("owner", scope.ownerId())
                .query((row, n) -> rows.payment(row))
                .optional();
    }

    @Override
    public Optional<Payment> find(long ownerId, String key) {
        return jdbc.sql(PaymentRows.SELECT.formatted("p.owner_id = ? and p.idempotency_key = ?"))
                .params(ownerId, key)
                .query((row, n) -> rows.payment(row))
                .optional();
    }

    @Override
    public Optional<Payment> find(String gateway, References ids) {
        return references.owner(gateway, ids).flatMap(id -> find(Scope.ALL, id));
    }

    @Override
    public List<Payment> list(Scope scope, PaymentFilter filter) {
        return jdbc.sql(PaymentRows.SELECT.formatted(scope.sql("p.owner_id = :owner") + """
                         and (:status::text is null or p.status = :status)
                         and (:gateway::text is null or p.gateway = :gateway)
                         and (:order::text is null or p.order_id = :order)
                         and (:review::boolean is null or (p.review_code is not null) = :review)
                         and (:from::timestamptz is null or p.created_at >= :from)
                         and (:to::timestamptz is null or p.created_at < :to)
                        order by p.created_at desc, p.id limit :limit offset :offset"""))
                .param("owner", scope.ownerId())
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().name())
                .param("gateway", filter.gateway())
                .param("order", filter.orderId())
                .param("review", filter.review())
                .param("from", stamp(filter.from()))
                .param("to", stamp(filter.to()))
                .param("limit", filter.limit())
                .param("offset", filter.offset())
                .query((row, n) -> rows.payment(row))
                .list();
    }

    @Override
    public List<Refund> refunds(UUID paymentId) {
        return jdbc.sql(PaymentRows.SELECT_REFUND.formatted("f.payment_id = ?") + " order by f.created_at, f.id")
                .param(paymentId)
                .query((row, n) -> rows.refund(row))
                .list();
    }

    @Override
    @Transactional
    public void learn(UUID paymentId, String gateway, References ids) {
        String at = jdbc.sql("select coalesce(gateway, '') from payment where id = ? for update")
                .param(paymentId)
                .query(String.class)
                .optional()
                .orElseThrow(() -> PaymentProblems.unknown(paymentId));
        if (!at.equals(gateway)) {
            throw PaymentProblems.elsewhere(paymentId, gateway);
        }
        references.add(paymentId, gateway, ids).ifPresent(id -> {
            throw new PaymentProblem(
                    "HUB-PAY-010",
                    409,
                    gateway + "'s id " + id + " belongs to another payment than " + paymentId
                            + "; nothing was changed. Compare both with the gateway's own pages.");
        });
    }

    private static Timestamp stamp(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
