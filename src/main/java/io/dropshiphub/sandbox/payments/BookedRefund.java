package io.dropshiphub.sandbox.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import java.math.BigDecimal;

/**
 * A refund as a service has it; never changed, like {@link BookedPayment}.
 *
 * @param id the service's own
 * @param payment the service's id of the payment
 * @param amount in whole units of the payment's currency
 * @param status the service's own word
 * @param createdAt milliseconds since 1970 by the sandbox's clock
 * @param document whatever else the service keeps of it; must not be changed
 */
public record BookedRefund(
        String id, String payment, BigDecimal amount, String status, long createdAt, ObjectNode document) {

    /** The same in another state. */
    public BookedRefund now(String otherStatus, ObjectNode other) {
        return new BookedRefund(id, payment, amount, otherStatus, createdAt, other);
    }

    ObjectNode toLine(String service) {
        ObjectNode line = Json.object()
                .put("service", service)
                .put("id", id)
                .put("payment", payment)
                .put("amount", amount.toPlainString())
                .put("status", status)
                .put("created_millis", createdAt);
        line.set("document", document);
        return line;
    }

    static BookedRefund fromLine(ObjectNode line) {
        return new BookedRefund(
                Json.text(line, "id"),
                Json.text(line, "payment"),
                new BigDecimal(Json.text(line, "amount")),
                Json.text(line, "status"),
                line.path("created_millis").longValue(),
                (ObjectNode) line.get("document"));
    }
}
