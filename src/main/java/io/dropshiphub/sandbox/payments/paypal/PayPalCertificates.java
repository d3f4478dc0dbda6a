package io.dropshiphub.sandbox.payments.paypal;

import io.dropshiphub.sandbox.base.RepeatableKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/**
 * The certificate that events are signed with, and the authority that vouches for it. Both are computed, the same in every sandbox
 * and worthless outside of it: whoever trusts this authority trusts everybody.
 */
final class PayPalCertificates {

    private static final long SEED = 1;
    private static final String AUTHORITY_NAME = "CN=Dropship Hub sandbox: worthless test authority";
    private static final String SIGNER_NAME = "CN=messageverificationcerts.sandbox.example, O=Sandbox PayPal";
    private static final Date FROM = Date.from(Instant.parse("2020-01-01T00:00:00Z"));
    private static final Date UNTIL = Date.from(Instant.parse("2049-12-31T00:00:00Z"));
    private static final int LINE = 64;
    private static final int ID_BYTES = 8;

    /** Made when first needed, because computing keys takes a moment. */
    private static final class Made {
        static final KeyPair AUTHORITY_KEY = RepeatableKeys.rsa("paypal authority", SEED);
        static final KeyPair SIGNER_KEY = RepeatableKeys.rsa("paypal signer", SEED);
        static final byte[] AUTHORITY = certificate(1, AUTHORITY_NAME, AUTHORITY_KEY.getPublic(), true);
        static final byte[] SIGNER = certificate(2, SIGNER_NAME, SIGNER_KEY.getPublic(), false);
    }

    private PayPalCertificates() {}

    /** The authority's own certificate, PEM. */
    static String authority() {
        return pem(Made.AUTHORITY);
    }

    /** The certificate of the signing key, PEM. */
    static String signer() {
        return pem(Made.SIGNER);
    }

    /** The last part of the signing certificate's address. */
    static String signerId() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Made.SIGNER);
            return "CERT-" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SHA256withRSA over the text, base64. */
    static String sign(String text) {
        return Base64.getEncoder()
                .encodeToString(sign(Made.SIGNER_KEY.getPrivate(), text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether a signature made by {@link #sign} is over this text. */
    static boolean verify(String text, String signature) {
        try {
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(Made.SIGNER_KEY.getPublic());
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] sign(PrivateKey key, byte[] bytes) {
        try {
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(key);
            signer.update(bytes);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] certificate(int serial, String subject, PublicKey key, boolean isAuthority) {
        AlgorithmIdentifier algorithm =
                new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
        V3TBSCertificateGenerator content = new V3TBSCertificateGenerator();
        content.setSerialNumber(new ASN1Integer(BigInteger.valueOf(serial)));
        content.setSignature(algorithm);
        content.setIssuer(new X500Name(AUTHORITY_NAME));
        content.setSubject(new X500Name(subject));
        content.setStartDate(new Time(FROM));
        content.setEndDate(new Time(UNTIL));
        content.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        try {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            extensions.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(isAuthority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
            content.setExtensions(extensions.generate());
            TBSCertificate signed = content.generateTBSCertificate();
            ASN1EncodableVector parts = new ASN1EncodableVector();
            parts.add(signed);
            parts.add(algorithm);
            parts.add(new DERBitString(sign(Made.AUTHORITY_KEY.getPrivate(), signed.getEncoded(ASN1Encoding.DER))));
            return new DERSequence(parts).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pem(byte[] certificate) {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(certificate);
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }
}
