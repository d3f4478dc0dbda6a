package io.dropshiphub.payments.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.calls.JsonReply;
import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayAnswer.Listed;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayPayment;
import io.dropshiphub.payments.GatewayTrouble;
import io.dropshiphub.payments.ListedEntry;
import io.dropshiphub.payments.PaymentStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads Stripe's successful answers; what is none goes to {@link StripeRefusals}. */
final class StripeReplies {

    /** Of several intents of one payment the one that got furthest counts: earlier tries were declined. */
    private static final List<PaymentStatus> FURTHEST = List.of(
            PaymentStatus.SUCCEEDED,
            PaymentStatus.PARTIALLY_REFUNDED,
            PaymentStatus.REFUNDED,
            PaymentStatus.AUTHORIZED,
            PaymentStatus.PROCESSING,
            PaymentStatus.REQUIRES_ACTION);

    private final ObjectMapper json;
    private final StripeRefusals refusals;

    StripeReplies(ObjectMapper json, Clock clock) {
        this.json = json;
        this.refusals = new StripeRefusals(clock);
    }

    /** As {@link io.dropshiphub.payments.Gateway#read}. */
    GatewayAnswer read(GatewayCall call, ApiReply http) {
        JsonReply reply = JsonReply.of(http, json);
        if (http.status() < 200 || http.status() >= 300) {
            return refusals.read(call, reply);
        }
        JsonNode body = reply.json();
        String object =
                switch (call.operation()) {
                    case FIND -> "search_result";
                    case LIST -> "list";
                    case REFUND, REFUND_STATUS -> "refund";
                    default -> "payment_intent";
                };
        if (!body.path("object").asText().equals(object)) {
            throw StripeRefusals.unusable(http, "it is no " + object);
        }
        return switch (call.operation()) {
            case FIND -> found(body.path("data"));
            case LIST -> GatewayAnswer.listed(page(body, call.page().refunds()));
            case REFUND, REFUND_STATUS -> GatewayAnswer.done(StripeObjects.refund(withId(body, http)));
            default -> payment(withId(body, http), call);
        };
    }

    /** A try that failed may also show as an intent without {@code error}: the failure stands in the intent itself. */
    private static GatewayAnswer payment(JsonNode intent, GatewayCall call) {
        GatewayPayment payment = StripeObjects.payment(intent);
        if (payment.status() != PaymentStatus.DECLINED) {
            return GatewayAnswer.done(payment);
        }
        return GatewayAnswer.of(
                        call.operation().writes() ? Kind.DECLINED : Kind.DONE,
                        StripeObjects.lastFailure(intent),
                        StripeRefusals.message(intent.path("last_payment_error")))
                .with(payment);
    }

    private static GatewayAnswer found(JsonNode intents) {
        return StreamSupport.stream(intents.spliterator(), false)
                .map(StripeObjects::payment)
                .min(Comparator.comparingInt(StripeReplies::distance))
                .map(GatewayAnswer::done)
                .orElseGet(
                        () -> GatewayAnswer.of(
                                Kind.ABSENT,
                                "HUB-PAY-413",
                                "Stripe's search does not show the payment; it is up to an hour behind, so this proves nothing."));
    }

    private static int distance(GatewayPayment payment) {
        int place = FURTHEST.indexOf(payment.status());
        return place < 0 ? FURTHEST.size() : place;
    }

    private static Listed page(JsonNode list, boolean refunds) {
        List<ListedEntry> entries = new ArrayList<>();
        String last = null;
        for (JsonNode each : list.path("data")) {
            last = each.path("id").asText();
            if (!refunds) {
                entries.add(StripeObjects.listedPayment(each));
            } else if (!StripeObjects.isRelease(each)) {
                entries.add(StripeObjects.listedRefund(each));
            }
        }
        return new Listed(entries, list.path("has_more").asBoolean() ? last : null);
    }

    private static JsonNode withId(JsonNode body, ApiReply http) throws GatewayTrouble {
        if (body.path("id").asText("").isEmpty()) {
            throw StripeRefusals.unusable(http, "it has no id");
        }
        return body;
    }
}
