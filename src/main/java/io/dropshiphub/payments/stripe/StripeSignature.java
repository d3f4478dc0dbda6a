package io.dropshiphub.payments.stripe;

import io.dropshiphub.payments.GatewayWebhooks.Forged;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code Stripe-Signature: t=<seconds>,v1=<hex>[,v1=…]}: an HMAC-SHA256 over time stamp, a dot and the body (docs.stripe.com/webhooks).
 * {@code v0} is no signature to rely on.
 */
final class StripeSignature {

    private static final String ALGORITHM = "HmacSHA256";

    private StripeSignature() {}

    /**
     * @param header the header, or null
     * @param body the bytes as they came
     * @param secrets any of them may have signed
     * @param now when it came
     * @param tolerance how far the time stamp may lie from {@code now}, both ways
     * @throws Forged when it is not proven that Stripe has sent it just now
     */
    static void check(String header, byte[] body, List<String> secrets, Instant now, Duration tolerance) {
        if (header == null) {
            throw new Forged("There is no Stripe-Signature.");
        }
        String time = null;
        List<String> signatures = new ArrayList<>();
        for (String part : header.split(",")) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equals("t")) {
                time = pair[1];
            } else if (pair.length == 2 && pair[0].equals("v1")) {
                signatures.add(pair[1]);
            }
        }
        if (time == null || !time.matches("\\d{1,12}") || signatures.isEmpty()) {
            throw new Forged("The Stripe-Signature has no time stamp or no v1 signature.");
        }
        // before the clock: only what is genuine can be late
        if (!signed(time, body, signatures, secrets)) {
            throw new Forged("No v1 signature fits the body and a secret of this hub.");
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now);
        if (age.abs().compareTo(tolerance) > 0) {
            throw new Forged("It is genuine, but " + (age.isNegative() ? "from the future" : "too old") + ": signed "
                    + age.abs().toSeconds() + " seconds " + (age.isNegative() ? "ahead" : "ago") + ".");
        }
    }

    private static boolean signed(String time, byte[] body, List<String> signatures, List<String> secrets) {
        boolean fits = false;
        for (String secret : secrets) {
            byte[] expected = hex(secret, time, body);
            for (String signature : signatures) {
                fits |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
            }
        }
        return fits;
    }

    private static byte[] hex(String secret, String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            // the text itself is the key, whsec_ included
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body)).getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
