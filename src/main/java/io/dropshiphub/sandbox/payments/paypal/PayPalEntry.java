package io.dropshiphub.sandbox.payments.paypal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.Ids;
import io.dropshiphub.sandbox.wire.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Money held, taken or given back within an order: an authorization, a capture or a refund. A view of the order's document. */
record PayPalEntry(ObjectNode state) {

    static final String AUTHORIZATION = "authorization";
    static final String CAPTURE = "capture";
    static final String REFUND = "refund";

    private static final int ID_LENGTH = 17;

    /** @param parent the authorization that is captured or the capture that is refunded, or null */
    static PayPalEntry create(
            String kind, PayPalUnit unit, PayPalMoney amount, String parent, String status, long now) {
        ObjectNode state = Json.object()
                .put("kind", kind)
                .put("id", Ids.capitals("", ID_LENGTH))
                .put("unit", unit.index())
                .put("parent", parent)
                .put("status", status)
                .put("custom_id", unit.text("custom_id"))
                .put("invoice_id", unit.text("invoice_id"))
                .put("created", now)
                .put("updated", now);
        state.set("amount", amount.json());
        return new PayPalEntry(state);
    }

    String id() {
        return Json.text(state, "id");
    }

    boolean is(String kind) {
        return kind.equals(Json.text(state, "kind"));
    }

    String kind() {
        return Json.text(state, "kind");
    }

    String status() {
        return Json.text(state, "status");
    }

    boolean hasStatus(String... statuses) {
        for (String status : statuses) {
            if (status.equals(status())) {
                return true;
            }
        }
        return false;
    }

    void become(String status, long now) {
        state.put("status", status).put("updated", now);
    }

    /** Null when there is none. */
    String parent() {
        return Json.text(state, "parent");
    }

    int unit() {
        return state.path("unit").intValue();
    }

    PayPalMoney amount() {
        return PayPalMoney.stored(state.path("amount"));
    }

    long created() {
        return state.path("created").longValue();
    }

    /** A field as it came with the request; null when it did not. */
    String text(String field) {
        return Json.text(state, field);
    }

    void put(String field, String value) {
        if (value != null) {
            state.put(field, value);
        }
    }

    boolean isFinal() {
        return state.path("final_capture").booleanValue();
    }

    void markFinal(boolean last) {
        state.put("final_capture", last);
    }

    String createTime() {
        return time(created());
    }

    String updateTime() {
        return time(state.path("updated").longValue());
    }

    static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
