package io.dropshiphub.payments.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An event with its gateway's signature, made with the sandbox's secrets.
 *
 * @param gateway whose
 * @param body the bytes that are signed
 * @param headers what is sent beside them
 */
record SignedEvent(String gateway, byte[] body, Map<String, String> headers) {

    /** Stripe's event about a payment intent. */
    static SignedEvent stripe(String id, String type, String intent, Instant signedAt) {
        byte[] body = ("{\"id\": \"" + id + "\", \"object\": \"event\", \"type\": \"" + type
                        + "\", \"created\": 1763700000,"
                        + " \"data\": {\"object\": {\"object\": \"payment_intent\", \"id\": \"" + intent
                        + "\", \"description\": \"머그컵 \\u00e9\"}}}")
                .getBytes(StandardCharsets.UTF_8);
        return stripe(body, signedAt);
    }

    /** Anything that Stripe has signed. */
    static SignedEvent stripe(byte[] body, Instant signedAt) {
        String time = Long.toString(signedAt.getEpochSecond());
        byte[] mac = mac("whsec_sandbox0stripe0webhook", (time + ".").getBytes(StandardCharsets.UTF_8), body);
        return new SignedEvent(
                "stripe",
                body,
                Map.of("Stripe-Signature", "t=" + time + ",v1=" + HexFormat.of().formatHex(mac)));
    }

    /** Square's event about a payment, for the address that it is registered with. */
    static SignedEvent square(String id, String payment, String address) {
        byte[] body = ("{\"event_id\": \"" + id
                        + "\", \"type\": \"payment.updated\", \"created_at\": \"2026-11-21T00:00:00Z\","
                        + " \"data\": {\"object\": {\"payment\": {\"id\": \"" + payment + "\"}}}}")
                .getBytes(StandardCharsets.UTF_8);
        byte[] mac = mac("sandbox-square-signature-key", address.getBytes(StandardCharsets.UTF_8), body);
        return new SignedEvent(
                "square",
                body,
                Map.of("x-square-hmacsha256-signature", Base64.getEncoder().encodeToString(mac)));
    }

    /** The same with one byte of the body changed. */
    SignedEvent altered() {
        byte[] other = body.clone();
        other[other.length / 2] ^= 1;
        return new SignedEvent(gateway, other, headers);
    }

    private static byte[] mac(String secret, byte[] first, byte[] second) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(first);
            return mac.doFinal(second);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
