package io.dropshiphub.sandbox.payments.paypal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;

/** One purchase unit of an order, as it was sent. */
record PayPalUnit(int index, ObjectNode sent) {

    PayPalMoney amount() {
        return PayPalMoney.stored(sent.path("amount"));
    }

    /** Null when it was not sent. */
    String text(String field) {
        return Json.text(sent, field);
    }

    /** PayPal's own name for a unit that was not given one is {@code default}. */
    String referenceId() {
        String sentId = text("reference_id");
        return sentId == null ? "default" : sentId;
    }
}
