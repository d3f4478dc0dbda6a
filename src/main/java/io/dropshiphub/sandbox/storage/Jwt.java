package io.dropshiphub.sandbox.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A signed JSON web token in its compact form (RFC 7519). */
record Jwt(ObjectNode header, ObjectNode claims, String signed, byte[] signature) {

    /** Null when the text is no token. */
    static Jwt parse(String text) {
        String[] parts = text == null ? new String[0] : text.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            ObjectNode header = Json.object(decoder.decode(parts[0]));
            ObjectNode claims = Json.object(decoder.decode(parts[1]));
            return header == null || claims == null
                    ? null
                    : new Jwt(header, claims, parts[0] + '.' + parts[1], decoder.decode(parts[2]));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    boolean isSignedBy(PublicKey key) {
        try {
            Signature rs256 = Signature.getInstance("SHA256withRSA");
            rs256.initVerify(key);
            rs256.update(signed.getBytes(StandardCharsets.US_ASCII));
            return "RS256".equals(Json.text(header, "alg")) && rs256.verify(signature);
        } catch (GeneralSecurityException unusableSignature) {
            return false;
        }
    }

    boolean isSignedWith(String secret) {
        return "HS256".equals(Json.text(header, "alg")) && MessageDigest.isEqual(hmac(secret, signed), signature);
    }

    /** A new token with these claims. */
    static String sign(ObjectNode claims, String secret) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        ObjectNode header = Json.object().put("alg", "HS256").put("typ", "JWT");
        String signed = encoder.encodeToString(Json.bytes(header)) + '.' + encoder.encodeToString(Json.bytes(claims));
        return signed + '.' + encoder.encodeToString(hmac(secret, signed));
    }

    private static byte[] hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
