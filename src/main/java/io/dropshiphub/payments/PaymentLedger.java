package io.dropshiphub.payments;

import io.dropshiphub.product.Scope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is known of payments, without asking a gateway. Whatever changes one goes through the routes {@code direct:payment-…}. */
public interface PaymentLedger {

    /** One payment, if it exists within the scope. */
    Optional<Payment> find(Scope scope, UUID id);

    /** The payment that an owner asked for with this idempotency key. */
    Optional<Payment> find(long ownerId, String key);

    /** The payment that a gateway knows under any of these ids, refunds' ids included. */
    Optional<Payment> find(String gateway, References references);

    /** Payments within the scope, newest first. */
    List<Payment> list(Scope scope, PaymentFilter filter);

    /** Refunds of a payment, oldest first. */
    List<Refund> refunds(UUID paymentId);

    /**
     * Adds a payment's ids that a proven message of its gateway has named, so that it can be read there. What is known already stays.
     *
     * @throws PaymentProblem 404 when there is no such payment, 409 when it is another gateway's, or an id is another payment's
     */
    void learn(UUID paymentId, String gateway, References references);
}
