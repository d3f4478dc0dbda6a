package io.dropshiphub.security.vault;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** An RSA key pair of the vault: wraps data keys, RSA-3072 with OAEP. */
final class KeyPair {

    /** As strong as a 128-bit key (NIST SP 800-57), and a third of the time of 4096 to unwrap. */
    private static final int BITS = 3072;

    /** Said in full: left alone, Java would take SHA-1 for the mask. */
    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private final int version;
    private final RSAPrivateCrtKey privateKey;
    private final PublicKey publicKey;

    private KeyPair(int version, RSAPrivateCrtKey privateKey, PublicKey publicKey) {
        this.version = version;
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** A new private key, PKCS #8; takes up to seconds. */
    static byte[] generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair().getPrivate().getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    /** The pair of a private key, PKCS #8, which is wiped. */
    static KeyPair of(int version, byte[] encoded) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("RSA");
        RSAPrivateCrtKey read = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(encoded));
        Arrays.fill(encoded, (byte) 0);
        PublicKey other = factory.generatePublic(new RSAPublicKeySpec(read.getModulus(), read.getPublicExponent()));
        return new KeyPair(version, read, other);
    }

    int version() {
        return version;
    }

    byte[] wrap(byte[] dataKey) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.ENCRYPT_MODE, publicKey, OAEP);
            return cipher.doFinal(dataKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has RSA-OAEP", e);
        }
    }

    /** @throws GeneralSecurityException when it was wrapped by another pair, or altered */
    byte[] unwrap(byte[] wrapped) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(Cipher.DECRYPT_MODE, privateKey, OAEP);
        return cipher.doFinal(wrapped);
    }

    /** The version only. */
    @Override
    public String toString() {
        return "key pair " + version;
    }
}
