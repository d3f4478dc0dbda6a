package io.dropshiphub.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Writes Fernet tokens, which the hub only reads. */
public final class FernetToken {

    /** The key of the specification's example. */
    public static final String KEY = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";

    private static final long TIME = 499162800;
    private static final int HEAD = 25;
    private static final int SIGNATURE = 32;

    private FernetToken() {}

    /** A token of this text under {@link #KEY}. */
    public static String of(String text) {
        byte[] key = Base64.getUrlDecoder().decode(KEY);
        byte[] vector = new byte[16];
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 16, 16, "AES"), new IvParameterSpec(vector));
            byte[] content = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] signed = ByteBuffer.allocate(HEAD + content.length)
                    .put((byte) 0x80)
                    .putLong(TIME)
                    .put(vector)
                    .put(content)
                    .array();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, 0, 16, "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .encodeToString(ByteBuffer.allocate(signed.length + SIGNATURE)
                            .put(signed)
                            .put(mac.doFinal(signed))
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
