package io.dropshiphub.sandbox.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Grants access tokens to service accounts that sign for themselves (RFC 7523, Google's OAuth 2.0 documentation). */
final class GoogleTokens {

    static final String PATH = "/token";
    static final long LIFE_SECONDS = 3600;

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String SCOPES = "https://www.googleapis.com/auth/";
    private static final List<String> WRITING =
            List.of("devstorage.read_write", "devstorage.full_control", "cloud-platform");
    private static final List<String> READING = List.of("devstorage.read_only", "cloud-platform.read-only");

    /** What Google's own client library calls the audience, whatever the key file says. */
    private static final String REAL_URI = "https://oauth2.googleapis.com/token";

    private static final long LONGEST_SECONDS = 3600;

    /** How far the caller's clock may be off; Google tells no figure. */
    private static final long SKEW_SECONDS = 300;

    /** Access that was granted. */
    record Token(boolean mayWrite, long expiresAt) {}

    private final GoogleKey key;
    private final String prefix;
    private final SandboxClock clock;
    private final Map<String, Token> valid = new ConcurrentHashMap<>();

    /** @param prefix of this service on the sandbox's port */
    GoogleTokens(GoogleKey key, String prefix, SandboxClock clock) {
        this.key = key;
        this.prefix = prefix;
        this.clock = clock;
    }

    /** The address of the token endpoint as this caller sees it. */
    String tokenUri(WireRequest request) {
        return "http://" + request.header("Host") + prefix + PATH;
    }

    WireReply issue(Routes.Call call) throws IOException {
        WireRequest request = call.request();
        String type = request.header("Content-Type");
        if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
            return refused("invalid_request", "Missing parameter: grant_type");
        }
        String form = new String(request.body(), StandardCharsets.UTF_8);
        if (!GRANT.equals(WireRequest.parameter(form, "grant_type"))) {
            return refused(
                    "unsupported_grant_type", "Invalid grant_type: " + WireRequest.parameter(form, "grant_type"));
        }
        Jwt assertion = Jwt.parse(WireRequest.parameter(form, "assertion"));
        if (assertion == null) {
            return refused("invalid_grant", "Invalid JWT: the assertion is not a signed token.");
        }
        ObjectNode claims = assertion.claims();
        if (!GoogleKey.EMAIL.equals(Json.text(claims, "iss"))) {
            return refused("invalid_grant", "Invalid grant: account not found");
        }
        String keyId = Json.text(assertion.header(), "kid");
        if (keyId != null && !keyId.equals(key.keyId()) || !assertion.isSignedBy(key.publicKey())) {
            return refused("invalid_grant", "Invalid JWT Signature.");
        }
        String audience = Json.text(claims, "aud");
        if (!tokenUri(request).equals(audience) && !REAL_URI.equals(audience)) {
            return refused("invalid_grant", "Invalid JWT: Failed audience check.");
        }
        if (!isTimely(claims)) {
            return refused(
                    "invalid_grant",
                    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."
                            + " Check your iat and exp values in the JWT claim.");
        }
        return grant(Json.text(claims, "scope"));
    }

    private boolean isTimely(ObjectNode claims) {
        long now = clock.wallMillis() / 1000;
        long from = Json.number(claims, "iat", 0);
        long until = Json.number(claims, "exp", 0);
        return from <= now + SKEW_SECONDS
                && until >= now - SKEW_SECONDS
                && until > from
                && until - from <= LONGEST_SECONDS;
    }

    private WireReply grant(String scope) {
        List<String> scopes = scope == null ? List.of() : Arrays.asList(scope.split(" "));
        boolean writing = WRITING.stream().anyMatch(each -> scopes.contains(SCOPES + each));
        if (!writing && READING.stream().noneMatch(each -> scopes.contains(SCOPES + each))) {
            return refused("invalid_scope", "Invalid OAuth scope or ID token audience provided.");
        }
        long now = clock.millis();
        valid.values().removeIf(token -> token.expiresAt <= now);
        String value = "ya29.sandbox." + UUID.randomUUID().toString().replace("-", "");
        valid.put(value, new Token(writing, now + LIFE_SECONDS * 1000));
        return Json.reply(
                200,
                Json.object()
                        .put("access_token", value)
                        .put("expires_in", LIFE_SECONDS)
                        .put("token_type", "Bearer"));
    }

    private static WireReply refused(String error, String description) {
        return Json.reply(400, Json.object().put("error", error).put("error_description", description));
    }

    /** What the token of this header allows; null when there is none or it is not valid. */
    Token holder(String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return null;
        }
        Token token = valid.get(authorization.substring("Bearer ".length()));
        return token == null || token.expiresAt <= clock.millis() ? null : token;
    }

    void expireAll() {
        valid.clear();
    }
}
