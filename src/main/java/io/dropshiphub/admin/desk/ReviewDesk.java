package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.admin.http.HiddenBody;
import io.dropshiphub.orders.OrderWork;
import io.dropshiphub.orders.Orders;
import io.dropshiphub.payments.CardData;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.PaymentReviews;
import io.dropshiphub.payments.PaymentReviews.Shown;
import io.dropshiphub.product.Caller;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** What people decide about payments and orders that the hub cannot settle by itself; who decided, and why, stays known. */
@Component
public class ReviewDesk {

    private static final Pattern AMOUNT = Pattern.compile("\\d{1,18}(\\.\\d{1,6})?");
    private static final int LONGEST_REASON = 500;

    private final Visible visible;
    private final PaymentReviews payments;
    private final Orders orders;
    private final RequestBody bodies;
    private final Logbook logbook;

    ReviewDesk(Visible visible, PaymentReviews payments, Orders orders, RequestBody bodies, Logbook logbook) {
        this.visible = visible;
        this.payments = payments;
        this.orders = orders;
        this.bodies = bodies;
        this.logbook = logbook;
    }

    /**
     * A payment: {@code {"decision": "acknowledge", "reason": "…"}}, or {@code "settled"} with one of {@code "captured": "9.90"},
     * {@code "not_charged": true} and {@code "refunded": "9.90"}, as the gateway's own pages show it.
     */
    public Payment payment(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id, @Body HiddenBody body)
            throws JsonProcessingException {
        CardData.refuse(body.text());
        UUID payment = visible.payment(caller, id).id();
        ObjectNode wish = bodies.exact(body);
        String decision = RequestBody.text(wish, "decision");
        boolean settles = "settled".equals(decision);
        if (!settles && !"acknowledge".equals(decision)) {
            throw unusable("its decision is neither acknowledge nor settled");
        }
        only(
                wish,
                settles
                        ? Set.of("decision", "reason", "captured", "not_charged", "refunded")
                        : Set.of("decision", "reason"));
        String reason = reason(wish);
        Map<String, String> details = new LinkedHashMap<>(Map.of("decision", decision, "reason", reason));
        Shown shown = settles ? shown(wish) : null;
        if (settles) {
            details.put(shown.captured() == null ? "refunded" : "captured", text(shown));
        }
        logbook.write(caller, "payment.review", "payment:" + payment, details, () -> {
            if (settles) {
                payments.settle(payment, shown);
            } else {
                payments.acknowledge(payment);
            }
        });
        return visible.payment(caller, id);
    }

    /** An order: {@code {"decision": "retry", "reason": "…"}}, or {@code "close"} when it was undone by hand. */
    public OrderWork order(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id, @Body HiddenBody body)
            throws JsonProcessingException {
        CardData.refuse(body.text());
        UUID order = visible.order(caller, id).id();
        ObjectNode wish = bodies.exact(body);
        String decision = RequestBody.text(wish, "decision");
        boolean closes = "close".equals(decision);
        if (!closes && !"retry".equals(decision)) {
            throw unusable("its decision is neither retry nor close");
        }
        only(wish, Set.of("decision", "reason"));
        String reason = reason(wish);
        return logbook.writeAfter(
                caller,
                "order.review",
                "order:" + order,
                () -> closes ? orders.close(order, reason) : orders.retry(order),
                work -> Map.of("decision", decision, "reason", reason));
    }

    private static Shown shown(ObjectNode wish) {
        JsonNode nothing = wish.get("not_charged");
        if (wish.size() != 3 || nothing != null && !(nothing.isBoolean() && nothing.asBoolean())) {
            throw unusable("settled needs exactly one of captured, not_charged (true) and refunded");
        }
        return nothing != null
                ? new Shown(BigDecimal.ZERO, null)
                : new Shown(amount(wish.get("captured")), amount(wish.get("refunded")));
    }

    private static BigDecimal amount(JsonNode sent) {
        if (sent == null) {
            return null;
        }
        String written = sent.isNumber() ? sent.decimalValue().toPlainString() : sent.asText();
        if (!AMOUNT.matcher(written).matches()) {
            throw unusable("its amount is none");
        }
        return new BigDecimal(written);
    }

    private static String reason(ObjectNode wish) {
        String reason = RequestBody.text(wish, "reason");
        if (reason == null || reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
            throw unusable("its reason is missing, or has more than " + LONGEST_REASON + " characters");
        }
        return reason.strip();
    }

    private static void only(ObjectNode wish, Set<String> fields) {
        wish.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                throw unusable("it has the field '" + BadRequest.shortened(field) + "'");
            }
        });
    }

    private static String text(Shown shown) {
        return (shown.captured() == null ? shown.refunded() : shown.captured()).toPlainString();
    }

    private static PaymentProblem unusable(String why) {
        return new PaymentProblem(
                "HUB-PAY-108",
                400,
                "The decision was not taken: " + why
                        + "; nothing was changed. Of a payment send {\"decision\": \"acknowledge\","
                        + " \"reason\": \"…\"}, or \"settled\" with \"captured\": \"9.90\", \"not_charged\": true or"
                        + " \"refunded\": \"9.90\"; of an order \"retry\" or \"close\".");
    }
}
