package io.dropshiphub.sandbox.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Numbers;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What an upload is to become.
 *
 * @param generation the one that must be there, see {@link ObjectStore#put}
 * @param md5 what the caller computed, null when it told none
 * @param crc32c what the caller computed, null when it told none
 */
record GoogleUpload(String bucket, String name, StoredObject.Label label, long generation, String md5, String crc32c) {

    private static final int MAX_NAME_BYTES = 1024;
    private static final String DEFAULT_TYPE = "application/octet-stream";

    /**
     * @param metadata the object resource that came with it, empty when none did
     * @param contentType used when the resource tells none; may be null
     */
    static GoogleUpload of(String bucket, WireRequest request, ObjectNode metadata, String contentType) {
        String name = request.parameter("name");
        String type = Json.text(metadata, "contentType");
        String given = contentType == null || contentType.isEmpty() ? DEFAULT_TYPE : contentType;
        String md5 = hash(request, "md5");
        String crc32c = hash(request, "crc32c");
        return new GoogleUpload(
                bucket,
                name == null ? Json.text(metadata, "name") : name,
                new StoredObject.Label(
                        type == null ? given : type,
                        Json.text(metadata, "cacheControl"),
                        Json.text(metadata, "contentDisposition"),
                        Json.text(metadata, "contentEncoding"),
                        null,
                        metadata.get("metadata") instanceof ObjectNode own ? own : null),
                Numbers.signed(request.parameter("ifGenerationMatch"), ObjectStore.ANY),
                md5 == null ? Json.text(metadata, "md5Hash") : md5,
                crc32c == null ? Json.text(metadata, "crc32c") : crc32c);
    }

    /** Finds {@code md5} or {@code crc32c} in {@code x-goog-hash}, which may come once or twice. */
    static String hash(WireRequest request, String algorithm) {
        List<String> headers = request.headers();
        for (int i = 0; i < headers.size(); i += 2) {
            if (headers.get(i).equalsIgnoreCase("x-goog-hash")) {
                for (String each : headers.get(i + 1).split(",")) {
                    if (each.trim().startsWith(algorithm + "=")) {
                        return each.trim().substring(algorithm.length() + 1);
                    }
                }
            }
        }
        return null;
    }

    /** Why an object cannot have this name, null when it can. */
    WireReply nameProblem() {
        if (name == null || name.isEmpty()) {
            return GoogleReplies.error(400, "global", "required", "Required parameter: name");
        }
        boolean usable = name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES
                && name.indexOf('\r') < 0
                && name.indexOf('\n') < 0
                && !name.equals(".")
                && !name.equals("..");
        return usable ? null : GoogleReplies.invalid("Invalid object name: '" + name + "'");
    }

    /** Why the content is not what the caller meant to send, null when it is. */
    String mismatch(Content content) {
        if (md5 != null && !md5.equals(content.md5())) {
            return "Provided MD5 hash \"" + md5 + "\" doesn't match calculated MD5 hash \"" + content.md5() + "\".";
        }
        if (crc32c != null && !crc32c.equals(content.crc32c())) {
            return "Provided CRC32C \"" + crc32c + "\" doesn't match calculated CRC32C \"" + content.crc32c() + "\".";
        }
        return null;
    }
}
