package io.dropshiphub.payments;

import java.util.Map;
import java.util.TreeMap;

/**
 * A gateway's own ids of a payment and what belongs to it, by kind. A gateway has some of them only: PayPal's order, authorization
 * and capture are different things, Stripe's payment intent is one.
 *
 * @param ids by kind, see the constants; never null
 */
public record References(Map<String, String> ids) {

    /** Stripe's payment intent, Square's payment, Toss's paymentKey. */
    public static final String PAYMENT = "payment";

    /** PayPal's order. */
    public static final String ORDER = "order";

    public static final String AUTHORIZATION = "authorization";
    public static final String CAPTURE = "capture";

    /** A refund; in a refund's own references only. */
    public static final String REFUND = "refund";

    /** None known. */
    public static final References NONE = new References(Map.of());

    public References {
        ids = Map.copyOf(ids);
    }

    /** One id. */
    public static References of(String kind, String id) {
        return new References(Map.of(kind, id));
    }

    /** The id of that kind, or null. */
    public String get(String kind) {
        return ids.get(kind);
    }

    /** These and those; of one kind, those count. A null or empty id adds nothing. */
    public References and(String kind, String id) {
        return id == null || id.isEmpty() ? this : and(of(kind, id));
    }

    /** These and those; of one kind, those count. */
    public References and(References more) {
        Map<String, String> all = new TreeMap<>(ids);
        all.putAll(more.ids);
        return new References(all);
    }
}
