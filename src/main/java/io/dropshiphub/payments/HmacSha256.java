package io.dropshiphub.payments;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature that gateways put under what they tell by themselves. */
public final class HmacSha256 {

    private static final String ALGORITHM = "HmacSHA256";

    private HmacSha256() {}

    /** The signature over these parts, one behind the other; 32 bytes. */
    public static byte[] of(String key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    /** Whether this is the Base64 text of that signature; takes as long wherever the two differ. */
    public static boolean isBase64Of(byte[] signature, String text) {
        // texts are compared, not bytes: several texts of Base64 decode to the same bytes
        return text != null
                && MessageDigest.isEqual(
                        Base64.getEncoder().encode(signature), text.strip().getBytes(StandardCharsets.UTF_8));
    }
}
