package io.dropshiphub.payments.toss;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.payments.GatewayAmounts;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayCall.Page;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.References;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;

/** Writes Toss's requests. */
final class TossRequests {

    /** Longest reason of a refund; in Toss's reference, not tried out. */
    static final int REASON = 200;

    private static final String PAYMENTS = "/v1/payments";

    /** Times without a zone are Korean ones. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS").withZone(TossPayments.KOREA);

    private final TossProperties settings;
    private final GatewayAmounts amounts;
    private final ObjectMapper json;

    TossRequests(TossProperties settings, GatewayAmounts amounts, ObjectMapper json) {
        this.settings = settings;
        this.amounts = amounts;
        this.json = json;
    }

    /** @throws PaymentProblem for a refund that Toss does not take */
    ApiCall request(GatewayCall call) {
        return switch (call.operation()) {
            case CHARGE -> post(PAYMENTS + "/confirm", call.key(), confirmation(call));
            case REFUND -> post(payment(call) + "/cancel", call.key(), refund(call));
            case STATUS, REFUND_STATUS -> get(payment(call), null);
            case FIND -> get(sought(call), null);
            case LIST -> get("/v1/transactions", period(call.page()));
            default -> throw new IllegalArgumentException("Toss Payments has no " + call.operation());
        };
    }

    private ObjectNode confirmation(GatewayCall call) {
        return json.createObjectNode()
                .put("paymentKey", call.token())
                .put("orderId", call.orderId())
                .put("amount", Long.parseLong(amounts.write(call.amount())));
    }

    /** The amount also when it is all that is left: what nobody asked for must not go back. */
    private ObjectNode refund(GatewayCall call) {
        String reason = call.reason() == null || call.reason().isBlank() ? settings.defaultReason() : call.reason();
        if (reason.length() > REASON) {
            throw new PaymentProblem(
                    "HUB-PAY-440",
                    422,
                    "The reason of a refund may have " + REASON + " characters at Toss Payments, this one has "
                            + reason.length() + "; nothing was refunded. Shorten it and ask again.");
        }
        return json.createObjectNode()
                .put("cancelReason", reason)
                .put("cancelAmount", Long.parseLong(amounts.write(call.amount())));
    }

    private String period(Page page) {
        String query = "startDate=" + encoded(time(page.from())) + "&endDate="
                // the end belongs to the period there, in milliseconds
                + encoded(time(page.to().minus(Duration.ofMillis(1)))) + "&limit=" + settings.listPage();
        return page.cursor() == null ? query : query + "&startingAfter=" + encoded(page.cursor());
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String payment(GatewayCall call) {
        return PAYMENTS + "/"
                + encoded(Objects.requireNonNull(call.references().get(References.PAYMENT), "paymentKey"));
    }

    /** By its own key while that is known: an order number may have had another payment before. */
    private static String sought(GatewayCall call) {
        return call.token() != null
                ? PAYMENTS + "/" + encoded(call.token())
                : PAYMENTS + "/orders/" + encoded(Objects.requireNonNull(call.orderId(), "order number"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static ApiCall get(String path, String query) {
        return new ApiCall("GET", path, query, english(), null, false);
    }

    private ApiCall post(String path, String key, ObjectNode body) {
        try {
            return new ApiCall("POST", path, null, english(), json.writeValueAsBytes(body), true)
                    .withHeader("Content-Type", "application/json")
                    .withHeader("Idempotency-Key", key);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON can be written", e);
        }
    }

    private static Map<String, String> english() {
        return Map.of("Accept-Language", "en-US");
    }
}
