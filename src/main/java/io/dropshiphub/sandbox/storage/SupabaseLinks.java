package io.dropshiphub.sandbox.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Signed addresses: a token in the query stands for the right to read, or once to write, one object. */
final class SupabaseLinks {

    /** The server's default; a project may have set another. */
    static final long UPLOAD_SECONDS = 60;

    private final ObjectStore store;
    private final SupabaseUploads uploads;
    private final SandboxClock clock;
    /** Counts how often every address was made worthless. */
    private final AtomicInteger rotation = new AtomicInteger();

    SupabaseLinks(ObjectStore store, SupabaseUploads uploads, SandboxClock clock) {
        this.store = store;
        this.uploads = uploads;
        this.clock = clock;
    }

    void expireAll() {
        rotation.incrementAndGet();
    }

    private String secret() {
        return "the sandbox's secret for signed addresses " + rotation.get();
    }

    WireReply sign(Routes.Call call) throws IOException {
        ObjectNode wanted = Json.object(call.request().body());
        if (wanted == null || !wanted.has("expiresIn")) {
            return SupabaseReplies.schema("body must have required property 'expiresIn'");
        }
        if (!Json.whole(wanted, "expiresIn", 1)) {
            return SupabaseReplies.schema(
                    wanted.get("expiresIn").isIntegralNumber()
                            ? "body/expiresIn must be >= 1"
                            : "body/expiresIn must be integer");
        }
        String path = path(call);
        if (store.bucket(call.variable(0)) == null) {
            return SupabaseReplies.noBucket();
        }
        if (store.get(call.variable(0), call.variable(1)) == null) {
            return SupabaseReplies.noObject();
        }
        String token = token(path, wanted.get("expiresIn").longValue(), false);
        return Json.reply(200, Json.object().put("signedURL", "/object/sign/" + encoded(path) + "?token=" + token));
    }

    WireReply signUpload(Routes.Call call) {
        String path = path(call);
        boolean overwrite = "true".equals(call.request().header("x-upsert"));
        if (store.bucket(call.variable(0)) == null) {
            return SupabaseReplies.noBucket();
        }
        if (!SupabaseUploads.KEY.matcher(call.variable(1)).matches()) {
            return SupabaseReplies.invalidKey(call.variable(1));
        }
        if (!overwrite && store.get(call.variable(0), call.variable(1)) != null) {
            return SupabaseReplies.duplicate();
        }
        String token = token(path, UPLOAD_SECONDS, overwrite);
        return Json.reply(
                200,
                Json.object()
                        .put("url", "/object/upload/sign/" + encoded(path) + "?token=" + token)
                        .put("token", token));
    }

    private String token(String path, long seconds, boolean overwrite) {
        long now = clock.millis() / 1000;
        ObjectNode claims = Json.object().put("url", path);
        if (overwrite) {
            claims.put("upsert", true);
        }
        return Jwt.sign(claims.put("iat", now).put("exp", now + seconds), secret());
    }

    WireReply read(Routes.Call call) {
        Jwt token = Jwt.parse(call.request().parameter("token"));
        WireReply refusal = refusal(call, token);
        if (refusal != null) {
            return refusal;
        }
        StoredObject object = store.get(call.variable(0), call.variable(1));
        return object == null
                ? SupabaseReplies.noObject()
                : SupabaseReads.content(
                        object, call.request(), token.claims().path("exp").asLong() * 1000);
    }

    WireReply upload(Routes.Call call) throws IOException {
        Jwt token = Jwt.parse(call.request().parameter("token"));
        WireReply refusal = refusal(call, token);
        return refusal == null
                ? uploads.signed(call, token.claims().path("upsert").asBoolean())
                : refusal;
    }

    private WireReply refusal(Routes.Call call, Jwt token) {
        WireRequest request = call.request();
        if (request.parameter("token") == null) {
            return SupabaseReplies.schema("querystring must have required property 'token'");
        }
        if (token == null) {
            return SupabaseReplies.invalidToken("Invalid Compact JWS");
        }
        if (!token.isSignedWith(secret())) {
            return SupabaseReplies.invalidToken("signature verification failed");
        }
        if (token.claims().path("exp").asLong() * 1000 <= clock.millis()) {
            return SupabaseReplies.invalidToken("\"exp\" claim timestamp check failed");
        }
        return path(call).equals(Json.text(token.claims(), "url")) ? null : SupabaseReplies.invalidSignature();
    }

    private static String path(Routes.Call call) {
        return call.variable(0) + "/" + call.variable(1);
    }

    private static String encoded(String path) {
        return GoogleSignature.encode(path, false);
    }
}
