package io.dropshiphub.sandbox.payments.square;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.WireReply;
import java.util.Map;

/** Ends a request with an error in Square's form. */
final class SquareRefusal extends RuntimeException {

    private static final String INVALID = "INVALID_REQUEST_ERROR";

    private static final Map<Integer, String> BROKEN = Map.of(
            500, "INTERNAL_SERVER_ERROR", 502, "BAD_GATEWAY", 503, "SERVICE_UNAVAILABLE", 504, "GATEWAY_TIMEOUT");

    private final int status;
    private final ObjectNode body;

    private SquareRefusal(int status, ObjectNode body, String message) {
        super(message, null, false, false);
        this.status = status;
        this.body = body;
    }

    /** @param field such as {@code amount_money.amount}, or null */
    static SquareRefusal invalid(String code, String field, String detail) {
        return of(400, INVALID, code, field, detail);
    }

    static SquareRefusal notFound(String what, String id) {
        return of(404, INVALID, "NOT_FOUND", null, "Could not find " + what + " with id: " + id);
    }

    static SquareRefusal refund(String code, String detail) {
        return of(400, "REFUND_ERROR", code, null, detail);
    }

    static SquareRefusal unauthorised() {
        return of(401, "AUTHENTICATION_ERROR", "UNAUTHORIZED", null, "This request could not be authorized.");
    }

    static SquareRefusal tooMany() {
        return of(429, "RATE_LIMIT_ERROR", "RATE_LIMITED", null, "Too many requests. Repeat this one a little later.");
    }

    static SquareRefusal broken(int status) {
        String code = BROKEN.getOrDefault(status, "INTERNAL_SERVER_ERROR");
        return of(status, "API_ERROR", code, null, "An internal error has occurred.");
    }

    static SquareRefusal of(int status, String category, String code, String field, String detail) {
        ObjectNode body = Json.object();
        ObjectNode error = body.putArray("errors")
                .addObject()
                .put("category", category)
                .put("code", code)
                .put("detail", detail);
        if (field != null) {
            error.put("field", field);
        }
        return new SquareRefusal(status, body, detail);
    }

    /** Shows the failed payment beside the error. */
    SquareRefusal with(ObjectNode payment) {
        body.set("payment", payment);
        return this;
    }

    /** Whether the same request may work a moment later. */
    boolean isTemporary() {
        return body.at("/errors/0/code").asText().equals("TEMPORARY_ERROR");
    }

    int status() {
        return status;
    }

    ObjectNode body() {
        return body;
    }

    WireReply reply() {
        return Json.reply(status, body);
    }
}
