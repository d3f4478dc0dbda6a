package io.dropshiphub.payments.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.payments.PaymentStatus;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What belongs to an order with one purchase unit: held, taken and given back. A missing node stands for what there is none of.
 *
 * @param resource the order; for another resource all but {@link #decided} is empty
 * @param unit its purchase unit
 * @param capture of several the newest one that took money, else the newest one that still may, else the newest
 * @param authorization the newest
 */
record PayPalFunds(JsonNode resource, JsonNode unit, JsonNode capture, JsonNode authorization) {

    static PayPalFunds of(JsonNode resource) {
        JsonNode unit = resource.path("purchase_units").path(0);
        JsonNode authorizations = unit.path("payments").path("authorizations");
        return new PayPalFunds(
                resource,
                unit,
                best(unit.path("payments").path("captures")),
                authorizations.path(authorizations.size() - 1));
    }

    /** Where the status comes from: the capture, or the authorization while it holds money or nothing was captured. */
    JsonNode decided() {
        if (!capture.isMissingNode() && !isHeld()) {
            return capture;
        }
        return authorization.isMissingNode() ? resource : authorization;
    }

    /** Whether the answer goes into what belongs to the order. */
    boolean isShown() {
        return unit.has("payments");
    }

    /** Whether the authorization holds money that can be captured. */
    boolean isHeld() {
        return PayPalStatuses.ofAuthorization(status(authorization)) == PaymentStatus.AUTHORIZED
                && captures()
                        .noneMatch(each -> each.path("final_capture").asBoolean()
                                && !PayPalStatuses.ofCapture(status(each)).endedWithoutCharge());
    }

    /** Captures that have brought money. */
    List<JsonNode> taken() {
        return captures().filter(each -> PayPalStatuses.isTaken(status(each))).toList();
    }

    /** Captures of which PayPal has not decided yet. */
    List<JsonNode> waiting() {
        return captures()
                .filter(each -> PayPalStatuses.ofCapture(status(each)) == PaymentStatus.PROCESSING)
                .toList();
    }

    /** Refunds that are done. */
    List<JsonNode> returned() {
        return each("refunds")
                .filter(refund -> status(refund).equals("COMPLETED"))
                .toList();
    }

    private Stream<JsonNode> captures() {
        return each("captures");
    }

    private Stream<JsonNode> each(String what) {
        return StreamSupport.stream(unit.path("payments").path(what).spliterator(), false);
    }

    private static JsonNode best(JsonNode captures) {
        JsonNode best = captures.path(-1);
        int most = 0;
        for (JsonNode capture : captures) {
            int weight = PayPalStatuses.isTaken(status(capture))
                    ? 2
                    : PayPalStatuses.ofCapture(status(capture)) == PaymentStatus.PROCESSING ? 1 : 0;
            if (weight >= most) {
                best = capture;
                most = weight;
            }
        }
        return best;
    }

    private static String status(JsonNode resource) {
        return resource.path("status").asText();
    }
}
