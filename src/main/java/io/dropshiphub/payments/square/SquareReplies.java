package io.dropshiphub.payments.square;

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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads Square's answers. */
final class SquareReplies {

    private static final int LONGEST_MESSAGE = 200;

    private final SquarePayments payments;
    private final ObjectMapper json;
    private final Clock clock;

    SquareReplies(SquarePayments payments, ObjectMapper json, Clock clock) {
        this.payments = payments;
        this.json = json;
        this.clock = clock;
    }

    /** @throws GatewayTrouble for what is no answer to the call; see {@link io.dropshiphub.payments.Gateway#read} */
    GatewayAnswer read(GatewayCall call, ApiReply http) {
        JsonReply reply = JsonReply.of(http, json);
        if (http.status() >= 300) {
            return failure(call, reply);
        }
        JsonNode answer = reply.json();
        return switch (call.operation()) {
            case REFUND, REFUND_STATUS -> GatewayAnswer.done(payments.refund(object(reply, "refund")));
            case LIST -> listed(call.page(), reply);
            case FIND -> found(call, reply);
            case CANCEL_BY_KEY -> {
                // an empty object, whether there was a payment to cancel or not
                if (!answer.isObject()) {
                    throw unreadable(http, "no JSON object");
                }
                yield GatewayAnswer.done((GatewayPayment) null);
            }
            default -> paid(payments.payment(object(reply, "payment")), call);
        };
    }

    private static GatewayAnswer paid(GatewayPayment payment, GatewayCall call) {
        boolean refused = payment.status() == PaymentStatus.DECLINED || payment.status() == PaymentStatus.FAILED;
        return refused && call.operation().writes()
                ? GatewayAnswer.of(Kind.DECLINED, payment.nativeStatus(), "The payment failed.")
                        .with(payment)
                : GatewayAnswer.done(payment);
    }

    private GatewayAnswer failure(GatewayCall call, JsonReply reply) {
        ApiReply http = reply.http();
        JsonNode error = reply.json().path("errors").path(0);
        String code = error.path("code").asText();
        Kind kind =
                SquareCodes.kind(call.operation(), code, error.path("category").asText(), http.status());
        if (kind == Kind.UNKNOWN && code.isEmpty()) {
            throw unreadable(http, "no error of its API");
        }
        GatewayAnswer answer =
                GatewayAnswer.of(kind, code.isEmpty() ? String.valueOf(http.status()) : code, words(error));
        if (kind == Kind.UNKNOWN && SquareCodes.isTrouble(code, http.status())) {
            throw new GatewayTrouble(answer.after(wait(http)));
        }
        JsonNode payment = reply.json().path("payment");
        if (kind == Kind.DECLINED && payment.hasNonNull("id")) {
            return answer.with(payments.payment(payment));
        }
        return kind == Kind.RATE_LIMITED ? answer.after(wait(http)) : answer;
    }

    private GatewayAnswer listed(GatewayCall.Page page, JsonReply reply) {
        if (!reply.json().isObject()) {
            throw unreadable(reply.http(), "no JSON object");
        }
        List<ListedEntry> entries = new ArrayList<>();
        for (JsonNode object : reply.json().path(page.refunds() ? "refunds" : "payments")) {
            ListedEntry entry = entry(object, reply.http());
            // whether the end itself belongs to the period is not documented
            if (entry.createdAt().isBefore(page.to())) {
                entries.add(entry);
            }
        }
        String next = reply.text("cursor");
        return GatewayAnswer.listed(new Listed(List.copyOf(entries), next.isEmpty() ? null : next));
    }

    /** Of several payments of one order the one that money moved for, or will: earlier ones were refused. */
    private GatewayAnswer found(GatewayCall call, JsonReply reply) {
        if (!reply.json().isObject()) {
            throw unreadable(reply.http(), "no JSON object");
        }
        GatewayPayment found = null;
        for (JsonNode object : reply.json().path("payments")) {
            if (object.path("reference_id").asText().equals(call.orderId())) {
                GatewayPayment payment = payments.payment(object);
                if (found == null || found.status().endedWithoutCharge()) {
                    found = payment;
                }
            }
        }
        return found == null
                ? GatewayAnswer.of(
                        Kind.ABSENT,
                        "HUB-PAY-434",
                        "None of the newest payments of this amount and time is of this order; the list may be some seconds behind.")
                : GatewayAnswer.done(found);
    }

    private ListedEntry entry(JsonNode object, ApiReply http) {
        try {
            return payments.entry(object);
        } catch (DateTimeException noTime) {
            throw unreadable(http, "an entry without the time of its creation");
        }
    }

    private static JsonNode object(JsonReply reply, String name) {
        JsonNode object = reply.json().path(name);
        if (!object.hasNonNull("id")) {
            throw unreadable(reply.http(), "success without the " + name);
        }
        return object;
    }

    private static String words(JsonNode error) {
        String field = error.path("field").asText();
        String words = error.path("detail").asText() + (field.isEmpty() ? "" : " (" + field + ")");
        return words.length() <= LONGEST_MESSAGE ? words : words.substring(0, LONGEST_MESSAGE) + "…";
    }

    /** {@code Retry-After}, else the moment in seconds since 1970 at which the count begins anew; null when neither is there. */
    private Duration wait(ApiReply http) {
        Duration told = http.retryAfter(clock.instant());
        String reset = http.header("x-ratelimit-reset");
        if (told != null || reset == null || !reset.strip().matches("\\d{1,12}")) {
            return told;
        }
        Duration wait = Duration.between(clock.instant(), Instant.ofEpochSecond(Long.parseLong(reset.strip())));
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private static GatewayTrouble unreadable(ApiReply http, String why) {
        return new GatewayTrouble(GatewayAnswer.of(
                Kind.UNKNOWN,
                "HUB-PAY-432",
                "Square answered with " + http + ": " + why
                        + ". Whether it carried out the call is found out at Square only."));
    }
}
