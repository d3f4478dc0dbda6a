package io.dropshiphub.payments.ledger;

import io.dropshiphub.payments.References;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which payment a gateway's ids belong to. */
@Component
class PaymentReferences {

    private final JdbcClient jdbc;

    PaymentReferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The payment that one of these ids is of. */
    Optional<UUID> owner(String gateway, References references) {
        return references.ids().isEmpty()
                ? Optional.empty()
                : jdbc.sql("select payment_id from payment_reference where gateway = :gateway and id in (:ids)"
                                + " order by learned desc limit 1")
                        .param("gateway", gateway)
                        .param("ids", references.ids().values())
                        .query(UUID.class)
                        .optional();
    }

    /** The ids that a payment has, those of refunds left out. */
    References of(UUID paymentId) {
        Map<String, String> ids = new TreeMap<>();
        jdbc.sql("select kind, id from payment_reference where payment_id = ? and kind <> 'refund' order by learned")
                .param(paymentId)
                .query((row, n) -> ids.put(row.getString(1), row.getString(2)))
                .list();
        return new References(ids);
    }

    /** Adds ids to a payment; empty, or an id that belongs to another payment already, which it keeps. */
    Optional<String> add(UUID paymentId, String gateway, References references) {
        for (Map.Entry<String, String> id : references.ids().entrySet()) {
            int added = jdbc.sql("""
                            insert into payment_reference (gateway, kind, id, payment_id) values (?, ?, ?, ?)
                            on conflict (gateway, id, kind) do update set gateway = excluded.gateway
                            where payment_reference.payment_id = excluded.payment_id""")
                    .params(gateway, id.getKey(), id.getValue(), paymentId)
                    .update();
            if (added == 0) {
                return Optional.of(id.getValue());
            }
        }
        return Optional.empty();
    }
}
