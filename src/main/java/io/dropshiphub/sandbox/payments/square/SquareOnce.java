package io.dropshiphub.sandbox.payments.square;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.IdempotencyKeys;
import io.dropshiphub.sandbox.payments.ServiceGround;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.WireReply;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Carries out a request once for each key. How long a key is known is not published, so it is for ever; what a second request
 * gets while the first is under way is not published either, so it waits for the first one's result.
 */
final class SquareOnce {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private final ServiceGround ground;
    private final IdempotencyKeys keys;

    /** @param scope for which a key counts */
    SquareOnce(ServiceGround ground, String scope) {
        this.ground = ground;
        this.keys = ground.keys(Square.SERVICE + ' ' + scope, null);
    }

    /** @param work has been found valid */
    WireReply act(SquareFields fields, Supplier<ObjectNode> work) {
        String key = fields.requiredText("idempotency_key", SquareCreation.KEY);
        IdempotencyKeys.Claim claim;
        while ((claim = keys.claim(key, fields.toString())).found() == IdempotencyKeys.Found.UNDER_WAY) {
            LockSupport.parkNanos(PAUSE);
        }
        if (claim.found() == IdempotencyKeys.Found.ANOTHER) {
            throw SquareRefusal.invalid(
                    "IDEMPOTENCY_KEY_REUSED",
                    "idempotency_key",
                    "The idempotency key can only be retried with the same request data.");
        }
        if (claim.found() == IdempotencyKeys.Found.THE_SAME) {
            return WireReply.json(claim.status(), claim.answer());
        }
        try {
            ground.work();
            String body = text(work.get());
            keys.keep(key, 200, body);
            return WireReply.json(200, body);
        } catch (SquareRefusal refusal) {
            // what failed for a moment only shall be repeated with the same key
            if (!refusal.isTemporary()) {
                keys.keep(key, refusal.status(), text(refusal.body()));
            }
            throw refusal;
        } finally {
            keys.release(key);
        }
    }

    private static String text(ObjectNode body) {
        return new String(Json.bytes(body), StandardCharsets.UTF_8);
    }
}
