package io.dropshiphub.sandbox.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Multipart;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Uploads at the JSON interface: the content alone, the content with its metadata, or a session for content in pieces. */
final class GoogleUploads {

    private final ObjectStore store;
    private final GoogleWrites writes;
    private final GoogleSessions sessions;

    GoogleUploads(ObjectStore store, GoogleWrites writes, GoogleSessions sessions) {
        this.store = store;
        this.writes = writes;
        this.sessions = sessions;
    }

    WireReply upload(Routes.Call call) throws IOException {
        WireRequest request = call.request();
        String bucket = call.variable(0);
        if (store.bucket(bucket) == null) {
            return GoogleReplies.noBucket();
        }
        String type = request.parameter("uploadType");
        return switch (type == null ? "" : type) {
            case "media" ->
                take(
                        GoogleUpload.of(bucket, request, Json.object(), request.header("Content-Type")),
                        request.stream(),
                        request);
            case "multipart" -> multipart(bucket, request);
            case "resumable" -> resumable(bucket, request);
            default -> GoogleReplies.invalid("uploadType must be media, multipart or resumable");
        };
    }

    private WireReply multipart(String bucket, WireRequest request) throws IOException {
        Multipart parts = Multipart.open("multipart/related", request.header("Content-Type"), plain(request));
        if (parts == null) {
            return GoogleReplies.invalid("Multipart must have a content type of multipart/related with a boundary.");
        }
        try {
            ObjectNode metadata = parts.next() ? Json.object(parts.content().readAllBytes()) : null;
            if (metadata == null || !parts.next()) {
                return GoogleReplies.invalid("A multipart upload has two parts: the JSON metadata and the content.");
            }
            GoogleUpload wanted = GoogleUpload.of(bucket, request, metadata, parts.contentType());
            return take(wanted, parts.content(), request);
        } catch (Multipart.MalformedException e) {
            return GoogleReplies.invalid("Malformed multipart body.");
        }
    }

    /** Google's own client library compresses what it sends here. */
    private static InputStream plain(WireRequest request) throws IOException {
        return "gzip".equalsIgnoreCase(request.header("Content-Encoding"))
                ? new GZIPInputStream(request.stream())
                : request.stream();
    }

    private WireReply take(GoogleUpload wanted, InputStream in, WireRequest request) throws IOException {
        WireReply refusal = refusal(wanted);
        if (refusal != null) {
            return refusal;
        }
        return finish(store, wanted, store.receive(in, Long.MAX_VALUE), request);
    }

    private WireReply resumable(String bucket, WireRequest request) throws IOException {
        byte[] body = plain(request).readAllBytes();
        ObjectNode metadata = body.length == 0 ? Json.object() : Json.object(body);
        if (metadata == null) {
            return GoogleReplies.error(400, "global", "parseError", "Parse Error");
        }
        GoogleUpload wanted = GoogleUpload.of(bucket, request, metadata, request.header("X-Upload-Content-Type"));
        WireReply refusal = refusal(wanted);
        return refusal == null ? sessions.open(wanted, request) : refusal;
    }

    private WireReply refusal(GoogleUpload wanted) {
        WireReply problem = wanted.nameProblem();
        if (problem != null) {
            return problem;
        }
        if (!store.isExpected(wanted.bucket(), wanted.name(), wanted.generation())) {
            return GoogleReplies.conditionNotMet();
        }
        return writes.isAllowed(wanted.bucket(), wanted.name()) ? null : GoogleReplies.tooMany();
    }

    /** Turns received content into an object. */
    static WireReply finish(ObjectStore store, GoogleUpload wanted, Content content, WireRequest request) {
        String mismatch = wanted.mismatch(content);
        if (mismatch != null) {
            content.delete();
            return GoogleReplies.invalid(mismatch);
        }
        StoredObject stored = store.put(wanted.bucket(), wanted.name(), content, wanted.label(), wanted.generation());
        return stored == null
                ? GoogleReplies.conditionNotMet()
                : Json.reply(200, GoogleObjects.describe(stored, request));
    }
}
