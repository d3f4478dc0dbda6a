package io.dropshiphub.sandbox.payments.toss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.BookedPayment;
import io.dropshiphub.sandbox.payments.Ids;
import io.dropshiphub.sandbox.wire.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A payment: a working copy of what the book holds, put back by {@link #booked}. */
final class TossPayment {

    static final String VIRTUAL_ACCOUNT = "가상계좌";
    static final String CARD = "카드";

    /** How long the payer has in the browser, and then the shop to confirm. */
    static final Duration READY_LIFE = Duration.ofMinutes(30);

    static final Duration CONFIRM_LIFE = Duration.ofMinutes(10);

    /** Korea's time, in which Toss tells every time. */
    static final ZoneOffset KOREA = ZoneOffset.ofHours(9);

    private static final DateTimeFormatter KEY_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(KOREA);

    private final String key;
    private final ObjectNode state;
    private final String idempotencyKey;

    private TossPayment(String key, ObjectNode state, String idempotencyKey) {
        this.key = key;
        this.state = state;
        this.idempotencyKey = idempotencyKey;
    }

    /** A payment that a payer begins in the browser. */
    static TossPayment begin(String orderId, long amount, String orderName, String method, long now) {
        String key = Ids.next("tsand" + KEY_TIME.format(Instant.ofEpochMilli(now)), 5);
        ObjectNode state = Json.object()
                .put("orderId", orderId)
                .put("amount", amount)
                .put("orderName", orderName)
                .put("method", method)
                .put("status", "READY")
                .put("created", now)
                .put("since", now);
        state.putArray("transactions");
        return new TossPayment(key, state, null);
    }

    static TossPayment of(BookedPayment payment) {
        return new TossPayment(payment.id(), payment.document().deepCopy(), payment.idempotencyKey());
    }

    /** For reading only: nothing is copied, so that long lists stay cheap. */
    static TossPayment reading(BookedPayment payment) {
        return new TossPayment(payment.id(), payment.document(), payment.idempotencyKey());
    }

    /** The same, ended by a request with this key. */
    TossPayment withKey(String requestKey) {
        return new TossPayment(key, state, requestKey);
    }

    String key() {
        return key;
    }

    String orderId() {
        return text("orderId");
    }

    /** A field as it was given when the payment began, or null. */
    String text(String field) {
        return Json.text(state, field);
    }

    void put(String field, String value) {
        state.put(field, value);
    }

    boolean isVirtualAccount() {
        return VIRTUAL_ACCOUNT.equals(text("method"));
    }

    long amount() {
        return state.path("amount").longValue();
    }

    long created() {
        return state.path("created").longValue();
    }

    /** When it was paid, 0 when it was not. */
    long approved() {
        return state.path("approved").longValue();
    }

    /** What has not been confirmed in time has expired. */
    String status(long now) {
        String status = text("status");
        long age = now - state.path("since").longValue();
        boolean isLate = status.equals("READY") && age >= READY_LIFE.toMillis()
                || status.equals("IN_PROGRESS") && age >= CONFIRM_LIFE.toMillis();
        return isLate ? "EXPIRED" : status;
    }

    void become(String status, long now) {
        state.put("status", status).put("since", now);
    }

    void pay(long now) {
        become("DONE", now);
        state.put("approved", now);
        transaction(amount(), "DONE", null, now);
    }

    void cancel(long amount, String reason, long now) {
        String status = amount == balance() ? "CANCELED" : "PARTIAL_CANCELED";
        transaction(amount, status, reason, now);
        become(status, now);
    }

    private void transaction(long amount, String status, String reason, long now) {
        state.withArray("transactions")
                .addObject()
                .put("key", Ids.capitals("", 32))
                .put("amount", amount)
                .put("status", status)
                .put("reason", reason)
                .put("at", now);
    }

    /** The payment itself, when it was paid, and each cancel after it. */
    List<Transaction> transactions() {
        List<Transaction> transactions = new ArrayList<>();
        for (JsonNode one : state.path("transactions")) {
            transactions.add(new Transaction(
                    Json.text(one, "key"),
                    one.path("amount").longValue(),
                    Json.text(one, "status"),
                    Json.text(one, "reason"),
                    one.path("at").longValue()));
        }
        return transactions;
    }

    /**
     * A movement of money.
     *
     * @param reason of a cancel; null for the payment
     */
    record Transaction(String key, long amount, String status, String reason, long at) {

        boolean isCancel() {
            return reason != null;
        }
    }

    /** What is left of it. */
    long balance() {
        long balance = amount();
        for (Transaction one : transactions()) {
            balance -= one.isCancel() ? one.amount() : 0;
        }
        return balance;
    }

    BookedPayment booked() {
        BigDecimal captured = BigDecimal.valueOf(approved() > 0 ? amount() : 0);
        BigDecimal refunded = BigDecimal.valueOf(approved() > 0 ? amount() - balance() : 0);
        return new BookedPayment(
                key,
                List.of(orderName(orderId())),
                text("status"),
                "KRW",
                BigDecimal.valueOf(amount()),
                BigDecimal.ZERO,
                captured,
                refunded,
                orderId(),
                null,
                idempotencyKey,
                created(),
                state);
    }

    /** The name under which the book finds the latest payment of an order. */
    static String orderName(String orderId) {
        return "order " + orderId;
    }

    /** Such as {@code 2025-10-01T21:00:00+09:00}. */
    static String time(long millis) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).atOffset(KOREA));
    }
}
