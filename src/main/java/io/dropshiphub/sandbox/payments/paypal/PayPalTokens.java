package io.dropshiphub.sandbox.payments.paypal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Grants access tokens for client id and secret, and counts how often it was asked to: a good client keeps its token. */
final class PayPalTokens {

    static final String CLIENT_ID = "sandbox-paypal-client";
    static final String SECRET = "sandbox-paypal-secret";

    /** How every token begins, so that one can be recognized wherever it turns up. */
    private static final String BEGIN = "A21AA-sandbox-access-";

    /** About nine hours, as PayPal's tokens live. */
    static final long LIFE_SECONDS = 32_400;

    private static final String APP_ID = "APP-80W284485P519543T";
    private static final String SCOPES = "https://uri.paypal.com/services/";

    private final SandboxClock clock;
    private final Map<String, Long> valid = new ConcurrentHashMap<>();
    private final AtomicLong issued = new AtomicLong();

    PayPalTokens(SandboxClock clock) {
        this.clock = clock;
    }

    WireReply issue(Routes.Call call) throws IOException {
        WireRequest request = call.request();
        String expected = "Basic "
                + Base64.getEncoder().encodeToString((CLIENT_ID + ':' + SECRET).getBytes(StandardCharsets.UTF_8));
        if (!expected.equals(request.header("Authorization"))) {
            return PayPalReplies.oauth(401, "invalid_client", "Client Authentication failed");
        }
        String type = request.header("Content-Type");
        String form = new String(request.body(), StandardCharsets.UTF_8);
        String grant = type != null && type.startsWith("application/x-www-form-urlencoded")
                ? WireRequest.parameter(form, "grant_type")
                : null;
        if (!"client_credentials".equals(grant)) {
            return PayPalReplies.oauth(400, "unsupported_grant_type", "Grant Type is NULL or unsupported");
        }
        return PayPalReplies.ok(200, grant());
    }

    private ObjectNode grant() {
        long now = clock.millis();
        valid.values().removeIf(expiresAt -> expiresAt <= now);
        String random = UUID.randomUUID().toString().replace("-", "");
        String token = BEGIN + random;
        valid.put(token, now + LIFE_SECONDS * 1000);
        issued.incrementAndGet();
        return Json.object()
                .put(
                        "scope",
                        SCOPES + "payments/payment " + SCOPES + "payments/payment/authcapture " + SCOPES
                                + "payments/refund " + SCOPES + "applications/webhooks " + SCOPES
                                + "reporting/search/read")
                .put("access_token", token)
                .put("token_type", "Bearer")
                .put("app_id", APP_ID)
                .put("expires_in", LIFE_SECONDS)
                .put("nonce", Instant.ofEpochMilli(now) + random.substring(0, 15));
    }

    /** Why this header does not let in, null when it does. */
    WireReply refusal(String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return PayPalReplies.error(401);
        }
        Long expiresAt = valid.get(authorization.substring("Bearer ".length()));
        return expiresAt != null && expiresAt > clock.millis()
                ? null
                : PayPalReplies.oauth(401, "invalid_token", "Token signature verification failed");
    }

    /** Tokens handed out since the start. */
    long issued() {
        return issued.get();
    }

    void expireAll() {
        valid.clear();
    }
}
