package io.dropshiphub.sandbox.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The service account that the simulated project knows, with its key. The key is computed from the sandbox's seed, so that
 * it is the same after a restart and no private key lies in the repository; it is worth nothing anywhere else.
 */
final class GoogleKey {

    static final String PROJECT = "sandbox-project";
    static final String EMAIL = "dropship-hub@" + PROJECT + ".iam.gserviceaccount.com";

    private static final int BITS = 2048;
    private static final int LINE = 64;
    private static final Map<Long, KeyPair> COMPUTED = new ConcurrentHashMap<>();

    private final long seed;

    GoogleKey(long seed) {
        this.seed = seed;
    }

    private KeyPair pair() {
        return COMPUTED.computeIfAbsent(seed, missing -> {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(BITS, new Repeatable(seed));
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    PublicKey publicKey() {
        return pair().getPublic();
    }

    String keyId() {
        byte[] id = Repeatable.sha256(publicKey().getEncoded());
        return HexFormat.of().formatHex(id, 0, 20);
    }

    /** The key file that Google's console hands out, for a sandbox that is reached under this address. */
    ObjectNode file(String tokenUri) {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'})
                .encodeToString(pair().getPrivate().getEncoded());
        return Json.object()
                .put("type", "service_account")
                .put("project_id", PROJECT)
                .put("private_key_id", keyId())
                .put("private_key", "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n")
                .put("client_email", EMAIL)
                .put("client_id", "100000000000000000001")
                .put("auth_uri", "https://accounts.google.com/o/oauth2/auth")
                .put("token_uri", tokenUri)
                .put("universe_domain", "googleapis.com");
    }

    /** Random numbers that are the same for the same seed; good for invented keys only. */
    private static final class Repeatable extends SecureRandom {

        private static final long serialVersionUID = 1;

        Repeatable(long seed) {
            super(new Source(seed), null);
        }

        static byte[] sha256(byte[] bytes) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(bytes);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private static final class Source extends SecureRandomSpi {

            private static final long serialVersionUID = 1;
            private static final byte[] PURPOSE = "sandbox key".getBytes(StandardCharsets.US_ASCII);

            private final long seed;
            private long block;

            Source(long seed) {
                this.seed = seed;
            }

            @Override
            protected void engineSetSeed(byte[] ignored) {
                // the seed is given once
            }

            @Override
            protected void engineNextBytes(byte[] bytes) {
                for (int at = 0; at < bytes.length; ) {
                    byte[] next = sha256(ByteBuffer.allocate(PURPOSE.length + 2 * Long.BYTES)
                            .put(PURPOSE)
                            .putLong(seed)
                            .putLong(block++)
                            .array());
                    int take = Math.min(next.length, bytes.length - at);
                    System.arraycopy(next, 0, bytes, at, take);
                    at += take;
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
