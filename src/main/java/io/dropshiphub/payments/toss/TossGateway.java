package io.dropshiphub.payments.toss;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.payments.DecimalTable;
import io.dropshiphub.payments.Gateway;
import io.dropshiphub.payments.GatewayAmounts;
import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayLimits;
import io.dropshiphub.payments.GatewayTask;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Toss Payments' API of payments that the payer has agreed to in the browser. */
@Component
public class TossGateway implements Gateway {

    static final String NAME = "toss";

    /** What a {@code paymentKey} is made of; 200 characters at most. */
    static final Pattern PAYMENT_KEY = Pattern.compile("[A-Za-z0-9_\\-=]{1,200}");

    private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9_\\-=]{6,64}");

    /** Keys live 15 days. */
    private static final Duration KEY_LIFE = Duration.ofDays(14);

    /** More digits than won that change hands. */
    private static final int DIGITS = 12;

    private final TossProperties settings;
    private final DecimalTable amounts = new DecimalTable(NAME, DIGITS, Map.of("KRW", DecimalTable.Unit.minor(0)));
    private final TossRequests requests;
    private final TossReplies replies;

    TossGateway(TossProperties settings, ObjectMapper json, Clock clock) {
        this.settings = settings;
        this.requests = new TossRequests(settings, amounts, json);
        this.replies = new TossReplies(new TossPayments(amounts), settings.listPage(), json, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean enabled() {
        return settings.enabled();
    }

    @Override
    public GatewayLimits limits() {
        return settings.limits();
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(
                Operation.CHARGE,
                Operation.REFUND,
                Operation.STATUS,
                Operation.REFUND_STATUS,
                Operation.FIND,
                Operation.LIST);
    }

    @Override
    public GatewayAmounts amounts() {
        return amounts;
    }

    @Override
    public Optional<String> refusal(PaymentRequest request) {
        String token = request.methods().get(NAME);
        if (token == null || !PAYMENT_KEY.matcher(token).matches()) {
            return Optional.of(
                    "Its token is the paymentKey that the payment window gives; this is none. Nothing was charged.");
        }
        if (!request.captures()) {
            return Optional.of("Money cannot be held there, only taken at once. Nothing was charged.");
        }
        if (!ORDER_ID.matcher(request.orderId()).matches()) {
            return Optional.of(
                    "An order number has 6 to 64 letters, digits, - _ or = there, the one that the payment window was"
                            + " opened with. Nothing was charged.");
        }
        return amounts.refusal(request.amount())
                .or(() -> request.amount().wonExact() < settings.least()
                        ? Optional.of("The least amount is " + settings.least() + " won there. Nothing was charged.")
                        : Optional.empty());
    }

    @Override
    public ApiCall request(GatewayCall call) {
        return requests.request(call);
    }

    /** The request with what proves who calls: the key as a user without a password. */
    public ApiCall authorize(@Body GatewayTask task) {
        byte[] user = (settings.secretKey() + ":").getBytes(StandardCharsets.UTF_8);
        return task.request()
                .withHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(user));
    }

    @Override
    public GatewayAnswer read(GatewayCall call, ApiReply reply) {
        return replies.read(call, reply);
    }

    @Override
    public Duration keyLife() {
        return KEY_LIFE;
    }
}
