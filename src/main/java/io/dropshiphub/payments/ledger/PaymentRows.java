package io.dropshiphub.payments.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.References;
import io.dropshiphub.payments.Refund;
import io.dropshiphub.payments.RefundStatus;
import io.dropshiphub.product.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Rows of payments and refunds as records. */
@Component
class PaymentRows {

    /** All of a payment; {@code %s} takes the condition. */
    static final String SELECT = """
            select p.*, (select jsonb_object_agg(r.kind, r.id order by r.learned) from payment_reference r
                         where r.payment_id = p.id and r.kind <> 'refund') as reference_ids
            from payment p where %s""";

    /** All of a refund with its payment's currency; {@code %s} takes the condition. */
    static final String SELECT_REFUND =
            "select f.*, p.currency from refund f join payment p on p.id = f.payment_id where %s";

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final ObjectMapper json;

    PaymentRows(ObjectMapper json) {
        this.json = json;
    }

    Payment payment(ResultSet row) throws SQLException {
        References references = new References(texts(row.getString("reference_ids")));
        // why a person has to look counts more than why the last try failed
        String review = row.getString("review_code");
        return new Payment(
                row.getObject("id", UUID.class),
                row.getLong("owner_id"),
                new Money(row.getBigDecimal("amount"), Currency.getInstance(row.getString("currency"))),
                row.getString("order_id"),
                row.getString("customer_id"),
                row.getString("description"),
                texts(row.getString("metadata")),
                row.getBoolean("captures"),
                PaymentStatus.valueOf(row.getString("status")),
                row.getString("native_status"),
                row.getString("gateway"),
                transactionId(references),
                references,
                row.getBigDecimal("authorized"),
                row.getBigDecimal("captured"),
                row.getBigDecimal("refunded"),
                row.getString("action_url"),
                review == null ? row.getString("code") : review,
                review == null ? row.getString("message") : row.getString("review_message"),
                review == null ? null : new Payment.Review(review, row.getString("review_message")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    Refund refund(ResultSet row) throws SQLException {
        return new Refund(
                row.getObject("id", UUID.class),
                row.getObject("payment_id", UUID.class),
                new Money(row.getBigDecimal("amount"), Currency.getInstance(row.getString("currency"))),
                row.getString("reason"),
                RefundStatus.valueOf(row.getString("status")),
                row.getString("native_status"),
                row.getString("reference"),
                row.getString("code"),
                row.getString("message"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    String written(Map<String, String> texts) {
        try {
            return json.writeValueAsString(texts);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private Map<String, String> texts(String written) {
        try {
            return written == null ? Map.of() : json.readValue(written, TEXTS);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("A payment's row holds no JSON object", damaged);
        }
    }

    /** The nearest to where the money moved. */
    private static String transactionId(References references) {
        for (String kind :
                new String[] {References.CAPTURE, References.AUTHORIZATION, References.PAYMENT, References.ORDER}) {
            if (references.get(kind) != null) {
                return references.get(kind);
            }
        }
        return null;
    }
}
