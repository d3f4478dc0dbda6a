package io.dropshiphub.sandbox.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A payment as a service has it. Never changed: a new state is a new one, put into the book in place of the old. All amounts are in
 * whole units of the currency (10.99 dollars, 5000 won), whatever the service's interface counts in.
 *
 * @param id the service's own
 * @param aliases further names under which it is found: a charge, a capture, the number of the order; never null
 * @param status the service's own word
 * @param currency three capital letters
 * @param amount what was asked for
 * @param authorized held now and not taken; 0 when nothing is
 * @param captured taken, refunds not subtracted
 * @param refunded given back, refunds under way included
 * @param orderId the caller's number of the order, or null
 * @param paymentId the caller's own id of the payment, or null
 * @param idempotencyKey with which it was created, or null
 * @param createdAt milliseconds since 1970 by the sandbox's clock
 * @param document whatever else the service keeps of it, such as its JSON form; must not be changed
 */
public record BookedPayment(
        String id,
        List<String> aliases,
        String status,
        String currency,
        BigDecimal amount,
        BigDecimal authorized,
        BigDecimal captured,
        BigDecimal refunded,
        String orderId,
        String paymentId,
        String idempotencyKey,
        long createdAt,
        ObjectNode document) {

    public BookedPayment {
        aliases = List.copyOf(aliases);
    }

    /** The same in another state. */
    public BookedPayment now(
            String otherStatus, BigDecimal held, BigDecimal taken, BigDecimal returned, ObjectNode other) {
        return new BookedPayment(
                id,
                aliases,
                otherStatus,
                currency,
                amount,
                held,
                taken,
                returned,
                orderId,
                paymentId,
                idempotencyKey,
                createdAt,
                other);
    }

    /** The same, found under one more name. */
    public BookedPayment alsoKnownAs(String name) {
        List<String> more = new ArrayList<>(aliases);
        more.add(name);
        return new BookedPayment(
                id,
                more,
                status,
                currency,
                amount,
                authorized,
                captured,
                refunded,
                orderId,
                paymentId,
                idempotencyKey,
                createdAt,
                document);
    }

    /** Whether money was taken or is held. */
    boolean isCharged() {
        return captured.signum() > 0 || authorized.signum() > 0;
    }

    /** The row of the control interface; amounts are text, so that nobody makes floating-point numbers of them. */
    ObjectNode row(String service) {
        return Json.object()
                .put("service", service)
                .put("id", id)
                .put("amount", amount.toPlainString())
                .put("currency", currency)
                .put("status", status)
                .put("authorized", authorized.toPlainString())
                .put("captured", captured.toPlainString())
                .put("refunded", refunded.toPlainString())
                .put("order_id", orderId)
                .put("payment_id", paymentId)
                .put("idempotency_key", idempotencyKey)
                .put("created_at", Instant.ofEpochMilli(createdAt).toString());
    }

    ObjectNode toLine(String service) {
        ObjectNode line = row(service);
        aliases.forEach(line.putArray("aliases")::add);
        line.put("created_millis", createdAt).set("document", document);
        return line;
    }

    static BookedPayment fromLine(ObjectNode line) {
        List<String> aliases = new ArrayList<>();
        for (JsonNode alias : line.path("aliases")) {
            aliases.add(alias.textValue());
        }
        return new BookedPayment(
                Json.text(line, "id"),
                aliases,
                Json.text(line, "status"),
                Json.text(line, "currency"),
                new BigDecimal(Json.text(line, "amount")),
                new BigDecimal(Json.text(line, "authorized")),
                new BigDecimal(Json.text(line, "captured")),
                new BigDecimal(Json.text(line, "refunded")),
                Json.text(line, "order_id"),
                Json.text(line, "payment_id"),
                Json.text(line, "idempotency_key"),
                line.path("created_millis").longValue(),
                (ObjectNode) line.get("document"));
    }
}
