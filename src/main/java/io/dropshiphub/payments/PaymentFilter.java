package io.dropshiphub.payments;

import java.time.Instant;

/**
 * Which payments a list has; null does not narrow it.
 *
 * @param status in this status
 * @param gateway at this gateway
 * @param orderId of this order of the caller's
 * @param review only those that a person has to look at ({@code true}), only the others ({@code false})
 * @param from asked for then or later
 * @param to asked for before then
 * @param limit how many at most
 * @param offset how many newer ones are left out
 */
public record PaymentFilter(
        PaymentStatus status,
        String gateway,
        String orderId,
        Boolean review,
        Instant from,
        Instant to,
        int limit,
        int offset) {

    /** All of one order. */
    public static PaymentFilter ofOrder(String orderId, int limit) {
        return new PaymentFilter(null, null, orderId, null, null, null, limit, 0);
    }
}
