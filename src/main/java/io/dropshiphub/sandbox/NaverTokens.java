package io.dropshiphub.sandbox;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.Radix64Encoder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Numbers;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Issues access tokens for signed requests (Naver Commerce API docs, authentication): the signature is the Base64 of
 * bcrypt over client id and timestamp, with the client secret as salt.
 */
final class NaverTokens {

    static final long LIFE_MILLIS = 10_800_000;

    /** With less than this left a new token is issued; until then the same one is returned. */
    static final long RENEWAL_MILLIS = 1_800_000;

    private static final long TIMESTAMP_WINDOW_MILLIS = 300_000;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int SALT_CHARACTERS = 22;
    private static final int REMEMBERED = 256;

    private record Token(String value, String clientId, long expiresAt) {}

    private final Map<String, SandboxAccounts.Naver> applications = new HashMap<>();
    private final Map<String, Token> current = new HashMap<>();
    private final Map<String, Token> valid = new ConcurrentHashMap<>();
    private final SandboxClock clock;

    /** Bcrypt is slow on purpose; a request repeated within its five minutes need not be computed again. */
    private final Map<String, String> accepted = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    NaverTokens(Iterable<SandboxAccounts.Naver> applications, SandboxClock clock) {
        applications.forEach(application -> this.applications.put(application.clientId(), application));
        this.clock = clock;
    }

    WireReply issue(byte[] body, String query, String contentType) {
        if (contentType == null || !contentType.startsWith(FORM) || !query.isEmpty()) {
            return NaverReplies.failed(400, "BAD_REQUEST", "토큰 요청은 " + FORM + " 본문으로만 보낼 수 있습니다.");
        }
        String form = new String(body, StandardCharsets.UTF_8);
        NaverReplies.Problems problems = new NaverReplies.Problems();
        String clientId = required(form, "client_id", problems);
        String timestamp = required(form, "timestamp", problems);
        String sign = required(form, "client_secret_sign", problems);
        String type = required(form, "type", problems);
        if (!"client_credentials".equals(required(form, "grant_type", problems)) && problems.isEmpty()) {
            problems.add("grant_type", "NotValid", "grant_type 항목이 유효하지 않습니다.");
        }
        if (problems.isEmpty() && !type.equals("SELF") && !type.equals("SELLER")) {
            problems.add("type", "NotValidEnum", "type 항목이 유효하지 않습니다.");
        }
        String accountId = WireRequest.parameter(form, "account_id");
        if ("SELLER".equals(type) && (accountId == null || accountId.isEmpty())) {
            problems.missing("account_id");
        }
        if (!problems.isEmpty()) {
            return NaverReplies.invalid(problems);
        }
        SandboxAccounts.Naver application = applications.get(clientId);
        if (application == null) {
            return NaverReplies.failed(403, "FORBIDDEN", "client_id 항목이 유효하지 않습니다.");
        }
        if (Math.abs(clock.wallMillis() - Numbers.parse(timestamp)) > TIMESTAMP_WINDOW_MILLIS) {
            return NaverReplies.invalid("timestamp", "NotValid", "timestamp 항목이 유효하지 않습니다.");
        }
        if (!isSigned(application, timestamp, sign)) {
            return NaverReplies.invalid("client_secret_sign", "NotValid", "client_secret_sign 항목이 유효하지 않습니다.");
        }
        return reply(clientId, "SELLER".equals(type) ? type + accountId : type);
    }

    private static String required(String form, String name, NaverReplies.Problems problems) {
        String value = WireRequest.parameter(form, name);
        if (value == null || value.isEmpty()) {
            problems.missing(name);
        }
        return value;
    }

    private boolean isSigned(SandboxAccounts.Naver application, String timestamp, String sign) {
        String password = application.clientId() + "_" + timestamp;
        synchronized (accepted) {
            if (sign.equals(accepted.get(password))) {
                return true;
            }
        }
        byte[] expected = sign(application.clientSecret(), password).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, sign.getBytes(StandardCharsets.US_ASCII))) {
            return false;
        }
        synchronized (accepted) {
            accepted.put(password, sign);
        }
        return true;
    }

    /** The salt's last character holds spare bits that bcrypt drops; the whole hash is compared, so it does not matter. */
    static String sign(String clientSecret, String password) {
        int cost = Integer.parseInt(clientSecret.substring(4, 6));
        byte[] salt = new Radix64Encoder.Default()
                .decode(clientSecret.substring(7, 7 + SALT_CHARACTERS).getBytes(StandardCharsets.US_ASCII));
        byte[] hash = BCrypt.with(BCrypt.Version.VERSION_2A)
                .hash(cost, Arrays.copyOf(salt, 16), password.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(hash);
    }

    private synchronized WireReply reply(String clientId, String owner) {
        long now = clock.millis();
        valid.values().removeIf(token -> token.expiresAt <= now);
        String key = clientId + ' ' + owner;
        Token token = current.get(key);
        if (token == null || token.expiresAt - now < RENEWAL_MILLIS) {
            token = new Token(UUID.randomUUID().toString().replace("-", ""), clientId, now + LIFE_MILLIS);
            current.put(key, token);
            valid.put(token.value, token);
        }
        ObjectNode reply = Json.object()
                .put("access_token", token.value)
                .put("expires_in", (token.expiresAt - now) / 1000)
                .put("token_type", "Bearer");
        return Json.reply(200, reply);
    }

    /** The application that holds the token of this header, or null. */
    String holder(String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return null;
        }
        Token token = valid.get(authorization.substring("Bearer ".length()));
        return token == null || token.expiresAt <= clock.millis() ? null : token.clientId;
    }

    synchronized void expireAll() {
        valid.clear();
        current.clear();
    }
}
