package io.dropshiphub.sandbox.payments.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.BookedPayment;
import io.dropshiphub.sandbox.payments.Ids;
import io.dropshiphub.sandbox.wire.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * An order with everything that became of it: a working copy of what the book holds, put back by {@link #booked}. It belongs to one
 * thread, which holds the book.
 */
final class PayPalOrder {

    private static final int ID_LENGTH = 17;
    private static final String ENTRIES = "entries";

    private final String id;
    private final ObjectNode state;
    private final String requestId;

    private PayPalOrder(String id, ObjectNode state, String requestId) {
        this.id = id;
        this.state = state;
        this.requestId = requestId;
    }

    /**
     * A new order.
     *
     * @param body the request, found valid
     * @param base the address of this service as the caller sees it
     * @param requestId its PayPal-Request-Id, or null
     */
    static PayPalOrder create(ObjectNode body, String base, String requestId, long now) {
        ObjectNode state = Json.object()
                .put("base", base)
                .put("intent", Json.text(body, "intent"))
                .put("status", "CREATED")
                .put("created", now)
                .put("updated", now);
        state.set("units", body.path("purchase_units").deepCopy());
        state.set("source", body.path("payment_source").deepCopy());
        state.putArray(ENTRIES);
        return new PayPalOrder(Ids.capitals("", ID_LENGTH), state, requestId);
    }

    static PayPalOrder of(BookedPayment payment) {
        return new PayPalOrder(payment.id(), payment.document().deepCopy(), payment.idempotencyKey());
    }

    /** For reading only: nothing is copied, so that long lists stay cheap. */
    static PayPalOrder reading(BookedPayment payment) {
        return new PayPalOrder(payment.id(), payment.document(), payment.idempotencyKey());
    }

    String id() {
        return id;
    }

    String base() {
        return Json.text(state, "base");
    }

    String intent() {
        return Json.text(state, "intent");
    }

    boolean isToCapture() {
        return "CAPTURE".equals(intent());
    }

    String status() {
        return Json.text(state, "status");
    }

    void become(String status, long now) {
        state.put("status", status).put("updated", now);
    }

    long created() {
        return state.path("created").longValue();
    }

    long updated() {
        return state.path("updated").longValue();
    }

    /** The payer agrees to pay with this vaulted means, null for any. */
    void approve(String vaultId, long now) {
        state.put("instrument", vaultId).put("approved", now);
        become("APPROVED", now);
    }

    /** Milliseconds since 1970, 0 when the payer has not agreed. */
    long approved() {
        return state.path("approved").longValue();
    }

    void payWith(String vaultId) {
        state.put("instrument", vaultId);
    }

    PayPalInstrument instrument() {
        return new PayPalInstrument(Json.text(state, "instrument"));
    }

    /** The payment_source as it was sent; missing when it was not. */
    JsonNode source() {
        return state.path("source");
    }

    void source(JsonNode sent) {
        state.set("source", sent.deepCopy());
    }

    List<PayPalUnit> units() {
        List<PayPalUnit> units = new ArrayList<>();
        for (JsonNode unit : state.path("units")) {
            units.add(new PayPalUnit(units.size(), (ObjectNode) unit));
        }
        return units;
    }

    PayPalUnit unitOf(PayPalEntry entry) {
        return units().get(entry.unit());
    }

    List<PayPalEntry> entries() {
        List<PayPalEntry> entries = new ArrayList<>();
        for (JsonNode entry : state.path(ENTRIES)) {
            entries.add(new PayPalEntry((ObjectNode) entry));
        }
        return entries;
    }

    List<PayPalEntry> entries(String kind) {
        return entries().stream().filter(entry -> entry.is(kind)).toList();
    }

    /** The captures of an authorization or the refunds of a capture. */
    List<PayPalEntry> childrenOf(PayPalEntry parent) {
        return entries().stream()
                .filter(entry -> parent.id().equals(entry.parent()))
                .toList();
    }

    /** The entry of this kind and id, or null. */
    PayPalEntry entry(String kind, String entryId) {
        return entries(kind).stream()
                .filter(entry -> entry.id().equals(entryId))
                .findFirst()
                .orElse(null);
    }

    void add(PayPalEntry entry) {
        state.withArray(ENTRIES).add(entry.state());
    }

    /** What was taken of an authorization, or given back of a capture; what waits counts, what came to nothing does not. */
    BigDecimal used(PayPalEntry parent) {
        return sum(childrenOf(parent).stream()
                .filter(entry -> !entry.hasStatus("DECLINED", "FAILED", "CANCELLED"))
                .toList());
    }

    private static BigDecimal sum(List<PayPalEntry> entries) {
        return entries.stream().map(entry -> entry.amount().value()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The state for the book: found by the id of every entry, with the word that tells most about it. */
    BookedPayment booked() {
        PayPalUnit first = units().get(0);
        List<PayPalEntry> captures = entries(PayPalEntry.CAPTURE);
        List<PayPalEntry> held = entries(PayPalEntry.AUTHORIZATION).stream()
                .filter(entry -> entry.hasStatus("CREATED", "PARTIALLY_CAPTURED"))
                .toList();
        List<PayPalEntry> taken = captures.stream()
                .filter(entry -> entry.hasStatus("COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED"))
                .toList();
        List<PayPalEntry> returned = entries(PayPalEntry.REFUND).stream()
                .filter(entry -> entry.hasStatus("COMPLETED", "PENDING"))
                .toList();
        BigDecimal stillHeld = held.stream()
                .map(entry -> entry.amount().value().subtract(used(entry)).max(BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal amount =
                units().stream().map(unit -> unit.amount().value()).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new BookedPayment(
                id,
                names(captures),
                tellingStatus(captures),
                first.amount().currency(),
                amount,
                stillHeld,
                sum(taken),
                sum(returned),
                first.text("custom_id"),
                first.text("reference_id"),
                requestId,
                created(),
                state);
    }

    private List<String> names(List<PayPalEntry> captures) {
        List<String> names = new ArrayList<>();
        entries().forEach(entry -> names.add(entry.id()));
        captures.stream()
                .filter(capture -> capture.text("invoice_id") != null && !capture.hasStatus("DECLINED", "FAILED"))
                .forEach(capture -> names.add(paidInvoice(capture.text("invoice_id"))));
        return names;
    }

    /** The name under which the book finds the order that this invoice was paid with. */
    static String paidInvoice(String invoice) {
        return "invoice " + invoice;
    }

    private String tellingStatus(List<PayPalEntry> captures) {
        if (!captures.isEmpty()) {
            return captures.get(captures.size() - 1).status();
        }
        List<PayPalEntry> authorizations = entries(PayPalEntry.AUTHORIZATION);
        return authorizations.isEmpty()
                ? status()
                : authorizations.get(authorizations.size() - 1).status();
    }
}
