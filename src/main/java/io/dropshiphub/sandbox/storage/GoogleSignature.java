package io.dropshiphub.sandbox.storage;

import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.wire.Numbers;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * Checks signed addresses (Cloud Storage documentation, "Canonical requests" and "Signatures", V4). The path is signed as
 * the service behind the sandbox's prefix sees it: {@code /bucket/object}.
 */
final class GoogleSignature {

    static final String PARAMETER = "X-Goog-Signature";

    private static final String ALGORITHM = "GOOG4-RSA-SHA256";
    private static final long LONGEST_SECONDS = 7 * 24 * 60 * 60;

    /** How far ahead the signer's clock may be; documented for signed headers, taken to hold for addresses too. */
    private static final long AHEAD_MILLIS = 15 * 60 * 1000;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final String UNRESERVED = "-_.~";

    private final GoogleKey key;
    private final SandboxClock clock;

    GoogleSignature(GoogleKey key, SandboxClock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** Why the address is not good, null when it is. */
    WireReply problem(WireRequest request) {
        String date = request.parameter("X-Goog-Date");
        String credential = request.parameter("X-Goog-Credential");
        String signedHeaders = request.parameter("X-Goog-SignedHeaders");
        long expires = Numbers.parse(request.parameter("X-Goog-Expires"));
        long at = millis(date);
        if (!ALGORITHM.equals(request.parameter("X-Goog-Algorithm"))
                || at < 0
                || credential == null
                || signedHeaders == null
                || expires < 1
                || expires > LONGEST_SECONDS) {
            return GoogleReplies.xml(
                    400, "InvalidArgument", "Invalid argument.", "A query parameter of the signature is not valid.");
        }
        String scope = date.substring(0, 8);
        String[] told = credential.split("/");
        if (told.length != 5
                || !told[0].equals(GoogleKey.EMAIL)
                || !told[1].equals(scope)
                || !told[3].equals("storage")
                || !told[4].equals("goog4_request")) {
            return GoogleReplies.xml(
                    400, "InvalidArgument", "Invalid argument.", "The credential scope is not valid: " + credential);
        }
        List<String> names = List.of(signedHeaders.split(";"));
        for (String name : names) {
            if (request.header(name) == null) {
                return GoogleReplies.xml(
                        400,
                        "MalformedSecurityHeader",
                        "Your request has a malformed header.",
                        "Header was included in signedheaders, but not in the request: " + name);
            }
        }
        if (!names.contains("host")) {
            return GoogleReplies.xml(
                    400, "MalformedSecurityHeader", "Your request has a malformed header.", "host must be signed.");
        }
        if (at - clock.wallMillis() > AHEAD_MILLIS) {
            return GoogleReplies.xml(403, "AccessDenied", "Access denied.", "Request is not valid yet.");
        }
        if (clock.millis() > at + expires * 1000) {
            return GoogleReplies.xml(
                    400,
                    "ExpiredToken",
                    "The provided token has expired.",
                    "Request signature expired at: " + HttpDates.of(at + expires * 1000));
        }
        String text = ALGORITHM
                + '\n'
                + date
                + '\n'
                + credential.substring(told[0].length() + 1)
                + '\n'
                + sha256(canonical(request, names, signedHeaders));
        return isSigned(text, request.parameter(PARAMETER))
                ? null
                : GoogleReplies.xml(
                        403,
                        "SignatureDoesNotMatch",
                        "Access denied.",
                        "The request signature we calculated does not match the signature you provided. String to sign: "
                                + text);
    }

    private static long millis(String date) {
        try {
            return date == null
                    ? -1
                    : LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC).toEpochMilli();
        } catch (DateTimeParseException e) {
            return -1;
        }
    }

    private static String canonical(WireRequest request, List<String> names, String signedHeaders) {
        StringBuilder canonical = new StringBuilder(request.method())
                .append('\n')
                .append(request.path())
                .append('\n')
                .append(query(request.query()))
                .append('\n');
        for (String name : names) {
            canonical
                    .append(name)
                    .append(':')
                    .append(request.header(name).trim().replaceAll(" +", " "))
                    .append('\n');
        }
        String payload =
                names.contains("x-goog-content-sha256") ? request.header("x-goog-content-sha256") : "UNSIGNED-PAYLOAD";
        return canonical
                .append('\n')
                .append(signedHeaders)
                .append('\n')
                .append(payload)
                .toString();
    }

    /** All parameters but the signature itself, encoded anew and sorted. */
    private static String query(String raw) {
        List<String> pairs = new ArrayList<>();
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            String name = WireRequest.decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : WireRequest.decode(pair.substring(equals + 1));
            if (!name.equals(PARAMETER)) {
                pairs.add(encode(name, true) + '=' + encode(value, true));
            }
        }
        Collections.sort(pairs);
        return String.join("&", pairs);
    }

    /** Percent-encodes everything but RFC 3986's unreserved characters. */
    static String encode(String text, boolean slashes) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (plain || UNRESERVED.indexOf(c) >= 0 || c == '/' && !slashes) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isSigned(String text, String signature) {
        try {
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initVerify(key.publicKey());
            rsa.update(text.getBytes(StandardCharsets.UTF_8));
            return rsa.verify(HexFormat.of().parseHex(signature));
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            return false;
        }
    }
}
