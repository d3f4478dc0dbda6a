package io.dropshiphub.sandbox;

import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks Coupang's "CEA" authorization header (Coupang developer docs, HMAC signature): HMAC-SHA256 over signed date,
 * method, path and query as sent, without separators and without the question mark.
 */
final class CoupangSignature {

    static final String EXPIRED = "Specified signature is expired.";
    static final String INVALID = "Invalid signature.";
    static final String MALFORMED = "HMAC format is invalid.";
    static final String UNKNOWN_KEY = "Request is not authorized.";

    /** Who called, or what is wrong with the header. */
    record Verdict(SandboxAccounts.Coupang vendor, String problem) {}

    private static final String SCHEME = "CEA ";
    private static final DateTimeFormatter SIGNED_DATE = DateTimeFormatter.ofPattern("yyMMdd'T'HHmmss'Z'");
    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(() -> {
        try {
            return Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    });

    private final Map<String, SandboxAccounts.Coupang> vendors = new HashMap<>();
    private final Map<String, SecretKeySpec> secrets = new HashMap<>();
    private final SandboxClock clock;
    private final long windowMillis;

    CoupangSignature(Iterable<SandboxAccounts.Coupang> vendors, SandboxClock clock, long windowMillis) {
        for (SandboxAccounts.Coupang vendor : vendors) {
            this.vendors.put(vendor.accessKey(), vendor);
            secrets.put(vendor.accessKey(), key(vendor.secretKey()));
        }
        this.clock = clock;
        this.windowMillis = windowMillis;
    }

    Verdict check(WireRequest request) {
        String header = request.header("Authorization");
        if (header == null || !header.startsWith(SCHEME)) {
            return refused(MALFORMED);
        }
        String algorithm = null;
        String accessKey = null;
        String signedDate = null;
        String signature = null;
        // Clients separate by comma and space, the official partner sample by comma alone; both are accepted.
        for (String part : header.substring(SCHEME.length()).split(",")) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                return refused(MALFORMED);
            }
            String value = part.substring(equals + 1).trim();
            switch (part.substring(0, equals).trim()) {
                case "algorithm" -> algorithm = value;
                case "access-key" -> accessKey = value;
                case "signed-date" -> signedDate = value;
                case "signature" -> signature = value;
                default -> {
                    return refused(MALFORMED);
                }
            }
        }
        if (!"HmacSHA256".equals(algorithm) || accessKey == null || signedDate == null || signature == null) {
            return refused(MALFORMED);
        }
        SandboxAccounts.Coupang vendor = vendors.get(accessKey);
        if (vendor == null) {
            return refused(UNKNOWN_KEY);
        }
        long signedAt;
        try {
            signedAt = LocalDateTime.parse(signedDate, SIGNED_DATE)
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
        } catch (DateTimeParseException e) {
            return refused(MALFORMED);
        }
        if (Math.abs(clock.wallMillis() - signedAt) > windowMillis) {
            return refused(EXPIRED);
        }
        String message = signedDate + request.method() + request.path() + request.query();
        byte[] expected = sign(secrets.get(accessKey), message).getBytes(StandardCharsets.US_ASCII);
        boolean same = MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.US_ASCII));
        return same ? new Verdict(vendor, null) : refused(INVALID);
    }

    private static Verdict refused(String problem) {
        return new Verdict(null, problem);
    }

    static SecretKeySpec key(String secret) {
        return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** Lower-case hex. */
    static String sign(SecretKeySpec key, String message) {
        try {
            Mac mac = MAC.get();
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
