package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.admin.http.HiddenBody;
import io.dropshiphub.payments.CardData;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentChange;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.PaymentRequest;
import io.dropshiphub.payments.PaymentRequests;
import io.dropshiphub.product.Caller;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Takes what somebody wants to be done with money, writes down that they asked for it, and hands it to the payment step. */
@Component
public class PaymentDesk {

    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

    /** Digits enough for every currency; whether they are too many says the gateway's own table. */
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,18}(\\.\\d{1,6})?");

    private static final Set<String> FIELDS = Set.of("amount", "reason");
    private static final Set<String> VOID_FIELDS = Set.of("reason");

    private final Visible visible;
    private final PaymentRequests requests;
    private final RequestBody bodies;
    private final Logbook logbook;

    PaymentDesk(Visible visible, PaymentRequests requests, RequestBody bodies, Logbook logbook) {
        this.visible = visible;
        this.requests = requests;
        this.bodies = bodies;
        this.logbook = logbook;
    }

    /** A payment that is asked for. */
    public PaymentRequest request(
            @Variable(Caller.VARIABLE) Caller caller,
            @Header("owner") String owner,
            @Header("Idempotency-Key") String key,
            @Body HiddenBody body) {
        CardData.refuse(body.text());
        PaymentRequest request = requests.read(visible.owner(caller, owner), known(key), body.text());
        logbook.ask(
                caller,
                request.captures() ? "payment.charge" : "payment.authorize",
                "order:" + request.orderId(),
                Map.of(
                        "amount", request.amount().amount().toPlainString(),
                        "currency", request.amount().currency().getCurrencyCode(),
                        "idempotency_key", request.key()));
        return request;
    }

    /** A capture: {@code {"amount": "9.90", "reason": "…"}}, both optional; without an amount all that is authorized. */
    public PaymentChange capture(
            @Variable(Caller.VARIABLE) Caller caller,
            @Header("id") String id,
            @Header("Idempotency-Key") String key,
            @Body HiddenBody body)
            throws JsonProcessingException {
        return change("payment.capture", FIELDS, caller, id, key, body);
    }

    /** A void: {@code {"reason": "…"}}, optional. */
    public PaymentChange voided(
            @Variable(Caller.VARIABLE) Caller caller,
            @Header("id") String id,
            @Header("Idempotency-Key") String key,
            @Body HiddenBody body)
            throws JsonProcessingException {
        return change("payment.void", VOID_FIELDS, caller, id, key, body);
    }

    /** A refund: {@code {"amount": "9.90", "reason": "…"}}, both optional; without an amount all that is left. */
    public PaymentChange refund(
            @Variable(Caller.VARIABLE) Caller caller,
            @Header("id") String id,
            @Header("Idempotency-Key") String key,
            @Body HiddenBody body)
            throws JsonProcessingException {
        return change("payment.refund", FIELDS, caller, id, key, body);
    }

    private PaymentChange change(
            String action, Set<String> fields, Caller caller, String id, String key, HiddenBody body)
            throws JsonProcessingException {
        CardData.refuse(body.text());
        Payment payment = visible.payment(caller, id);
        ObjectNode wish = bodies.exact(body);
        wish.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                throw unusable("it has the field '" + BadRequest.shortened(field) + "'");
            }
        });
        PaymentChange change = new PaymentChange(
                payment.id(), known(key), amount(wish.get("amount")), RequestBody.text(wish, "reason"));
        Map<String, String> details = new LinkedHashMap<>();
        details.put("amount", change.amount() == null ? "all" : change.amount().toPlainString());
        details.put("currency", payment.amount().currency().getCurrencyCode());
        details.put("order", payment.orderId());
        details.put("idempotency_key", change.key());
        logbook.ask(caller, action, "payment:" + payment.id(), details);
        return change;
    }

    private static BigDecimal amount(JsonNode sent) {
        if (sent == null || sent.isNull()) {
            return null;
        }
        String written = sent.isNumber() ? sent.decimalValue().toPlainString() : sent.asText();
        if (!AMOUNT.matcher(written).matches()) {
            throw unusable("its amount is none");
        }
        return new BigDecimal(written);
    }

    private static String known(String key) {
        if (key == null || !KEY.matcher(key).matches()) {
            throw new PaymentProblem(
                    "HUB-PAY-103",
                    400,
                    "The header Idempotency-Key is missing or has something else than 1 to 255 visible ASCII characters;"
                            + " nothing was done. Send a new one, such as a UUID, for each new payment, and the same one"
                            + " when you repeat a request: that is how nobody is charged twice.");
        }
        return key;
    }

    private static PaymentProblem unusable(String why) {
        return new PaymentProblem(
                "HUB-PAY-106",
                400,
                "The body was not taken: " + why + "; nothing was done. Send {\"amount\": \"9.90\", \"reason\": \"…\"},"
                        + " each of them optional, amounts as text; a void takes a reason only, because it lets all go.");
    }
}
