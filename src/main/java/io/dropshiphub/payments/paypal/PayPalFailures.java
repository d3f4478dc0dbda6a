package io.dropshiphub.payments.paypal;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Optional;

/** What an answer means that is no success: the issue decides, and the HTTP status where there is none the hub knows. */
final class PayPalFailures {

    /** PayPal publishes no limit and no wait; this is the wait of its own sample. */
    private static final Duration WAIT = Duration.ofSeconds(30);

    private static final int LONGEST = 300;

    private final Clock clock;

    PayPalFailures(Clock clock) {
        this.clock = clock;
    }

    /** @throws GatewayTrouble for an outage, an unreadable body, and an earlier request with the same key that is still at work */
    GatewayAnswer read(GatewayCall call, JsonReply reply) {
        int status = reply.http().status();
        if (status == 429) {
            Duration told = reply.http().retryAfter(clock.instant());
            return answer(Kind.RATE_LIMITED, reply, "").after(told == null ? WAIT : told);
        }
        if (status < 400 || status >= 500 || status == 408) {
            throw unusable(call, "it is HTTP " + status);
        }
        String issue = issue(reply.json());
        Kind kind = PayPalCodes.kind(issue).orElseGet(() -> byStatus(call, status));
        if (kind == Kind.UNKNOWN) {
            throw new GatewayTrouble(
                    answer(kind, reply, issue).after(reply.http().retryAfter(clock.instant())));
        }
        if (PayPalCodes.wantsPayer(issue)) {
            return wanted(call, reply, issue);
        }
        String order = order(call);
        if (issue.equals(PayPalCodes.EXPIRED) && order != null) {
            return answer(Kind.DONE, reply, issue).with(known(PaymentStatus.EXPIRED, issue, order, null));
        }
        return kind == Kind.ALREADY_DONE && order != null
                // where to read what was done
                ? answer(kind, reply, issue).with(known(PaymentStatus.PROCESSING, issue, order, null))
                : answer(kind, reply, issue);
    }

    /** An answer that tells nothing about what was done. */
    static GatewayTrouble unusable(GatewayCall call, String why) {
        return new GatewayTrouble(GatewayAnswer.of(
                Kind.UNKNOWN,
                "HUB-PAY-422",
                "PayPal's answer to " + call + " cannot be used: " + why
                        + ". It may have been carried out; the hub finds out at PayPal only."));
    }

    private static Kind byStatus(GatewayCall call, int status) {
        boolean reads = !call.operation().writes();
        return switch (status) {
            case 401, 403 -> Kind.CONFIG;
            case 404 -> reads ? Kind.ABSENT : Kind.REFUSED;
            case 409 -> Kind.UNKNOWN;
            case 422 -> Kind.REFUSED;
            default -> Kind.INVALID;
        };
    }

    /** The payer has to come back, which an order is needed for; without one the try is over. */
    private static GatewayAnswer wanted(GatewayCall call, JsonReply reply, String issue) {
        String order = order(call);
        return order == null
                ? answer(Kind.DECLINED, reply, issue)
                : answer(Kind.DONE, reply, issue)
                        .with(known(PaymentStatus.REQUIRES_ACTION, issue, order, PayPalViews.link(reply.json())));
    }

    private static GatewayPayment known(PaymentStatus status, String nativeStatus, String order, String link) {
        return new GatewayPayment(
                status, nativeStatus, References.of(References.ORDER, order), null, null, null, null, link);
    }

    /** The order that this is about: known from before, or what is to be paid with. */
    private static String order(GatewayCall call) {
        if (call.operation() == Operation.REFUND) {
            return null;
        }
        return Optional.ofNullable(call.references().get(References.ORDER))
                .or(() -> PayPalMethod.of(call.token())
                        .filter(method -> method.form() == PayPalMethod.Form.ORDER)
                        .map(PayPalMethod::id))
                .orElse(null);
    }

    /** The first issue that the hub knows, else the first one; empty when there is none. */
    private static String issue(JsonNode body) {
        String first = "";
        for (JsonNode detail : body.path("details")) {
            String issue = detail.path("issue").asText();
            if (PayPalCodes.kind(issue).isPresent() || PayPalCodes.wantsPayer(issue)) {
                return issue;
            }
            first = first.isEmpty() ? issue : first;
        }
        return first;
    }

    /** Without the values that PayPal found wrong: they may be what somebody pays with. */
    private static GatewayAnswer answer(Kind kind, JsonReply reply, String issue) {
        String code = issue.isEmpty() ? reply.text("name") : issue;
        String words = reply.text("message");
        for (JsonNode detail : reply.json().path("details")) {
            if (detail.path("issue").asText().equals(issue) && detail.has("description")) {
                words = detail.path("description").asText();
            }
        }
        String debug = reply.text("debug_id");
        String message = "PayPal: " + (words.isBlank() ? "HTTP " + reply.http().status() : words.strip())
                + (debug.isEmpty() ? "" : " (debug id " + debug + ")");
        return GatewayAnswer.of(
                kind,
                code.isEmpty() ? "HTTP_" + reply.http().status() : code,
                message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…");
    }
}
