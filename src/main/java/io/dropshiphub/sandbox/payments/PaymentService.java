package io.dropshiphub.sandbox.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.base.Simulator;
import io.dropshiphub.sandbox.wire.Json;

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

    /**
     * A payer begins a payment in the browser, at services where the caller only ends it.
     *
     * @param details at least {@code orderId} and {@code amount}
     * @return what the browser hands to the shop; an object with an {@code error} when it cannot begin
     */
    default ObjectNode begin(ObjectNode details) {
        return Json.object().put("error", "payments do not begin in the browser at " + service());
    }

    /** How often things have happened that the book does not tell, into the service's part of the summary. */
    default void count(ObjectNode counters) {}
}
