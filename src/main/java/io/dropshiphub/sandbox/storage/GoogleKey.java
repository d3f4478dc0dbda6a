package io.dropshiphub.sandbox.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.base.RepeatableKeys;
import io.dropshiphub.sandbox.wire.Json;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HexFormat;

/** The service account that the simulated project knows, with its key, which is computed from the sandbox's seed. */
final class GoogleKey {

    static final String PROJECT = "sandbox-project";
    static final String EMAIL = "dropship-hub@" + PROJECT + ".iam.gserviceaccount.com";

    private static final String PURPOSE = "sandbox key";
    private static final int LINE = 64;
    private static final int ID_BYTES = 20;

    private final long seed;

    GoogleKey(long seed) {
        this.seed = seed;
    }

    private KeyPair pair() {
        return RepeatableKeys.rsa(PURPOSE, seed);
    }

    PublicKey publicKey() {
        return pair().getPublic();
    }

    String keyId() {
        try {
            byte[] id = MessageDigest.getInstance("SHA-256").digest(publicKey().getEncoded());
            return HexFormat.of().formatHex(id, 0, ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
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
}
