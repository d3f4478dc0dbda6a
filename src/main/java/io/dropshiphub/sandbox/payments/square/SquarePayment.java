package io.dropshiphub.sandbox.payments.square;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.BookedPayment;
import io.dropshiphub.sandbox.payments.Ids;
import io.dropshiphub.sandbox.wire.Json;
import java.math.BigDecimal;

/** A payment being worked on: a copy of what the book has, until it is put back. */
final class SquarePayment {

    static final String APPROVED = "APPROVED";
    static final String COMPLETED = "COMPLETED";
    static final String PENDING = "PENDING";
    static final String CANCELED = "CANCELED";
    static final String FAILED = "FAILED";

    private static final String REFUNDED = "refunded_money";
    private static final String AMOUNT = "amount";

    private final BookedPayment before;
    private final ObjectNode document;

    private SquarePayment(BookedPayment before, ObjectNode document) {
        this.before = before;
        this.document = document;
    }

    static SquarePayment of(BookedPayment booked) {
        return new SquarePayment(booked, booked.document().deepCopy());
    }

    /**
     * A new one.
     *
     * @param booked what the book needs; its document holds the payment and the source
     */
    static SquarePayment create(BookedPayment booked) {
        return new SquarePayment(booked, booked.document());
    }

    String id() {
        return before.id();
    }

    ObjectNode json() {
        return (ObjectNode) document.get("payment");
    }

    String status() {
        return json().path("status").textValue();
    }

    SquareSource source() {
        return SquareSource.of(document.path("source").textValue());
    }

    long amount() {
        return json().path("amount_money").path(AMOUNT).longValue();
    }

    long refunded() {
        return json().path(REFUNDED).path(AMOUNT).longValue();
    }

    long delayedUntil() {
        return SquareTime.millis(Json.text(json(), "delayed_until"), "delayed_until", Long.MAX_VALUE);
    }

    boolean completesByItself() {
        return json().path("delay_action").asText().equals("COMPLETE");
    }

    /** Changes the state, and with it the version and the state of the card's part. */
    void status(String status, long millis) {
        json().put("status", status);
        touch(millis);
        if (json().get("card_details") instanceof ObjectNode card) {
            card.put(
                    "status",
                    switch (status) {
                        case COMPLETED -> "CAPTURED";
                        case CANCELED -> "VOIDED";
                        case FAILED -> FAILED;
                        default -> "AUTHORIZED";
                    });
        }
    }

    void touch(long millis) {
        json().put("updated_at", SquareTime.text(millis)).put("version_token", Ids.next("", 46) + "6o");
    }

    /** @param change negative when a refund has failed */
    void refund(String refund, long change, long millis) {
        long sum = refunded() + change;
        if (sum == 0) {
            json().remove(REFUNDED);
        } else {
            json().set(REFUNDED, new SquareFields.Amount(sum, before.currency()).json());
        }
        if (change > 0) {
            ArrayNode ids = json().withArray("refund_ids");
            ids.add(refund);
        }
        touch(millis);
    }

    /** What the book gets. */
    BookedPayment booked() {
        BigDecimal all = SquareLocation.major(amount());
        BigDecimal none = SquareLocation.major(0);
        return before.now(
                status(),
                status().equals(APPROVED) ? all : none,
                status().equals(COMPLETED) ? all : none,
                SquareLocation.major(refunded()),
                document);
    }
}
