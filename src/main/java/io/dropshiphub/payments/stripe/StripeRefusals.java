package io.dropshiphub.payments.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.calls.JsonReply;
import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayPayment;
import io.dropshiphub.payments.GatewayTrouble;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.References;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what is no success: declines and refusals are answers, trouble of Stripe's own is thrown. */
final class StripeRefusals {

    private static final int LONGEST_MESSAGE = 300;

    /** A refused key is named in Stripe's message, with most of it starred out. */
    private static final Pattern KEY = Pattern.compile("\\b[sr]k_(test|live)_[\\w*]*");

    /** Only who asks for money can be declined; a capture or refund that fails is refused. */
    private static final Set<Operation> PAYING = EnumSet.of(Operation.CHARGE, Operation.AUTHORIZE, Operation.CONFIRM);

    private final Clock clock;

    StripeRefusals(Clock clock) {
        this.clock = clock;
    }

    /** @throws GatewayTrouble when Stripe has trouble, or an equal request is under way */
    GatewayAnswer read(GatewayCall call, JsonReply reply) {
        ApiReply http = reply.http();
        JsonNode error = reply.json().path("error");
        if (http.status() < 400 || http.status() >= 500 || !error.isObject()) {
            throw unusable(http, "it is none of its API's answers");
        }
        String code = text(error, "code");
        Kind kind = kind(call, http, error);
        GatewayPayment shown = shown(error);
        String told = StripeObjects.code(error);
        GatewayAnswer answer = GatewayAnswer.of(kind, told == null ? text(error, "type") : told, message(error))
                .after(kind == Kind.RATE_LIMITED ? http.retryAfter(clock.instant()) : null)
                .with(shown);
        if (kind == Kind.UNKNOWN) {
            throw new GatewayTrouble(answer);
        }
        if (StripeCodes.wantsAction(code)) {
            return wanted(answer);
        }
        if (code.equals(StripeCodes.WAIT_A_DAY)) {
            return answer.after(Duration.ofDays(1));
        }
        return kind == Kind.REFUSED && isDone(call.operation(), shown) ? done(answer) : answer;
    }

    private static Kind kind(GatewayCall call, ApiReply http, JsonNode error) {
        Kind kind = StripeCodes.kind(text(error, "code"));
        if (kind == null) {
            kind = kind(call, http.status(), text(error, "type"));
        }
        if (kind == Kind.DECLINED) {
            return PAYING.contains(call.operation()) ? kind : Kind.REFUSED;
        }
        // Stripe's own word for "the same again": whether it was carried out is open
        boolean again = "true".equals(http.header("stripe-should-retry"));
        return again && http.status() != 429 ? Kind.UNKNOWN : kind;
    }

    private static Kind kind(GatewayCall call, int status, String type) {
        if (type.equals("idempotency_error") || type.equals("api_error")) {
            // the key was used for another request, which may have been carried out
            return Kind.UNKNOWN;
        }
        return switch (status) {
            case 401, 403 -> Kind.CONFIG;
            case 402 -> Kind.DECLINED;
            case 404 -> missing(call.operation());
            // 408 and 424: something on the way or behind Stripe failed; 409: an equal request is under way
            case 408, 409, 424 -> Kind.UNKNOWN;
            case 429 -> Kind.RATE_LIMITED;
            default -> type.equals("card_error") ? Kind.DECLINED : Kind.INVALID;
        };
    }

    /** The thing asked for, the thing to be changed, or something that a new payment names. */
    private static Kind missing(Operation operation) {
        if (!operation.writes()) {
            return Kind.ABSENT;
        }
        return operation == Operation.CHARGE || operation == Operation.AUTHORIZE ? Kind.INVALID : Kind.REFUSED;
    }

    /** Whether the payment already is what it was to become. */
    private static boolean isDone(Operation operation, GatewayPayment shown) {
        if (shown == null) {
            return false;
        }
        return switch (operation) {
            case CAPTURE -> shown.status().captured();
            case VOID -> shown.status() == PaymentStatus.CANCELED || shown.status() == PaymentStatus.EXPIRED;
            case CONFIRM ->
                shown.status().captured()
                        || shown.status() == PaymentStatus.AUTHORIZED
                        || shown.status() == PaymentStatus.PROCESSING;
            default -> false;
        };
    }

    private static GatewayAnswer done(GatewayAnswer answer) {
        return GatewayAnswer.of(Kind.ALREADY_DONE, answer.code(), answer.message())
                .with(answer.payment());
    }

    /** Declined for good when the intent has gone back to its beginning; else the payer can still act. */
    private static GatewayAnswer wanted(GatewayAnswer answer) {
        GatewayPayment shown = answer.payment();
        if (shown != null && shown.status() == PaymentStatus.DECLINED) {
            return GatewayAnswer.of(Kind.DECLINED, answer.code(), answer.message())
                    .with(shown);
        }
        GatewayPayment waiting = shown != null
                ? shown
                : new GatewayPayment(
                        PaymentStatus.REQUIRES_ACTION,
                        "requires_action",
                        References.NONE,
                        null,
                        null,
                        null,
                        null,
                        null);
        return GatewayAnswer.of(Kind.DONE, answer.code(), answer.message()).with(waiting);
    }

    /** The payment that an error shows, or null. */
    private static GatewayPayment shown(JsonNode error) {
        JsonNode intent = error.path("payment_intent");
        return intent.path("id").asText("").isEmpty() ? null : StripeObjects.payment(intent);
    }

    /** Stripe's words, and what the card networks advise. */
    static String message(JsonNode error) {
        String message = KEY.matcher(text(error, "message")).replaceAll("(key)");
        String advice = text(error, "advice_code");
        String all = message + (advice.isEmpty() ? "" : " (advice: " + advice.replace('_', ' ') + ")");
        return all.length() <= LONGEST_MESSAGE ? all : all.substring(0, LONGEST_MESSAGE) + "…";
    }

    /** An answer that says nothing about the call. */
    static GatewayTrouble unusable(ApiReply http, String why) {
        return new GatewayTrouble(GatewayAnswer.of(
                Kind.UNKNOWN,
                "HUB-PAY-411",
                "Stripe answered with HTTP " + http.status() + ", and " + why
                        + "; it may have carried out the call. The hub finds out at Stripe only."));
    }

    private static String text(JsonNode error, String field) {
        return error.path(field).asText("");
    }
}
