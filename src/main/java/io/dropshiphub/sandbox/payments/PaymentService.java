package io.dropshiphub.sandbox.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.base.Simulator;

/** One simulated payment service. */
public interface PaymentService extends Simulator {

    /** Where it stands on the sandbox's port, such as {@code /stripe}. */
    String prefix();

    /**
     * Something the world outside does by itself, without a call of the hub. The service sends the events that belong to it.
     *
     * @param payment the service's id of the payment, or an alias of it
     * @param what {@code approve} or {@code reject}: the payer does or does not agree; {@code settle} or {@code fail}: what is
     *     under way comes to an end; {@code refund}: the merchant gives money back in the service's own pages; a service may
     *     know more
     * @param details such as {@code amount}; never null
     * @return why it cannot happen, or null when it has
     */
    String happen(String payment, String what, ObjectNode details);
}
