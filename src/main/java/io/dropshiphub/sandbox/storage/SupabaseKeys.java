package io.dropshiphub.sandbox.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.util.Locale;

/** The keys of the simulated project, and who may come in with which. Invented; worth nothing anywhere else. */
final class SupabaseKeys {

    static final String SECRET = "sb_secret_sandbox";
    static final String PUBLISHABLE = "sb_publishable_sandbox";

    private static final String SERVICE_ROLE = "service_role";
    private static final String ANON = "anon";
    private static final String JWT_SECRET = "the sandbox's own JSON web token secret";
    private static final long ISSUED_AT = 1_700_000_000;
    private static final long EXPIRES_AT = 2_000_000_000;

    private final String legacyService = legacy(SERVICE_ROLE);
    private final String legacyAnon = legacy(ANON);

    /** Who calls, or why nobody may; exactly one is null. */
    record Caller(String role, WireReply refusal) {

        boolean isService() {
            return SERVICE_ROLE.equals(role);
        }
    }

    private static String legacy(String role) {
        return Jwt.sign(
                Json.object()
                        .put("iss", "supabase")
                        .put("ref", "sandbox")
                        .put("role", role)
                        .put("iat", ISSUED_AT)
                        .put("exp", EXPIRES_AT),
                JWT_SECRET);
    }

    /**
     * A new key stands in {@code apikey} only and is no bearer token; a legacy one stands in both headers. The gateway's
     * refusals have a shape of their own.
     */
    Caller caller(WireRequest request) {
        String key = request.header("apikey");
        String authorization = request.header("Authorization");
        if (key == null) {
            return gateway(401, "No API key found in request");
        }
        if (key.equals(SECRET) || key.equals(PUBLISHABLE)) {
            if (key.equals(SECRET) && looksLikeBrowser(request.header("User-Agent"))) {
                return gateway(401, "Forbidden use of secret API key in browser");
            }
            if (authorization != null) {
                return refused(SupabaseReplies.denied("Invalid Compact JWS"));
            }
            return new Caller(key.equals(SECRET) ? SERVICE_ROLE : ANON, null);
        }
        if (!key.equals(legacyService) && !key.equals(legacyAnon)) {
            return gateway(401, "Invalid API key");
        }
        if (authorization == null) {
            return refused(SupabaseReplies.schema("headers must have required property 'authorization'"));
        }
        if (!authorization.equals("Bearer " + key)) {
            return refused(SupabaseReplies.denied(
                    Jwt.parse(authorization.replaceFirst("^Bearer ", "")) == null
                            ? "Invalid Compact JWS"
                            : "signature verification failed"));
        }
        return new Caller(key.equals(legacyService) ? SERVICE_ROLE : ANON, null);
    }

    /** The gateway's own test is not public; every browser begins like this. */
    private static boolean looksLikeBrowser(String userAgent) {
        return userAgent != null && userAgent.toLowerCase(Locale.ROOT).startsWith("mozilla/");
    }

    private static Caller gateway(int status, String message) {
        return refused(Json.reply(status, Json.object().put("message", message)));
    }

    private static Caller refused(WireReply reply) {
        return new Caller(null, reply);
    }

    ObjectNode describe() {
        return Json.object()
                .put("secret_key", SECRET)
                .put("publishable_key", PUBLISHABLE)
                .put("service_role_jwt", legacyService)
                .put("anon_jwt", legacyAnon);
    }
}
