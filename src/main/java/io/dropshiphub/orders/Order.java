package io.dropshiphub.orders;

import io.dropshiphub.product.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An order as it is stored.
 *
 * @param id the hub's own id
 * @param ownerId whose it is
 * @param orderNumber the seller's own number
 * @param state where it is
 * @param total the sum of its items
 * @param items its lines
 * @param captures whether the money is taken at once
 * @param gateway the preferred gateway, or null
 * @param customerId the gateway's id of the customer, or null
 * @param customer who ordered; empty when not told
 * @param paymentId its payment, or null while none is known
 * @param code why it is where it is, or null while all is well
 * @param message the same as a sentence, or null
 * @param cancelReason why somebody wanted it undone, or null
 * @param needsReview whether a person should look
 * @param tries of the present step that did not work
 * @param nextAt when the next step is due, or null
 * @param createdAt when it came
 * @param updatedAt when something changed last
 * @param steps what has happened, oldest first; empty in lists
 */
public record Order(
        UUID id,
        long ownerId,
        String orderNumber,
        OrderState state,
        Money total,
        List<OrderItem> items,
        boolean captures,
        String gateway,
        String customerId,
        Map<String, String> customer,
        UUID paymentId,
        String code,
        String message,
        String cancelReason,
        boolean needsReview,
        int tries,
        Instant nextAt,
        Instant createdAt,
        Instant updatedAt,
        List<Step> steps) {

    /**
     * A step of an order.
     *
     * @param at when
     * @param state where it led
     * @param code why, or null
     * @param message the same as a sentence, or null
     */
    public record Step(Instant at, OrderState state, String code, String message) {}
}
