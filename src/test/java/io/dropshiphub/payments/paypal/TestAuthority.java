package io.dropshiphub.payments.paypal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
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
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** An authority that vouches for others, or a signer that it vouches for. */
final class TestAuthority {

    private static final AlgorithmIdentifier ALGORITHM =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);

    private final String name;
    private final KeyPair keys;
    private final String pem;

    private TestAuthority(String name, TestAuthority issuer, boolean vouches, Instant from, Instant until) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            this.name = name;
            keys = generator.generateKeyPair();
            TestAuthority by = issuer == null ? this : issuer;
            pem = pem(certificate(by, vouches, from, until));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that nobody vouches for. */
    static TestAuthority root(String name) {
        return new TestAuthority(
                "CN=" + name, null, true, PayPalBed.NOW.minusSeconds(86_400), PayPalBed.NOW.plusSeconds(864_000));
    }

    /** One that this one vouches for. */
    TestAuthority intermediate(String common) {
        return new TestAuthority(
                "CN=" + common, this, true, PayPalBed.NOW.minusSeconds(86_400), PayPalBed.NOW.plusSeconds(864_000));
    }

    /** A signer that this one vouches for in this time. */
    TestAuthority signer(Instant from, Instant until) {
        return new TestAuthority("CN=messageverificationcerts.paypal.com", this, false, from, until);
    }

    /** The certificate. */
    String pem() {
        return pem;
    }

    /** SHA256withRSA, base64. */
    String sign(String text) {
        return Base64.getEncoder().encodeToString(sign(keys.getPrivate(), text.getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] certificate(TestAuthority by, boolean vouches, Instant from, Instant until) {
        V3TBSCertificateGenerator content = new V3TBSCertificateGenerator();
        content.setSerialNumber(new ASN1Integer(BigInteger.valueOf(System.identityHashCode(this))));
        content.setSignature(ALGORITHM);
        content.setIssuer(new X500Name(by.name));
        content.setSubject(new X500Name(name));
        content.setStartDate(new Time(Date.from(from)));
        content.setEndDate(new Time(Date.from(until)));
        content.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        try {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(vouches));
            content.setExtensions(extensions.generate());
            TBSCertificate signed = content.generateTBSCertificate();
            ASN1EncodableVector parts = new ASN1EncodableVector();
            parts.add(signed);
            parts.add(ALGORITHM);
            parts.add(new DERBitString(sign(by.keys.getPrivate(), signed.getEncoded(ASN1Encoding.DER))));
            return new DERSequence(parts).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    private static String pem(byte[] certificate) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
                + "\n-----END CERTIFICATE-----\n";
    }
}
