package io.dropshiphub.security.vault;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A key that opens Fernet tokens (version 0x80). The source of the format is the specification at github.com/fernet/spec. */
final class FernetKey {

    private static final int HALF = 16;

    private final byte[] signing;
    private final byte[] encryption;

    private FernetKey(byte[] key) {
        signing = Arrays.copyOf(key, HALF);
        encryption = Arrays.copyOfRange(key, HALF, 2 * HALF);
    }

    /** Empty when the text is not 32 bytes in URL-safe Base64. */
    static Optional<FernetKey> parse(String text) {
        return FernetToken.decode(text).filter(key -> key.length == 2 * HALF).map(FernetKey::new);
    }

    /** What is in the token; empty when another key made it, or it was altered. Its age does not matter. */
    Optional<byte[]> open(FernetToken token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(signing, "HmacSHA256"));
            if (!MessageDigest.isEqual(mac.doFinal(token.signed()), token.signature())) {
                return Optional.empty();
            }
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(encryption, "AES"),
                    new IvParameterSpec(token.initialisation()));
            return Optional.of(cipher.doFinal(token.ciphertext()));
        } catch (GeneralSecurityException e) {
            // signed, and yet badly padded: whoever made it made it wrong
            return Optional.empty();
        }
    }

    void wipe() {
        Arrays.fill(signing, (byte) 0);
        Arrays.fill(encryption, (byte) 0);
    }
}
