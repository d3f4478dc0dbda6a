package io.dropshiphub.sandbox.payments.paypal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import java.io.IOException;
import java.util.Arrays;

/** Tells a receiver whether an event it has got is genuine, for those who do not verify it themselves. */
final class PayPalVerification {

    private static final JsonFactory PARSERS = new JsonFactory();
    private static final String EVENT = "webhook_event";
    private static final int MAX_ID = 50;
    private static final int MAX_ADDRESS = 500;
    private static final int MAX_NAME = 100;

    private PayPalVerification() {}

    static WireReply verify(Routes.Call call) throws IOException {
        ObjectNode body = PayPalShape.body(call.request());
        PayPalShape shape = PayPalShape.object(body, "/");
        shape.required("auth_algo", 1, MAX_NAME, null);
        String address = shape.required("cert_url", 1, MAX_ADDRESS, null);
        String id = shape.required("transmission_id", 1, MAX_ID, null);
        String signature = shape.required("transmission_sig", 1, MAX_ADDRESS, null);
        String time = shape.required("transmission_time", 1, MAX_NAME, null);
        String webhook = shape.required("webhook_id", 1, MAX_ID, null);
        PayPalShape.object(body.get(EVENT), "/" + EVENT);
        String signed =
                PayPalEvents.signed(id, time, webhook, event(call.request().body()));
        boolean genuine = webhook.equals(PayPalEvents.WEBHOOK_ID)
                && address.endsWith(PayPalEvents.CERTIFICATES + PayPalCertificates.signerId())
                && PayPalCertificates.verify(signed, signature);
        return PayPalReplies.ok(200, Json.object().put("verification_status", genuine ? "SUCCESS" : "FAILURE"));
    }

    /** The event's bytes as they stand in the request: the signature is over exactly these. */
    private static byte[] event(byte[] request) throws IOException {
        try (JsonParser parser = PARSERS.createParser(request)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isEvent = EVENT.equals(parser.currentName());
                parser.nextToken();
                int from = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                if (isEvent) {
                    int to = (int) parser.currentLocation().getByteOffset();
                    return Arrays.copyOfRange(request, from, to);
                }
            }
            return new byte[0];
        }
    }
}
