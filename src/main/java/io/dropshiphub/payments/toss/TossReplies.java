package io.dropshiphub.payments.toss;

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
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.References;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;

/** Reads Toss's answers. */
final class TossReplies {

    private static final int LONGEST_MESSAGE = 200;

    private final TossPayments payments;
    private final int listPage;
    private final ObjectMapper json;
    private final Clock clock;

    TossReplies(TossPayments payments, int listPage, ObjectMapper json, Clock clock) {
        this.payments = payments;
        this.listPage = listPage;
        this.json = json;
        this.clock = clock;
    }

    /** @throws GatewayTrouble for what is no answer to the call; see {@link io.dropshiphub.payments.Gateway#read} */
    GatewayAnswer read(GatewayCall call, ApiReply http) {
        JsonReply reply = JsonReply.of(http, json);
        if (http.status() >= 300) {
            return failure(call, reply);
        }
        return switch (call.operation()) {
            case LIST -> listed(call.page(), reply);
            case REFUND ->
                refunded(
                        payment(reply),
                        payment(reply).path("lastTransactionKey").asText(),
                        http);
            case REFUND_STATUS -> refundStatus(payment(reply), call.references().get(References.REFUND));
            case FIND -> found(call, payment(reply));
            default -> paid(call, payment(reply));
        };
    }

    private GatewayAnswer paid(GatewayCall call, JsonNode payment) {
        GatewayPayment shown = payments.payment(payment);
        if (call.operation() == Operation.CHARGE && shown.status().endedWithoutCharge()) {
            JsonNode failure = payment.path("failure");
            return GatewayAnswer.of(Kind.DECLINED, failure.path("code").asText(shown.nativeStatus()), words(failure))
                    .with(shown);
        }
        return GatewayAnswer.done(shown);
    }

    /**
     * What came of a confirmation. The payment is there before it is confirmed, and an order number may have an earlier one by
     * another {@code paymentKey}: neither is what is looked for.
     */
    private GatewayAnswer found(GatewayCall call, JsonNode payment) {
        GatewayPayment shown = payments.payment(payment);
        boolean another =
                call.token() != null && !call.token().equals(shown.references().get(References.PAYMENT));
        boolean unconfirmed = shown.status() == PaymentStatus.CREATED || shown.status() == PaymentStatus.APPROVED;
        return another || unconfirmed
                ? GatewayAnswer.of(Kind.ABSENT, "HUB-PAY-442", "No confirmed payment of this order and token is there.")
                : GatewayAnswer.done(shown);
    }

    private GatewayAnswer refunded(JsonNode payment, String transactionKey, ApiReply http) {
        JsonNode cancel = cancel(payment, transactionKey);
        if (cancel == null) {
            throw unreadable(http, "success without the cancellation");
        }
        return GatewayAnswer.done(
                        payments.refund(cancel, payment.path("currency").asText()))
                .with(payments.payment(payment));
    }

    private GatewayAnswer refundStatus(JsonNode payment, String transactionKey) {
        JsonNode cancel = cancel(payment, transactionKey);
        return cancel == null
                ? GatewayAnswer.of(Kind.ABSENT, "HUB-PAY-443", "The payment has no such cancellation.")
                : GatewayAnswer.done(
                        payments.refund(cancel, payment.path("currency").asText()));
    }

    private static JsonNode cancel(JsonNode payment, String transactionKey) {
        for (JsonNode cancel : payment.path("cancels")) {
            if (cancel.path("transactionKey").asText().equals(transactionKey)) {
                return cancel;
            }
        }
        return null;
    }

    private GatewayAnswer listed(GatewayCall.Page page, JsonReply reply) {
        JsonNode transactions = reply.json();
        if (!transactions.isArray()) {
            throw unreadable(reply.http(), "no list");
        }
        List<ListedEntry> entries = new ArrayList<>();
        for (JsonNode transaction : transactions) {
            if (TossPayments.isRefund(transaction) == page.refunds()) {
                entries.add(entry(transaction, reply.http()));
            }
        }
        String next = transactions.size() < listPage
                ? null
                : transactions
                        .path(transactions.size() - 1)
                        .path("transactionKey")
                        .asText(null);
        return GatewayAnswer.listed(new Listed(List.copyOf(entries), next));
    }

    private ListedEntry entry(JsonNode transaction, ApiReply http) {
        try {
            return payments.entry(transaction);
        } catch (DateTimeException noTime) {
            throw unreadable(http, "an entry without its time");
        }
    }

    private GatewayAnswer failure(GatewayCall call, JsonReply reply) {
        ApiReply http = reply.http();
        String code = reply.text("code");
        Kind kind = TossCodes.kind(call.operation(), code, http.status());
        if (code.isEmpty() && kind != Kind.RATE_LIMITED) {
            throw unreadable(http, "no error of its API");
        }
        GatewayAnswer answer =
                GatewayAnswer.of(kind, code.isEmpty() ? String.valueOf(http.status()) : code, words(reply.json()));
        if (kind == Kind.UNKNOWN && TossCodes.isTrouble(code, http.status())) {
            throw new GatewayTrouble(answer.after(http.retryAfter(clock.instant())));
        }
        return kind == Kind.RATE_LIMITED ? answer.after(http.retryAfter(clock.instant())) : answer;
    }

    private static JsonNode payment(JsonReply reply) {
        if (!reply.json().hasNonNull("paymentKey") || !reply.json().hasNonNull("status")) {
            throw unreadable(reply.http(), "success without the payment");
        }
        return reply.json();
    }

    private static String words(JsonNode error) {
        String words = error.path("message").asText();
        return words.length() <= LONGEST_MESSAGE ? words : words.substring(0, LONGEST_MESSAGE) + "…";
    }

    private static GatewayTrouble unreadable(ApiReply http, String why) {
        return new GatewayTrouble(GatewayAnswer.of(
                Kind.UNKNOWN,
                "HUB-PAY-441",
                "Toss Payments answered with " + http + ": " + why
                        + ". Whether it carried out the call is found out at Toss Payments only."));
    }
}
