package io.dropshiphub.sandbox.payments.toss;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.IdempotencyKeys;
import io.dropshiphub.sandbox.payments.ServiceGround;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Toss's idempotency: within 15 days a repeat with the same Idempotency-Key, method and address gets the first answer, whatever its
 * body; while the first one is under way, it is turned away. A request that came to nothing keeps no key.
 */
final class TossKeys {

    static final String HEADER = "Idempotency-Key";
    static final Duration LIFE = Duration.ofDays(15);

    private static final int MAX_LENGTH = 300;

    private final ServiceGround ground;
    private final IdempotencyKeys keys;

    TossKeys(ServiceGround ground) {
        this.ground = ground;
        keys = ground.keys(Toss.SERVICE, LIFE);
    }

    /**
     * What came of a request.
     *
     * @param told what the caller is told, which may be less than the truth
     * @param kept what repeats are told
     */
    record Outcome(WireReply told, int status, ObjectNode kept) {

        static Outcome of(int status, ObjectNode answer) {
            return new Outcome(Json.reply(status, answer), status, answer);
        }
    }

    /** @throws TossRefusal when the key is too long or its first request is under way, and whatever {@code act} throws */
    WireReply once(WireRequest request, Supplier<Outcome> act) {
        String sent = request.header(HEADER);
        if (sent == null) {
            ground.work();
            return act.get().told();
        }
        if (sent.length() > MAX_LENGTH) {
            throw new TossRefusal(TossError.INVALID_IDEMPOTENCY_KEY);
        }
        String key = request.method() + " " + request.path() + " " + sent;
        IdempotencyKeys.Claim claim = keys.claim(key, "");
        return switch (claim.found()) {
            case UNDER_WAY -> throw new TossRefusal(TossError.IDEMPOTENT_REQUEST_PROCESSING);
            case THE_SAME, ANOTHER ->
                WireReply.of(claim.status(), WireReply.JSON, claim.answer().getBytes(StandardCharsets.UTF_8));
            case NOTHING -> {
                try {
                    ground.work();
                    Outcome outcome = act.get();
                    keys.keep(key, outcome.status(), new String(Json.bytes(outcome.kept()), StandardCharsets.UTF_8));
                    yield outcome.told();
                } finally {
                    keys.release(key);
                }
            }
        };
    }
}
