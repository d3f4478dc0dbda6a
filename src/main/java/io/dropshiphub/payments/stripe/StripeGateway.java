package io.dropshiphub.payments.stripe;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.payments.Gateway;
import io.dropshiphub.payments.GatewayAmounts;
import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayLimits;
import io.dropshiphub.payments.GatewayTask;
import io.dropshiphub.payments.GatewayTrouble;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Stripe (docs.stripe.com/api, Payment Intents and Refunds). */
@Component
public class StripeGateway implements Gateway {

    static final String NAME = "stripe";

    /** Stripe forgets a key after 24 hours at the earliest. */
    private static final Duration KEY_LIFE = Duration.ofHours(20);

    private final StripeProperties settings;
    private final StripeRequests requests;
    private final StripeReplies replies;

    StripeGateway(StripeProperties settings, ObjectMapper json, Clock clock) {
        this.settings = settings;
        this.requests = new StripeRequests(settings.apiVersion());
        this.replies = new StripeReplies(json, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean enabled() {
        return !settings.secretKey().isEmpty();
    }

    @Override
    public GatewayLimits limits() {
        return settings.limits();
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.complementOf(EnumSet.of(Operation.CANCEL_BY_KEY));
    }

    @Override
    public GatewayAmounts amounts() {
        return StripeAmounts.TABLE;
    }

    @Override
    public Optional<String> refusal(PaymentRequest request) {
        return StripeChecks.refusal(request);
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

    /**
     * The request with the secret key.
     *
     * @throws GatewayTrouble CONFIG when there is none: a payment of Stripe's outlives Stripe's configuration
     */
    public ApiCall authorize(@Body GatewayTask task) {
        if (!enabled()) {
            throw new GatewayTrouble(
                    GatewayAnswer.of(
                            GatewayAnswer.Kind.CONFIG,
                            "HUB-PAY-412",
                            "No secret key of Stripe is configured; nothing was sent. Set STRIPE_SECRET_KEY and restart the hub."));
        }
        return task.request().withHeader("Authorization", "Bearer " + settings.secretKey());
    }
}
