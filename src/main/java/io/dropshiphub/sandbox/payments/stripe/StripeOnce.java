package io.dropshiphub.sandbox.payments.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.IdempotencyKeys;
import io.dropshiphub.sandbox.payments.Ids;
import io.dropshiphub.sandbox.payments.ServiceGround;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Carries out a request once for each key (docs.stripe.com/api/idempotent_requests). Status and body of the first request are
 * kept, also errors, once it has begun; what is refused before that leaves the key free.
 */
final class StripeOnce {

    /** Checks a request completely and gives back how it is carried out. */
    interface Check {
        /** @param id from the path, null when it holds none */
        Supplier<ObjectNode> of(String id, StripeParameters form, StripeRequest request);
    }

    private static final Duration KEY_LIFE = Duration.ofHours(24);
    private static final int LONGEST_KEY = 255;

    private final ServiceGround ground;
    private final IdempotencyKeys keys;

    StripeOnce(ServiceGround ground) {
        this.ground = ground;
        this.keys = ground.keys(Stripe.SERVICE, KEY_LIFE);
    }

    WireReply act(String id, WireRequest request, Check check) throws IOException {
        StripeVersion version = StripeVersion.of(request.header("Stripe-Version"));
        StripeParameters form = StripeParameters.form(request);
        String key = request.header("Idempotency-Key");
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw StripeRefusal.invalid(null, null, "An idempotency key has 1 to " + LONGEST_KEY + " characters.");
        }
        StripeRequest origin = new StripeRequest(Ids.next("req_", 14), key, version);
        List<String> headers = new ArrayList<>(List.of("Request-Id", origin.id(), "Stripe-Version", version.name()));
        if (key == null) {
            Supplier<ObjectNode> work = check.of(id, form, origin);
            return answer(carryOut(work), headers);
        }
        headers.addAll(List.of("Idempotency-Key", key));
        String fingerprint = request.path() + ' ' + form;
        IdempotencyKeys.Claim claim = keys.claim(key, fingerprint);
        return switch (claim.found()) {
            case THE_SAME -> {
                headers.addAll(List.of("Idempotent-Replayed", "true"));
                yield answer(new Outcome(claim.status(), claim.answer()), headers);
            }
            case ANOTHER ->
                throw StripeRefusal.of(
                        400,
                        "idempotency_error",
                        null,
                        null,
                        "The idempotency key '" + key
                                + "' belongs to another request: it was first used with another endpoint"
                                + " or other parameters.");
            case UNDER_WAY -> {
                headers.addAll(List.of("Stripe-Should-Retry", "true"));
                StripeRefusal refusal = StripeRefusal.of(
                        409,
                        "idempotency_error",
                        "idempotency_key_in_use",
                        null,
                        "Another request with the idempotency key '" + key + "' is under way. Try again later.");
                yield refusal.reply().with(headers.toArray(String[]::new));
            }
            case NOTHING -> {
                try {
                    Outcome outcome = carryOut(check.of(id, form, origin));
                    keys.keep(key, outcome.status, outcome.body);
                    yield answer(outcome, headers);
                } finally {
                    keys.release(key);
                }
            }
        };
    }

    private record Outcome(int status, String body) {}

    private Outcome carryOut(Supplier<ObjectNode> work) {
        ground.work();
        try {
            return new Outcome(200, text(work.get()));
        } catch (StripeRefusal refusal) {
            return new Outcome(refusal.status(), text(refusal.body()));
        }
    }

    private static String text(ObjectNode body) {
        return new String(Json.bytes(body), StandardCharsets.UTF_8);
    }

    private static WireReply answer(Outcome outcome, List<String> headers) {
        return WireReply.json(outcome.status, outcome.body).with(headers.toArray(String[]::new));
    }
}
