package io.dropshiphub.sandbox.storage;

import io.dropshiphub.sandbox.wire.Numbers;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;

/** The address of an object itself: open to all in a public bucket, otherwise for signed addresses and token holders. */
final class GooglePublic {

    private final ObjectStore store;
    private final GoogleTokens tokens;
    private final GoogleSignature signature;
    private final GoogleWrites writes;

    GooglePublic(ObjectStore store, GoogleTokens tokens, GoogleSignature signature, GoogleWrites writes) {
        this.store = store;
        this.tokens = tokens;
        this.signature = signature;
        this.writes = writes;
    }

    WireReply read(Routes.Call call) {
        StorageSettings.Bucket bucket = store.bucket(call.variable(0));
        if (bucket == null) {
            return noBucket();
        }
        if (!bucket.publicRead() || isSigned(call.request())) {
            WireReply refusal = refusal(call.request(), false);
            if (refusal != null) {
                return refusal;
            }
        }
        StoredObject object = store.get(bucket.name(), call.variable(1));
        return object == null ? noObject(call) : GoogleObjects.media(object, bucket, call.request());
    }

    WireReply write(Routes.Call call) throws IOException {
        WireRequest request = call.request();
        WireReply refusal = refusal(request, true);
        if (refusal != null) {
            return refusal;
        }
        String bucket = call.variable(0);
        if (store.bucket(bucket) == null) {
            return noBucket();
        }
        String name = call.variable(1);
        String type = request.header("Content-Type");
        long generation = Numbers.signed(request.header("x-goog-if-generation-match"), ObjectStore.ANY);
        String contentMd5 = request.header("Content-MD5");
        GoogleUpload wanted = new GoogleUpload(
                bucket,
                name,
                new StoredObject.Label(
                        type == null ? "application/octet-stream" : type,
                        request.header("Cache-Control"),
                        request.header("Content-Disposition"),
                        null,
                        null,
                        null),
                generation,
                contentMd5 == null ? GoogleUpload.hash(request, "md5") : contentMd5,
                GoogleUpload.hash(request, "crc32c"));
        if (!store.isExpected(bucket, name, generation)) {
            return conditionNotMet();
        }
        if (!writes.isAllowed(bucket, name)) {
            return GoogleReplies.xml(429, "SlowDown", "Please reduce your request rate.", null);
        }
        Content content = store.receive(request.stream(), Long.MAX_VALUE);
        String mismatch = wanted.mismatch(content);
        if (mismatch != null) {
            content.delete();
            return GoogleReplies.xml(
                    400, "BadDigest", "The hash you specified did not match what we received.", mismatch);
        }
        StoredObject stored = store.put(bucket, name, content, wanted.label(), generation);
        return stored == null
                ? conditionNotMet()
                : WireReply.of(200, "text/html; charset=UTF-8", new byte[0])
                        .with(
                                "x-goog-generation", Long.toString(stored.generation()),
                                "x-goog-hash", "crc32c=" + content.crc32c() + ",md5=" + content.md5(),
                                "ETag", "\"" + content.md5Hex() + "\"");
    }

    WireReply delete(Routes.Call call) {
        WireReply refusal = refusal(call.request(), true);
        if (refusal != null) {
            return refusal;
        }
        if (store.bucket(call.variable(0)) == null) {
            return noBucket();
        }
        return store.delete(call.variable(0), call.variable(1)) == null
                ? noObject(call)
                : WireReply.of(204, "text/html; charset=UTF-8", new byte[0]);
    }

    private static boolean isSigned(WireRequest request) {
        return request.parameter(GoogleSignature.PARAMETER) != null;
    }

    private WireReply refusal(WireRequest request, boolean writing) {
        if (isSigned(request)) {
            return signature.problem(request);
        }
        String authorization = request.header("Authorization");
        if (authorization == null) {
            return GoogleReplies.xmlDenied();
        }
        GoogleTokens.Token token = tokens.holder(authorization);
        if (token == null) {
            return GoogleReplies.xml(401, "AuthenticationRequired", "Authentication required.", null);
        }
        return token.mayWrite() || !writing
                ? null
                : GoogleReplies.xml(403, "AccessDenied", "Access denied.", "Insufficient authentication scopes.");
    }

    private static WireReply conditionNotMet() {
        return GoogleReplies.xml(
                412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold.", null);
    }

    private static WireReply noBucket() {
        return GoogleReplies.xml(404, "NoSuchBucket", "The specified bucket does not exist.", null);
    }

    private static WireReply noObject(Routes.Call call) {
        return GoogleReplies.xml(
                404,
                "NoSuchKey",
                "The specified key does not exist.",
                "No such object: " + call.variable(0) + "/" + call.variable(1));
    }
}
