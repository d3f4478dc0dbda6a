package io.dropshiphub.security.vault;

import io.dropshiphub.security.SecretName;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/**
 * Puts values into envelopes and takes them out. Format {@value #FORMAT}: the value under AES-256-GCM, bound to its name and
 * the format; the key made of a random data key and the root key; the data key wrapped by RSA-OAEP.
 */
@Component
class Envelopes {

    static final int FORMAT = 1;

    private final VaultRoot root;

    Envelopes(VaultRoot root) {
        this.root = root;
    }

    Envelope seal(KeyPair pair, SecretName name, String value) {
        byte[] clear = Parts.utf8(value);
        byte[] dataKey = Aes.newKey();
        byte[] valueKey = root.valueKey(dataKey);
        try {
            return new Envelope(
                    FORMAT,
                    pair.version(),
                    pair.wrap(dataKey),
                    Aes.seal(valueKey, clear, bound(name)),
                    root.fingerprint(clear));
        } finally {
            wipe(clear, dataKey, valueKey);
        }
    }

    /** @throws VaultProblem when it was altered, belongs to another name, or a newer hub wrote it */
    String open(KeyPair pair, SecretName name, Envelope envelope) {
        require(name, envelope);
        byte[] dataKey = {};
        byte[] valueKey = {};
        byte[] clear = {};
        try {
            dataKey = pair.unwrap(envelope.wrappedKey());
            valueKey = root.valueKey(dataKey);
            clear = Aes.open(valueKey, envelope.sealed(), bound(name));
            if (!root.fingerprint(clear).equals(envelope.fingerprint())) {
                throw VaultProblem.doesNotOpen(name);
            }
            return new String(clear, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw VaultProblem.doesNotOpen(name);
        } finally {
            wipe(clear, dataKey, valueKey);
        }
    }

    /**
     * The same envelope with its data key wrapped by another pair; the value is not opened.
     *
     * @throws VaultProblem when the data key does not come out, or a newer hub wrote it
     */
    byte[] rewrap(KeyPair from, KeyPair to, SecretName name, Envelope envelope) {
        require(name, envelope);
        byte[] dataKey = {};
        try {
            dataKey = from.unwrap(envelope.wrappedKey());
            return to.wrap(dataKey);
        } catch (GeneralSecurityException e) {
            throw VaultProblem.doesNotOpen(name);
        } finally {
            wipe(dataKey);
        }
    }

    private static void require(SecretName name, Envelope envelope) {
        if (envelope.format() != FORMAT) {
            throw VaultProblem.unknownFormat(name, envelope.format());
        }
    }

    private static byte[] bound(SecretName name) {
        return Parts.of("dropship-hub vault", "secret", Integer.toString(FORMAT), name.owner(), name.field());
    }

    private static void wipe(byte[]... all) {
        for (byte[] one : all) {
            Arrays.fill(one, (byte) 0);
        }
    }
}
