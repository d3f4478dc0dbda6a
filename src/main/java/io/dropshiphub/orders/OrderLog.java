package io.dropshiphub.orders;

import java.util.UUID;

/** Who has brought which order: something that must stay known. */
@FunctionalInterface
public interface OrderLog {

    /**
     * An order was taken; called in the transaction that stores it.
     *
     * @param request as it was brought; what it says about paying must not be kept
     * @param order its id
     */
    void placed(OrderRequest request, UUID order);
}
