package io.dropshiphub.sandbox.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.WireReply;
import java.nio.charset.StandardCharsets;

/** How Cloud Storage refuses: in JSON at the JSON interface, in XML at the addresses of objects. */
final class GoogleReplies {

    private static final String XML = "application/xml; charset=UTF-8";

    private GoogleReplies() {}

    static WireReply error(int status, String domain, String reason, String message) {
        return error(status, domain, reason, message, null, null);
    }

    private static WireReply error(
            int status, String domain, String reason, String message, String locationType, String location) {
        ObjectNode reply = Json.object();
        ObjectNode error = reply.putObject("error").put("code", status).put("message", message);
        ObjectNode detail = error.putArray("errors")
                .addObject()
                .put("message", message)
                .put("domain", domain)
                .put("reason", reason);
        if (location != null) {
            detail.put("locationType", locationType).put("location", location);
        }
        return Json.reply(status, reply);
    }

    static WireReply invalid(String message) {
        return error(400, "global", "invalid", message);
    }

    static WireReply unauthorised() {
        return error(401, "global", "authError", "Invalid Credentials", "header", "Authorization")
                .with("WWW-Authenticate", "Bearer realm=\"https://accounts.google.com/\"");
    }

    static WireReply anonymous(String permission) {
        return error(
                        401,
                        "global",
                        "required",
                        "Anonymous caller does not have " + permission + " access to the Google Cloud Storage object.",
                        "header",
                        "Authorization")
                .with("WWW-Authenticate", "Bearer realm=\"https://accounts.google.com/\"");
    }

    static WireReply readOnly() {
        return error(403, "global", "insufficientPermissions", "Request had insufficient authentication scopes.");
    }

    static WireReply noBucket() {
        return error(404, "global", "notFound", "The specified bucket does not exist.");
    }

    static WireReply noObject(String bucket, String name) {
        return error(404, "global", "notFound", "No such object: " + bucket + "/" + name);
    }

    static WireReply conditionNotMet() {
        return error(
                412,
                "global",
                "conditionNotMet",
                "At least one of the pre-conditions you specified did not hold.",
                "header",
                "If-Match");
    }

    static WireReply tooMany() {
        return error(
                429,
                "usageLimits",
                "rateLimitExceeded",
                "The object exceeded the rate limit for object mutation operations (create, update, and delete)."
                        + " Please reduce your request rate.");
    }

    static WireReply broken(int status) {
        return error(status, "global", "backendError", status == 503 ? "Service Unavailable" : "Backend Error");
    }

    /** @param details null for none */
    static WireReply xml(int status, String code, String message, String details) {
        String body = "<?xml version='1.0' encoding='UTF-8'?><Error><Code>" + code + "</Code><Message>"
                + escaped(message) + "</Message>"
                + (details == null ? "" : "<Details>" + escaped(details) + "</Details>") + "</Error>";
        return WireReply.of(status, XML, body.getBytes(StandardCharsets.UTF_8));
    }

    static WireReply xmlDenied() {
        return xml(
                403,
                "AccessDenied",
                "Access denied.",
                "Anonymous caller does not have storage.objects.get access to the Google Cloud Storage object.");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
