package io.dropshiphub.sandbox.payments.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.WireReply;
import java.util.UUID;

/** PayPal's answers: the shape of its errors, its links, and the id of each answer for its support. */
final class PayPalReplies {

    private static final String DEBUG_ID = "Paypal-Debug-Id";
    private static final byte[] NOTHING = {};

    private PayPalReplies() {}

    static WireReply ok(int status, JsonNode body) {
        return Json.reply(status, body).with(DEBUG_ID, debugId());
    }

    static WireReply noContent() {
        return WireReply.of(204, WireReply.JSON, NOTHING).with(DEBUG_ID, debugId());
    }

    static WireReply refusal(PayPalRefusal refusal) {
        ObjectNode detail = Json.object();
        if (refusal.field != null) {
            detail.put("field", refusal.field);
        }
        if (refusal.value != null) {
            detail.put("value", refusal.value);
        }
        if (refusal.location != null) {
            detail.put("location", refusal.location);
        }
        detail.put("issue", refusal.issue.name()).put("description", refusal.issue.description);
        return error(refusal.issue.status, detail, refusal.redirect);
    }

    static WireReply error(int status) {
        return error(status, null, null);
    }

    private static WireReply error(int status, ObjectNode detail, String redirect) {
        String debugId = debugId();
        ObjectNode body = Json.object()
                .put("name", name(status))
                .put("message", message(status))
                .put("debug_id", debugId);
        if (detail != null) {
            body.putArray("details").add(detail);
        }
        ArrayNode links = body.putArray("links");
        link(links, "https://developer.paypal.com/api/rest/responses/", "information_link", "GET");
        if (redirect != null) {
            link(links, redirect, "redirect", "GET");
        }
        return Json.reply(status, body).with(DEBUG_ID, debugId);
    }

    /** As the token endpoint and the check of a token object. */
    static WireReply oauth(int status, String error, String description) {
        return Json.reply(status, Json.object().put("error", error).put("error_description", description))
                .with(DEBUG_ID, debugId());
    }

    static void link(ArrayNode links, String href, String rel, String method) {
        links.addObject().put("href", href).put("rel", rel).put("method", method);
    }

    private static String name(int status) {
        return switch (status) {
            case 400 -> "INVALID_REQUEST";
            case 401 -> "AUTHENTICATION_FAILURE";
            case 403 -> "NOT_AUTHORIZED";
            case 404 -> "RESOURCE_NOT_FOUND";
            case 409 -> "RESOURCE_CONFLICT";
            case 415 -> "UNSUPPORTED_MEDIA_TYPE";
            case 422 -> "UNPROCESSABLE_ENTITY";
            case 429 -> "RATE_LIMIT_REACHED";
            case 503 -> "SERVICE_UNAVAILABLE";
            default -> "INTERNAL_SERVER_ERROR";
        };
    }

    private static String message(int status) {
        return switch (status) {
            case 400 -> "Request is not well-formed, syntactically incorrect, or violates schema.";
            case 401 ->
                "Authentication failed due to missing authorization header, or invalid authentication credentials.";
            case 403 -> "Authorization failed due to insufficient permissions.";
            case 404 -> "The specified resource does not exist.";
            case 409 -> "The server has detected a conflict while processing this request.";
            case 415 -> "The server does not support the request payload's media type.";
            case 422 ->
                "The requested action could not be performed, semantically incorrect, or failed business validation.";
            case 429 -> "Too many requests. Blocked due to rate limiting.";
            case 503 -> "Service Unavailable.";
            default -> "An internal server error occurred.";
        };
    }

    private static String debugId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 13);
    }
}
