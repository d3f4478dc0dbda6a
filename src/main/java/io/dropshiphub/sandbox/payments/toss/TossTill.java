package io.dropshiphub.sandbox.payments.toss;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.payments.BookedPayment;
import io.dropshiphub.sandbox.payments.BookedRefund;
import io.dropshiphub.sandbox.payments.PaymentBook;
import io.dropshiphub.sandbox.payments.WebhookSender;
import io.dropshiphub.sandbox.wire.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/** Keeps the payments in the book, and tells of every change of their status. */
final class TossTill {

    /** Without an offset and with six decimals. */
    private static final DateTimeFormatter EVENT_TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(TossPayment.KOREA);

    private final PaymentBook book;
    private final WebhookSender webhooks;
    private final SandboxClock clock;

    TossTill(PaymentBook book, WebhookSender webhooks, SandboxClock clock) {
        this.book = book;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    long now() {
        return clock.millis();
    }

    void enter(TossPayment payment) {
        book.put(payment.booked());
    }

    /** For reading only. */
    List<TossPayment> all() {
        return book.payments().stream().map(TossPayment::reading).toList();
    }

    /** The payment with this key, or this name by its order. */
    TossPayment find(String name) {
        BookedPayment booked = book.payment(name);
        if (booked == null) {
            throw new TossRefusal(TossError.NOT_FOUND_PAYMENT);
        }
        return TossPayment.of(booked);
    }

    /**
     * Works on a payment that nobody else works on meanwhile, enters what has become of it, and tells of it when its status is
     * another one.
     *
     * @param requestKey the idempotency key of the request that confirms it, or null
     * @throws TossRefusal when there is no such payment, and what the work throws: then nothing is entered
     */
    <T> T with(String key, String requestKey, Function<TossPayment, T> work) {
        synchronized (book) {
            TossPayment payment = find(key);
            if (requestKey != null) {
                payment = payment.withKey(requestKey);
            }
            String before = payment.text("status");
            T result = work.apply(payment);
            enter(payment);
            if (!before.equals(payment.text("status")) || payment.text("status").equals("PARTIAL_CANCELED")) {
                tell(payment);
            }
            return result;
        }
    }

    void cancel(TossPayment payment, long amount, String reason) {
        payment.cancel(amount, reason, now());
        List<TossPayment.Transaction> all = payment.transactions();
        TossPayment.Transaction cancel = all.get(all.size() - 1);
        book.put(new BookedRefund(
                cancel.key(), payment.key(), BigDecimal.valueOf(amount), "DONE", cancel.at(), Json.object()));
    }

    /** The event has no signature: whoever gets it has to ask what is true. */
    private void tell(TossPayment payment) {
        ObjectNode event = Json.object()
                .put("eventType", "PAYMENT_STATUS_CHANGED")
                .put("createdAt", EVENT_TIME.format(Instant.ofEpochMilli(clock.wallMillis())));
        event.set("data", TossViews.payment(payment, now()));
        String transmission = UUID.randomUUID().toString();
        webhooks.send(Toss.SERVICE, Json.bytes(event), (url, body) -> new String[] {
            "tosspayments-webhook-transmission-id",
            transmission,
            "tosspayments-webhook-transmission-time",
            TossPayment.time(clock.wallMillis())
        });
    }
}
