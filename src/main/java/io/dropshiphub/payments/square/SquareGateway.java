package io.dropshiphub.payments.square;

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
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Square's Payments and Refunds API. */
@Component
public class SquareGateway implements Gateway {

    static final String NAME = "square";

    /** A token of a card, a card on file or a wallet; a source like CASH would only note a payment that nobody made. */
    private static final Pattern TOKEN = Pattern.compile("(cnon|ccof|wnon):[A-Za-z0-9_\\-:.]{1,200}");

    private static final int REFERENCE = 40;
    private static final int NOTE = 500;

    private final SquareProperties settings;
    private final DecimalTable amounts;
    private final SquareRequests requests;
    private final SquareReplies replies;

    SquareGateway(SquareProperties settings, ObjectMapper json, Clock clock) {
        this.settings = settings;
        this.amounts = SquareAmounts.of(settings.locationCurrency());
        this.requests = new SquareRequests(settings, amounts, json);
        this.replies = new SquareReplies(new SquarePayments(amounts), json, clock);
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
        return EnumSet.complementOf(EnumSet.of(Operation.CONFIRM));
    }

    @Override
    public GatewayAmounts amounts() {
        return amounts;
    }

    @Override
    public Optional<String> refusal(PaymentRequest request) {
        String token = request.methods().get(NAME);
        if (token == null || !TOKEN.matcher(token).matches()) {
            return Optional.of("Its token begins with cnon:, ccof: or wnon:; this one does not. Nothing was charged.");
        }
        if (token.startsWith("ccof:") && request.customerId() == null) {
            return Optional.of(
                    "A card on file (ccof:) needs the customer it belongs to as customer_id. Nothing was charged.");
        }
        if (request.orderId().length() > REFERENCE) {
            return Optional.of("An order number may have " + REFERENCE
                    + " characters there, this one has more. Nothing was charged.");
        }
        if (request.description() != null && request.description().length() > NOTE) {
            return Optional.of(
                    "A description may have " + NOTE + " characters there, this one has more. Nothing was charged.");
        }
        return amounts.refusal(request.amount())
                .or(() -> SquareAmounts.tooSmall(Long.parseLong(amounts.write(request.amount())), request.amount()));
    }

    @Override
    public ApiCall request(GatewayCall call) {
        return requests.request(call);
    }

    /** The request with what proves who calls. */
    public ApiCall authorize(@Body GatewayTask task) {
        return task.request().withHeader("Authorization", "Bearer " + settings.accessToken());
    }

    @Override
    public GatewayAnswer read(GatewayCall call, ApiReply reply) {
        return replies.read(call, reply);
    }

    @Override
    public Duration keyLife() {
        return settings.keyLife();
    }
}
