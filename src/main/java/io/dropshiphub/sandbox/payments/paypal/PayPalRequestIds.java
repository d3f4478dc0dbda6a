package io.dropshiphub.sandbox.payments.paypal;

import io.dropshiphub.sandbox.payments.IdempotencyKeys;
import io.dropshiphub.sandbox.payments.ServiceGround;
import io.dropshiphub.sandbox.wire.WireReply;
import java.util.function.Supplier;

/**
 * PayPal's idempotency: a repeat with the same PayPal-Request-Id on the same path does nothing and is answered with what became of
 * the first one by now, with 200 instead of 201; while the first one is under way, it is turned away. A refused request keeps no id.
 * Whether the body is the same is not asked: PayPal promises nothing about that.
 */
final class PayPalRequestIds {

    private static final String FINGERPRINT = "any";
    private static final int CREATED = 201;

    private final IdempotencyKeys keys;
    private final ServiceGround ground;

    PayPalRequestIds(IdempotencyKeys keys, ServiceGround ground) {
        this.keys = keys;
        this.ground = ground;
    }

    /**
     * @param requestId null when the request came without one and is carried out whenever it comes
     * @param act carries the request out and gives the id of what it made
     * @param show what there is under this id now; the second argument tells whether it was made just now
     */
    WireReply once(String path, String requestId, Supplier<String> act, Show show) {
        if (requestId == null) {
            ground.work();
            return show.answer(act.get(), true);
        }
        String key = path + " " + requestId;
        IdempotencyKeys.Claim claim = keys.claim(key, FINGERPRINT);
        return switch (claim.found()) {
            case UNDER_WAY -> throw PayPalRefusal.of(PayPalIssue.PREVIOUS_REQUEST_IN_PROGRESS);
            case THE_SAME, ANOTHER -> show.answer(claim.answer(), false);
            case NOTHING -> {
                try {
                    ground.work();
                    String made = act.get();
                    keys.keep(key, CREATED, made);
                    yield show.answer(made, true);
                } finally {
                    keys.release(key);
                }
            }
        };
    }

    /** Makes the answer. */
    interface Show {
        WireReply answer(String id, boolean isNew);
    }
}
