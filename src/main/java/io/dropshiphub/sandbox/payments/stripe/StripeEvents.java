package io.dropshiphub.sandbox.payments.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.Ids;
import io.dropshiphub.sandbox.payments.ServiceGround;
import io.dropshiphub.sandbox.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells what happened (docs.stripe.com/webhooks): the object as it is now, signed with the endpoint's secret. */
final class StripeEvents {

    /** The version of the objects in events, that of the account. */
    private static final String VERSION = "2026-10-28.endive";

    private static final String HMAC = "HmacSHA256";

    private final ServiceGround ground;
    private final String secret;

    StripeEvents(ServiceGround ground, String secret) {
        this.ground = ground;
        this.secret = secret;
    }

    /** @param type such as {@code payment_intent.succeeded} */
    void tell(String type, ObjectNode object, StripeRequest request) {
        ObjectNode event = Json.object()
                .put("id", Ids.next("evt_3", 23))
                .put("object", "event")
                .put("api_version", VERSION)
                .put("created", ground.clock().millis() / 1000);
        event.putObject("data").set("object", object.deepCopy());
        event.put("livemode", false).put("pending_webhooks", 1);
        event.putObject("request").put("id", request.id()).put("idempotency_key", request.key());
        event.put("type", type);
        ground.webhooks().send(Stripe.SERVICE, Json.bytes(event), this::headers);
    }

    private String[] headers(String url, byte[] body) {
        return new String[] {
            "Stripe-Signature", signature(secret, ground.clock().wallMillis() / 1000, body)
        };
    }

    /** The header's value: the time and the HMAC of time, dot and body. */
    static String signature(String secret, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
