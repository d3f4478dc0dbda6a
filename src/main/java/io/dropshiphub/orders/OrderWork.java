package io.dropshiphub.orders;

import java.util.UUID;

/**
 * An order under somebody's hands: body of {@code direct:order-advance}, and what every step gives back.
 *
 * @param id the order
 * @param state where it is
 * @param tries of the step of this state that did not work
 * @param claim proves that nobody else works on it; null when this one does not (any more)
 * @param paymentId its payment, or null while none is known
 * @param captures whether the money is taken at once
 * @param goesOn whether its next step is due now
 */
public record OrderWork(
        UUID id, OrderState state, int tries, UUID claim, UUID paymentId, boolean captures, boolean goesOn) {}
