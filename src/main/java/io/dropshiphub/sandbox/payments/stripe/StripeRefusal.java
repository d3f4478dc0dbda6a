package io.dropshiphub.sandbox.payments.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.WireReply;

/** Ends a request with an error in Stripe's form. */
final class StripeRefusal extends RuntimeException {

    private static final String INVALID = "invalid_request_error";

    private final int status;
    private final ObjectNode error;

    private StripeRefusal(int status, ObjectNode error) {
        super(error.path("message").asText(), null, false, false);
        this.status = status;
        this.error = error;
    }

    /** A wrong parameter; code and parameter may be null. */
    static StripeRefusal invalid(String code, String param, String message) {
        return of(400, INVALID, code, param, message);
    }

    static StripeRefusal missing(String param) {
        return invalid("parameter_missing", param, "Missing required param: " + param + ".");
    }

    /** The intent is not in a state for this. */
    static StripeRefusal state(String message) {
        return invalid("payment_intent_unexpected_state", null, message);
    }

    /** Something named in the path does not exist. */
    static StripeRefusal unknown(String object, String id) {
        return of(404, INVALID, "resource_missing", "id", "No such " + object + ": '" + id + "'");
    }

    static StripeRefusal of(int status, String type, String code, String param, String message) {
        ObjectNode error = Json.object();
        if (code != null) {
            error.put("code", code).put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
        }
        error.put("message", message);
        if (param != null) {
            error.put("param", param);
        }
        return new StripeRefusal(status, error.put("type", type));
    }

    /** A request that does not say who sends it, or says it wrongly. */
    static StripeRefusal unauthorised(String message) {
        return of(401, INVALID, null, null, message);
    }

    /** A declined card. */
    static StripeRefusal card(ObjectNode error) {
        return new StripeRefusal(402, error);
    }

    static StripeRefusal tooMany() {
        return of(
                429,
                INVALID,
                "rate_limit",
                null,
                "Request rate limit exceeded. Slow down and repeat the request a little later.");
    }

    static StripeRefusal broken(int status) {
        return of(status, "api_error", null, null, "An unknown error occurred while the request was carried out.");
    }

    int status() {
        return status;
    }

    ObjectNode body() {
        ObjectNode body = Json.object();
        body.set("error", error);
        return body;
    }

    WireReply reply() {
        return Json.reply(status, body());
    }
}
