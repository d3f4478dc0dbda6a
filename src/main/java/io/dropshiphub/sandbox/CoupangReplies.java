package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.WireReply;
import java.util.UUID;

/** The shapes in which Coupang answers (Coupang developer docs, and replies recorded from live calls). */
final class CoupangReplies {

    /**
     * HTTP status of a refused creation or modification. The body was recorded, the status was not; the client that saw
     * it treated it as success, so 200 is inferred.
     */
    static final int REFUSED_PRODUCT_STATUS = 200;

    /** HTTP status of a refused query, deletion or item change; documented for items, inferred for queries. */
    static final int REFUSED_CALL_STATUS = 400;

    private static final int TOO_MANY_STATUS = 429;

    private CoupangReplies() {}

    static WireReply success(String message, JsonNode data) {
        ObjectNode reply = Json.object().put("code", "SUCCESS").put("message", message);
        reply.set("data", data);
        return Json.reply(200, reply);
    }

    /** The answer to a creation: nothing but the number of the product. */
    static WireReply accepted(long sellerProductId) {
        return WireReply.json(200, "{\"code\":\"SUCCESS\",\"message\":\"\",\"data\":" + sellerProductId + "}");
    }

    static WireReply refused(int status, String message) {
        ObjectNode reply = Json.object().put("code", "ERROR").put("message", message);
        reply.putNull("data").putNull("details").putNull("errorItems");
        return Json.reply(status, reply);
    }

    static WireReply unauthorised(String message) {
        ObjectNode reply = Json.object()
                .put("code", "ERROR")
                .put("message", message)
                .put("transactionId", UUID.randomUUID().toString());
        if (message.equals(CoupangSignature.UNKNOWN_KEY)) {
            reply.putObject("messages").put("korean", "인증되지 않은 요청입니다.").put("english", message);
        }
        return Json.reply(401, reply);
    }

    /** The body of a 429 is told by no source. */
    static WireReply tooMany() {
        return WireReply.json(TOO_MANY_STATUS, "{\"code\":\"ERROR\",\"message\":\"Too Many Requests\"}");
    }

    static WireReply broken(int status) {
        return WireReply.json(status, "{\"code\":\"ERROR\",\"message\":\"Internal Server Error\"}");
    }
}
