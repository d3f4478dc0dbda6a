package io.dropshiphub.security.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Several values as one, without a doubt where one ends: each has its length, four bytes, before it. */
final class Parts {

    private Parts() {}

    static byte[] of(byte[]... parts) {
        int length = Arrays.stream(parts)
                .mapToInt(part -> Integer.BYTES + part.length)
                .sum();
        ByteBuffer joined = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            joined.putInt(part.length).put(part);
        }
        return joined.array();
    }

    /** Texts as UTF-8. */
    static byte[] of(String... texts) {
        return of(Arrays.stream(texts).map(Parts::utf8).toArray(byte[][]::new));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
