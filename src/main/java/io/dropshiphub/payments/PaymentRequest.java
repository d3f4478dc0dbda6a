package io.dropshiphub.payments;

import io.dropshiphub.product.Money;
import java.util.Map;
import java.util.Objects;

/**
 * Somebody is to pay. Checked for what no gateway needs to be asked about: see {@link PaymentProblem}.
 *
 * @param ownerId whose payment it is, a user's id
 * @param key the caller's idempotency key: the same key of the same owner is the same payment, however often it is asked for
 * @param amount exact; positive
 * @param orderId the caller's own number of the order
 * @param customerId the gateway's id of a customer it knows ({@code cus_…}, Square's customer), or null
 * @param methods what to pay with, by gateway: a token of that gateway. A gateway without one cannot be chosen
 * @param gateway the preferred gateway, or null
 * @param captures whether the money is taken at once; else it is held
 * @param description for people, or null
 * @param metadata of the caller, given back as it is
 * @param returnUrl where the payer is sent back to after approving, or null
 */
public record PaymentRequest(
        long ownerId,
        String key,
        Money amount,
        String orderId,
        String customerId,
        Map<String, String> methods,
        String gateway,
        boolean captures,
        String description,
        Map<String, String> metadata,
        String returnUrl) {

    public PaymentRequest {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(orderId, "orderId");
        methods = Map.copyOf(methods);
        metadata = metadata == null ? Map.of() : Map.copyOf(metadata);
    }

    /** The same, but the money is held only. */
    public PaymentRequest held() {
        return new PaymentRequest(
                ownerId, key, amount, orderId, customerId, methods, gateway, false, description, metadata, returnUrl);
    }

    /** Nothing that could be used to pay. */
    @Override
    public String toString() {
        return "payment of " + amount.amount().toPlainString() + " " + amount.currency() + " for order " + orderId;
    }
}
