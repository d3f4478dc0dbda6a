package io.dropshiphub.security.vault;

/**
 * An encrypted value.
 *
 * @param format how it is encrypted and what it is bound to, see {@link Envelopes}
 * @param keyVersion version of the key pair that wraps the data key
 * @param wrappedKey the data key
 * @param sealed the value
 * @param fingerprint the same for the same value
 */
record Envelope(int format, int keyVersion, byte[] wrappedKey, byte[] sealed, String fingerprint) {

    /** Nothing of the content. */
    @Override
    public String toString() {
        return "envelope of key pair " + keyVersion;
    }
}
