package io.dropshiphub.security.vault;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Refuses keys that somebody typed, copied or counted up. The limits are so far out that one in a thousand million random keys
 * or fewer would be refused.
 */
final class Randomness {

    /** 32 random bytes have about 30 different values. */
    private static final int LEAST_VALUES = 18;
    /** Of the 31 steps from byte to byte hardly two are the same. */
    private static final int MOST_SAME_STEPS = 10;

    /** Keys of public examples. */
    private static final List<String> PUBLISHED = List.of(
            // the Fernet specification's
            "cw/0x689RpI+jtRR7oE8h/eQsKImvJapLeSbXpwF4e4=");

    /** What people hash to get a key. */
    private static final List<String> GUESSES = List.of(
            "",
            "password",
            "secret",
            "changeme",
            "admin",
            "test",
            "key",
            "master",
            "master-key",
            "encryption",
            "123456");

    private Randomness() {}

    /** @throws WeakKey when these 32 bytes cannot be random */
    static void require(byte[] key) throws WeakKey {
        if (IntStream.range(0, key.length).map(at -> key[at]).distinct().count() < LEAST_VALUES) {
            throw new WeakKey("it repeats a few bytes over and over");
        }
        if (IntStream.range(0, key.length).allMatch(at -> key[at] >= 0x20 && key[at] < 0x7f)) {
            throw new WeakKey("it is a text somebody wrote, not random bytes");
        }
        int[] steps = new int[256];
        IntStream.range(1, key.length).forEach(at -> steps[(key[at] - key[at - 1]) & 0xff]++);
        if (Arrays.stream(steps).max().orElseThrow() > MOST_SAME_STEPS) {
            throw new WeakKey("it counts up or down");
        }
        if (PUBLISHED.contains(Base64.getEncoder().encodeToString(key))
                || GUESSES.stream().anyMatch(guess -> Arrays.equals(sha256(guess), key))) {
            throw new WeakKey("it is known to everybody");
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(Parts.utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
