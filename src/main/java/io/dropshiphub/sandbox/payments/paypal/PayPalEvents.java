package io.dropshiphub.sandbox.payments.paypal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.payments.Ids;
import io.dropshiphub.sandbox.payments.WebhookSender;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * PayPal's events. Each carries a signature over its transmission id, the time, the webhook's id and the body's CRC-32, made with
 * the key of the certificate at the address that comes along.
 */
final class PayPalEvents {

    static final String WEBHOOK_ID = "WH-SANDBOX-1";
    static final String CERTIFICATES = "/v1/notifications/certs/";

    private static final String ALGORITHM = "SHA256withRSA";
    private static final int ID_LENGTH = 17;

    private final WebhookSender sender;
    private final SandboxClock clock;

    PayPalEvents(WebhookSender sender, SandboxClock clock) {
        this.sender = sender;
        this.clock = clock;
    }

    void approved(PayPalOrder order) {
        send(order, "CHECKOUT.ORDER.APPROVED", "checkout-order", PayPalViews.order(order, true));
    }

    /** A capture was made, or what was pending has come to an end. */
    void captured(PayPalOrder order, PayPalEntry capture) {
        // there is no event for a failed one
        String what = capture.hasStatus("FAILED") ? "DECLINED" : capture.status();
        send(order, "PAYMENT.CAPTURE." + what, "capture", PayPalViews.entry(order, capture, true));
    }

    /** A pending capture was refused: PayPal's pages call it DENIED here and DECLINED there. */
    void denied(PayPalOrder order, PayPalEntry capture) {
        send(order, "PAYMENT.CAPTURE.DENIED", "capture", PayPalViews.entry(order, capture, true));
    }

    /** Tells of an authorization that was made or voided; of the others PayPal does not tell. */
    void authorized(PayPalOrder order, PayPalEntry authorization) {
        if (authorization.hasStatus("CREATED", "VOIDED")) {
            send(
                    order,
                    "PAYMENT.AUTHORIZATION." + authorization.status(),
                    "authorization",
                    PayPalViews.entry(order, authorization, true));
        }
    }

    /** A refund was made, or what was pending has come to an end. */
    void refunded(PayPalOrder order, PayPalEntry refund) {
        // only REFUNDED is told by PayPal's pages; the other two are as uncertain as they are harmless
        String type = refund.hasStatus("COMPLETED") ? "PAYMENT.CAPTURE.REFUNDED" : "PAYMENT.REFUND." + refund.status();
        send(order, type, "refund", PayPalViews.entry(order, refund, true));
    }

    private void send(PayPalOrder order, String type, String resourceType, ObjectNode resource) {
        ObjectNode event = Json.object()
                .put("id", Ids.capitals("WH-", ID_LENGTH) + Ids.capitals("-", ID_LENGTH))
                .put("event_version", "1.0")
                .put("create_time", Instant.ofEpochMilli(clock.millis()).toString())
                .put("resource_type", resourceType)
                .put("resource_version", "2.0")
                .put("event_type", type)
                .put("summary", "Sandbox event " + type);
        event.set("resource", resource);
        PayPalReplies.link(
                event.putArray("links"),
                order.base() + "/v1/notifications/webhooks-events/" + Json.text(event, "id"),
                "self",
                "GET");
        String base = order.base();
        // the certificate is computed when an event is really delivered, and not while somebody waits for an answer
        sender.send(PayPal.SERVICE, Json.bytes(event), (url, body) -> headers(base, body));
    }

    private String[] headers(String base, byte[] body) {
        String id = UUID.randomUUID().toString();
        String time = Instant.ofEpochMilli(clock.wallMillis())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        String signature = PayPalCertificates.sign(signed(id, time, WEBHOOK_ID, body));
        return new String[] {
            "PAYPAL-TRANSMISSION-ID",
            id,
            "PAYPAL-TRANSMISSION-TIME",
            time,
            "PAYPAL-TRANSMISSION-SIG",
            signature,
            "PAYPAL-CERT-URL",
            base + CERTIFICATES + PayPalCertificates.signerId(),
            "PAYPAL-AUTH-ALGO",
            ALGORITHM
        };
    }

    static String signed(String id, String time, String webhook, byte[] body) {
        CRC32 sum = new CRC32();
        sum.update(body);
        return id + "|" + time + "|" + webhook + "|" + sum.getValue();
    }

    /** The certificate whose id is in the path. */
    WireReply certificate(Routes.Call call) {
        return call.variable(0).equals(PayPalCertificates.signerId())
                ? WireReply.of(
                        200,
                        "application/x-pem-file",
                        PayPalCertificates.signer().getBytes(StandardCharsets.US_ASCII))
                : PayPalReplies.error(404);
    }
}
