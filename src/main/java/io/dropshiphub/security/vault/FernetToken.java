package io.dropshiphub.security.vault;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** A Fernet token, taken apart: version (1 byte), time (8), initialisation vector (16), ciphertext, signature (32). */
final class FernetToken {

    private static final byte VERSION = (byte) 0x80;
    private static final int VECTOR_AT = 9;
    private static final int CIPHERTEXT_AT = 25;
    private static final int BLOCK = 16;
    private static final int SIGNATURE = 32;

    private final byte[] bytes;

    private FernetToken(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Empty when the text is no token of the version that is known. */
    static Optional<FernetToken> parse(String text) {
        return decode(text).filter(FernetToken::isWellFormed).map(FernetToken::new);
    }

    /** URL-safe Base64, padded or not; empty when the text is none. */
    static Optional<byte[]> decode(String text) {
        try {
            return text == null
                    ? Optional.empty()
                    : Optional.of(Base64.getUrlDecoder().decode(text.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    byte[] signed() {
        return Arrays.copyOf(bytes, bytes.length - SIGNATURE);
    }

    byte[] signature() {
        return Arrays.copyOfRange(bytes, bytes.length - SIGNATURE, bytes.length);
    }

    byte[] initialisation() {
        return Arrays.copyOfRange(bytes, VECTOR_AT, CIPHERTEXT_AT);
    }

    byte[] ciphertext() {
        return Arrays.copyOfRange(bytes, CIPHERTEXT_AT, bytes.length - SIGNATURE);
    }

    private static boolean isWellFormed(byte[] bytes) {
        int blocks = bytes.length - CIPHERTEXT_AT - SIGNATURE;
        return blocks >= BLOCK && blocks % BLOCK == 0 && bytes[0] == VERSION;
    }
}
