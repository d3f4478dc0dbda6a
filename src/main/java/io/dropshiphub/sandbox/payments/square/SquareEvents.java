package io.dropshiphub.sandbox.payments.square;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.ServiceGround;
import io.dropshiphub.sandbox.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells what happened (developer.squareup.com/docs/webhooks): signed over the registered address and the body. */
final class SquareEvents {

    private static final String HMAC = "HmacSHA256";

    private final ServiceGround ground;
    private final String key;

    SquareEvents(ServiceGround ground, String key) {
        this.ground = ground;
        this.key = key;
    }

    /**
     * Tells about one object.
     *
     * @param kind {@code payment} or {@code refund}
     * @param what {@code created} or {@code updated}
     */
    void tell(String kind, String what, ObjectNode object) {
        ObjectNode event = Json.object()
                .put("merchant_id", SquareLocation.MERCHANT)
                .put("type", kind + "." + what)
                .put("event_id", UUID.randomUUID().toString())
                .put("created_at", SquareTime.text(ground.clock().millis()));
        event.putObject("data")
                .put("type", kind)
                .put("id", object.path("id").textValue())
                .putObject("object")
                .set(kind, object.deepCopy());
        ground.webhooks().send(Square.SERVICE, Json.bytes(event), (url, body) ->
                new String[] {"x-square-hmacsha256-signature", signature(key, url, body)});
    }

    /** The header's value: the HMAC of address and body, in Base64. */
    static String signature(String key, String url, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC));
            mac.update(url.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
