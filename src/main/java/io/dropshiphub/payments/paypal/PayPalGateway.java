package io.dropshiphub.payments.paypal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.payments.DecimalTable;
import io.dropshiphub.payments.Gateway;
import io.dropshiphub.payments.GatewayAmounts;
import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayLimits;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** PayPal: what it takes and how it is spoken to. */
@Component
class PayPalGateway implements Gateway {

    static final String NAME = "paypal";

    /** Keys of orders are kept for six hours, those of refunds and captures for 45 days; the shorter one counts for all. */
    private static final Duration KEY_LIFE = Duration.ofHours(5);

    private static final Set<Operation> OPERATIONS =
            EnumSet.complementOf(EnumSet.of(Operation.FIND, Operation.CANCEL_BY_KEY));

    /** Longest {@code custom_id} and {@code description} of a purchase unit. */
    private static final int TEXT = 127;

    private final PayPalProperties properties;
    private final DecimalTable amounts;
    private final PayPalRequests requests;
    private final PayPalReplies replies;

    PayPalGateway(PayPalProperties properties, ObjectMapper json, Clock clock) {
        this.properties = properties;
        amounts = PayPalAmounts.table(properties.inCountry());
        requests = new PayPalRequests(amounts, json);
        replies = new PayPalReplies(
                json, new PayPalViews(amounts), new PayPalFailures(clock), new PayPalTransactions(amounts));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean enabled() {
        return properties.enabled();
    }

    @Override
    public GatewayLimits limits() {
        return properties.limits();
    }

    @Override
    public Set<Operation> operations() {
        return OPERATIONS;
    }

    @Override
    public GatewayAmounts amounts() {
        return amounts;
    }

    @Override
    public Optional<String> refusal(PaymentRequest request) {
        Optional<PayPalMethod> method = PayPalMethod.of(request.methods().get(NAME));
        if (method.isEmpty()) {
            return Optional.of("The token is none of vault:<id>, card:<id>, order:<id> and approve.");
        }
        if (method.get().form() == PayPalMethod.Form.APPROVE && request.returnUrl() == null) {
            return Optional.of(
                    "A payment that the payer approves needs a return_url: where PayPal sends the payer back.");
        }
        if (request.returnUrl() != null && !isAddress(request.returnUrl())) {
            return Optional.of("The return_url is no address of http or https.");
        }
        if (request.orderId().isEmpty() || request.orderId().length() > TEXT) {
            return Optional.of("The order_id must have 1 to " + TEXT + " characters.");
        }
        if (request.description() != null && request.description().length() > TEXT) {
            return Optional.of("The description may have " + TEXT + " characters.");
        }
        return amounts.refusal(request.amount());
    }

    @Override
    public ApiCall request(GatewayCall call) {
        return requests.of(call);
    }

    @Override
    public GatewayAnswer read(GatewayCall call, ApiReply reply) {
        return replies.read(call, reply);
    }

    @Override
    public Duration keyLife() {
        return KEY_LIFE;
    }

    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            return address.getHost() != null && Set.of("http", "https").contains(address.getScheme());
        } catch (URISyntaxException none) {
            return false;
        }
    }
}
