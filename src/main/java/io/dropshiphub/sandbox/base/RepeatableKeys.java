package io.dropshiphub.sandbox.base;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys that are computed from the sandbox's seed: the same after a restart, while no private key lies in the repository. They
 * are worth nothing anywhere else.
 */
public final class RepeatableKeys {

    private static final int BITS = 2048;
    private static final Map<String, KeyPair> COMPUTED = new ConcurrentHashMap<>();

    private RepeatableKeys() {}

    /**
     * The RSA key for one purpose of the sandbox with this seed.
     *
     * @param purpose any text; another purpose has another key
     */
    public static KeyPair rsa(String purpose, long seed) {
        return COMPUTED.computeIfAbsent(purpose + '/' + seed, missing -> {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(BITS, new Repeatable(purpose, seed));
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Random numbers that are the same for the same purpose and seed; good for invented keys only. */
    private static final class Repeatable extends SecureRandom {

        private static final long serialVersionUID = 1;

        Repeatable(String purpose, long seed) {
            super(new Source(purpose, seed), null);
        }

        private static final class Source extends SecureRandomSpi {

            private static final long serialVersionUID = 1;

            private final byte[] purpose;
            private final long seed;
            private long block;

            Source(String purpose, long seed) {
                this.purpose = purpose.getBytes(StandardCharsets.UTF_8);
                this.seed = seed;
            }

            @Override
            protected void engineSetSeed(byte[] ignored) {
                // the seed is given once
            }

            @Override
            protected void engineNextBytes(byte[] bytes) {
                for (int at = 0; at < bytes.length; ) {
                    byte[] next = nextBlock();
                    int take = Math.min(next.length, bytes.length - at);
                    System.arraycopy(next, 0, bytes, at, take);
                    at += take;
                }
            }

            private byte[] nextBlock() {
                try {
                    return MessageDigest.getInstance("SHA-256")
                            .digest(ByteBuffer.allocate(purpose.length + 2 * Long.BYTES)
                                    .put(purpose)
                                    .putLong(seed)
                                    .putLong(block++)
                                    .array());
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            protected byte[] engineGenerateSeed(int count) {
                byte[] bytes = new byte[count];
                engineNextBytes(bytes);
                return bytes;
            }
        }
    }
}
