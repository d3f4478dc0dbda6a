package io.dropshiphub.security.vault;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

/** The one secret that is never stored: everything in the vault opens with it, and nothing without. */
final class MasterKey {

    private static final byte[] SEALING = Parts.utf8("dropship-hub vault: sealing, 1");
    private static final byte[] CHECK = Parts.utf8("dropship-hub vault: check, 1");

    private final byte[] sealing;
    private final byte[] check;

    private MasterKey(byte[] key) {
        sealing = Hmac.of(key, SEALING);
        check = Hmac.of(key, CHECK);
    }

    /**
     * Reads a master key.
     *
     * @param text 32 random bytes as Base64, the ordinary or the URL alphabet
     * @throws WeakKey when it is anything else, or does not look random
     */
    static MasterKey parse(String text) throws WeakKey {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.strip().replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw new WeakKey("it is not Base64");
        }
        try {
            if (key.length != Aes.KEY_BYTES) {
                throw new WeakKey("it stands for " + key.length + " bytes, not " + Aes.KEY_BYTES);
            }
            Randomness.require(key);
            return new MasterKey(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    byte[] seal(byte[] clear, byte[] bound) {
        return Aes.seal(sealing, clear, bound);
    }

    /** @throws GeneralSecurityException when another master key sealed it, or it was altered or moved */
    byte[] open(byte[] sealed, byte[] bound) throws GeneralSecurityException {
        return Aes.open(sealing, sealed, bound);
    }

    /** The same for the same key; tells nothing else about it. */
    byte[] check() {
        return check.clone();
    }
}
