package io.dropshiphub.security.audit;

import java.time.Instant;
import java.util.Map;

/**
 * Says, signed, how the chain was up to an entry.
 *
 * @param hash of that entry
 * @param at when it was signed, in UTC as ISO 8601
 * @param keyId tells keys apart
 * @param signature Ed25519 over {@link #signed}, in Base64
 */
record Checkpoint(long seq, String hash, String at, String keyId, String signature) {

    static final Checkpoint NONE = new Checkpoint(0, ChainLink.NONE, Instant.EPOCH.toString(), "", "");

    /** What is signed. */
    static String signed(long seq, String hash, String at) {
        return "dropship-hub audit checkpoint 1\n" + CanonicalJson.write(Map.of("seq", seq, "hash", hash, "at", at));
    }

    /** One line of the file beside the database. */
    String line() {
        return CanonicalJson.write(Map.of("seq", seq, "hash", hash, "at", at, "key_id", keyId, "signature", signature));
    }
}
