package io.dropshiphub.security.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fernet: the specification's example opens, and each kind of token that it calls invalid does not. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FernetKnownAnswersTest {

    private static final String KEY = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";
    /** {@code hello} at 1985-10-26T01:20:00-07:00, with the initialisation vector 0 to 15. */
    private static final String TOKEN =
            "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";

    private static final long TIME = 499162800;
    private static final int SIGNATURE = 32;

    @Test
    void the_specifications_example_opens_however_old_it_is() {
        assertThat(open(TOKEN)).isEqualTo("hello");
        assertThat(open(TOKEN.replace("=", ""))).isEqualTo("hello");
        assertThat(open("  " + TOKEN + "\n")).isEqualTo("hello");
    }

    @Test
    void a_token_from_the_future_opens_too() {
        assertThat(open(token(TIME * 10, "hello", UnaryOperator.identity()))).isEqualTo("hello");
    }

    @Test
    void our_own_encoder_makes_the_specifications_example() {
        assertThat(token(TIME, "hello", UnaryOperator.identity())).isEqualTo(TOKEN);
    }

    @Test
    void a_wrong_signature_is_refused() {
        byte[] bytes = Base64.getUrlDecoder().decode(TOKEN);
        for (int at = 1; at < bytes.length; at++) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= 1;
            assertThat(open(Base64.getUrlEncoder().encodeToString(flipped)))
                    .as("byte %s", at)
                    .isNull();
        }
    }

    @Test
    void another_version_is_refused() {
        assertThat(open(token(TIME, "hello", bytes -> {
                    bytes[0] = (byte) 0x81;
                    return bytes;
                })))
                .isNull();
    }

    @Test
    void a_token_cut_off_anywhere_is_refused() {
        byte[] bytes = Base64.getUrlDecoder().decode(TOKEN);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(open(Base64.getUrlEncoder().encodeToString(Arrays.copyOf(bytes, length))))
                    .as("%s bytes", length)
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gAAAAA", "%%%%%%%%%%%j-ztUarjDIfllJBmLiBMjfcm", "not a token at all", "gAAA\u0000AAA"})
    void what_is_no_base64_or_too_short_is_refused(String text) {
        assertThat(open(text)).isNull();
    }

    @Test
    void content_that_is_no_whole_number_of_blocks_is_refused() {
        assertThat(open(token(TIME, "hello", bytes -> Arrays.copyOf(bytes, bytes.length - 1))))
                .isNull();
    }

    @Test
    void signed_content_with_a_padding_error_is_refused() {
        // as a wrong initialisation vector makes it: the first block comes out otherwise, its padding too
        assertThat(open(token(TIME, "hello", bytes -> {
                    bytes[24] ^= 0x7f;
                    return bytes;
                })))
                .isNull();
    }

    @Test
    void another_key_opens_nothing() {
        FernetToken token = FernetToken.parse(TOKEN).orElseThrow();
        String other = Base64.getUrlEncoder().encodeToString(Aes.newKey());

        assertThat(FernetKey.parse(other).orElseThrow().open(token)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4Q==", "****"})
    void what_is_not_32_bytes_is_no_key(String text) {
        assertThat(FernetKey.parse(text)).isEmpty();
    }

    private static String open(String token) {
        return FernetToken.parse(token)
                .flatMap(FernetKey.parse(KEY).orElseThrow()::open)
                .map(String::new)
                .orElse(null);
    }

    /** A token under the key, spoilt before it is signed. */
    private static String token(long time, String text, UnaryOperator<byte[]> spoil) {
        byte[] key = Base64.getUrlDecoder().decode(KEY);
        byte[] vector = new byte[16];
        for (byte at = 0; at < vector.length; at++) {
            vector[at] = at;
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 16, 16, "AES"), new IvParameterSpec(vector));
            byte[] content = cipher.doFinal(text.getBytes());
            byte[] signed = spoil.apply(ByteBuffer.allocate(25 + content.length)
                    .put((byte) 0x80)
                    .putLong(time)
                    .put(vector)
                    .put(content)
                    .array());
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
