package io.dropshiphub.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;

/**
 * Reads Supabase's answers. Nearly every error comes with HTTP 400; what it is stands in the body's {@code statusCode},
 * {@code code} and {@code error} (source of supabase/storage, {@code error-handler.ts} and {@code storage-error.ts}).
 */
final class SupabaseReplies {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SupabaseReplies() {}

    /** The status that is meant. */
    static int status(int http, String body) {
        int told = tree(body).path("statusCode").asInt();
        return told == 0 ? http : told;
    }

    /** The address in the answer to a sign request, relative to the service's base. */
    static String signedUrl(String body) {
        return tree(body).path("signedURL").asText("");
    }

    /** What a refusal means. */
    static StoreFailure failure(StoreReply reply, Clock clock) {
        String text = reply.text();
        JsonNode body = tree(text);
        int status = status(reply.status(), text);
        String code = body.path("code").asText("");
        String said = HttpFailures.said(
                status, body.path("message").asText(body.path("error").asText("")));
        if (code.equals("NoSuchBucket") || said.contains("Bucket not found")) {
            return StoreFailure.of(StoreFailure.Kind.SETUP, "has no such bucket (" + said + ")");
        }
        if (code.equals("InvalidJWT") || said.contains("Invalid Compact JWS")) {
            return StoreFailure.of(StoreFailure.Kind.AUTH, "does not accept the key (" + said + ")");
        }
        if (status == 423) {
            return StoreFailure.busy("is busy with this object (" + said + ")", null);
        }
        return HttpFailures.of(status, said, reply.headers().get("retry-after"), clock);
    }

    private static JsonNode tree(String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree == null ? JSON.missingNode() : tree;
        } catch (JsonProcessingException notJson) {
            return JSON.missingNode();
        }
    }
}
