package io.dropshiphub.sandbox.payments.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.BookedPayment;
import io.dropshiphub.sandbox.payments.Ids;
import io.dropshiphub.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A payment intent being worked on, with its last charge: a copy of what the book has, until it is put back. */
final class StripePayment {

    private static final String INTENT = "intent";
    private static final String CHARGE = "charge";
    private static final String RETURN_URL = "return_url";
    private static final String HELD_AT = "held_at";

    private final BookedPayment before;
    private final ObjectNode document;
    private final List<String> charges = new ArrayList<>();

    private StripePayment(BookedPayment before, ObjectNode document) {
        this.before = before;
        this.document = document;
    }

    static StripePayment of(BookedPayment booked) {
        return new StripePayment(booked, booked.document().deepCopy());
    }

    /** A new intent without a charge; its remaining fields are set by the caller. */
    static StripePayment create(
            String currency, long amount, Map<String, String> metadata, StripeRequest request, long millis) {
        String id = Ids.next("pi_3", 23);
        ObjectNode intent = Json.object()
                .put("id", id)
                .put("object", "payment_intent")
                .put("amount", amount)
                .put("amount_capturable", 0)
                .put("amount_received", 0)
                .put("canceled_at", (Long) null)
                .put("cancellation_reason", (String) null)
                .put("capture_method", "automatic_async")
                .put("client_secret", id + Ids.next("_secret_", 25))
                .put("confirmation_method", "automatic")
                .put("created", millis / 1000)
                .put("currency", currency.toLowerCase(Locale.ROOT));
        intent.putNull("last_payment_error");
        intent.putNull("latest_charge");
        intent.put("livemode", false);
        metadata.forEach(intent.putObject("metadata")::put);
        intent.putNull("next_action");
        intent.putNull("payment_method");
        intent.putArray("payment_method_types").add("card");
        intent.put("status", "requires_payment_method");
        ObjectNode document = Json.object();
        document.set(INTENT, intent);
        BookedPayment booked = new BookedPayment(
                id,
                List.of(),
                "requires_payment_method",
                currency,
                StripeMoney.major(currency, amount),
                StripeMoney.major(currency, 0),
                StripeMoney.major(currency, 0),
                StripeMoney.major(currency, 0),
                metadata.get("order_id"),
                metadata.get("hub_payment_id"),
                request.key(),
                millis,
                document);
        return new StripePayment(booked, document);
    }

    ObjectNode intent() {
        return (ObjectNode) document.get(INTENT);
    }

    /** The last charge, null when there is none. */
    ObjectNode charge() {
        return document.get(CHARGE) instanceof ObjectNode charge ? charge : null;
    }

    String id() {
        return before.id();
    }

    String currency() {
        return before.currency();
    }

    String status() {
        return intent().path("status").textValue();
    }

    StripePayment status(String status) {
        intent().put("status", status);
        return this;
    }

    long amount() {
        return intent().path("amount").longValue();
    }

    /** Taken and not given back. */
    long refundable() {
        return intent().path("amount_received").longValue() - refunded();
    }

    long refunded() {
        return charge() == null ? 0 : charge().path("amount_refunded").longValue();
    }

    StripeCard card() {
        return StripeCard.of(intent().path("payment_method").asText());
    }

    boolean isManual() {
        return intent().path("capture_method").asText().equals("manual");
    }

    /** Where the payer comes back to after an authentication, or null. */
    String returnUrl() {
        return Json.text(document, RETURN_URL);
    }

    void returnUrl(String url) {
        document.put(RETURN_URL, url);
    }

    /** When the money was put on hold, by the sandbox's clock. */
    long heldAt() {
        return document.path(HELD_AT).longValue();
    }

    void heldAt(long millis) {
        document.put(HELD_AT, millis);
    }

    /** Starts a charge, which takes the place of the one before. */
    ObjectNode newCharge(String status, long millis) {
        ObjectNode charge = Json.object()
                .put("id", Ids.next("ch_3", 23))
                .put("object", "charge")
                .put("amount", amount())
                .put("amount_captured", 0)
                .put("amount_refunded", 0)
                .put("captured", false)
                .put("created", millis / 1000)
                .put("currency", intent().path("currency").textValue())
                .put("description", Json.text(intent(), "description"))
                .put("disputed", false)
                .put("failure_code", (String) null)
                .put("failure_message", (String) null)
                .put("livemode", false);
        charge.set("metadata", intent().get("metadata").deepCopy());
        charge.put("paid", status.equals("succeeded"))
                .put("payment_intent", id())
                .put("payment_method", Json.text(intent(), "payment_method"))
                .put("refunded", false)
                .put("status", status);
        charge.putObject("payment_method_details")
                .put("type", "card")
                .putObject("card")
                .put("last4", card().last4());
        document.set(CHARGE, charge);
        String id = charge.path("id").textValue();
        intent().put("latest_charge", id);
        charges.add(id);
        return charge;
    }

    /** What the book gets. */
    BookedPayment booked() {
        BookedPayment booked = before;
        for (String charge : charges) {
            booked = booked.alsoKnownAs(charge);
        }
        return booked.now(
                status(),
                StripeMoney.major(currency(), intent().path("amount_capturable").longValue()),
                StripeMoney.major(currency(), intent().path("amount_received").longValue()),
                StripeMoney.major(currency(), refunded()),
                document);
    }

    /** The intent as it is shown, with the charge in place of its id where that was asked for. */
    ObjectNode shown(boolean withCharge) {
        JsonNode charge = charge();
        ObjectNode shown = intent().deepCopy();
        if (withCharge && charge != null) {
            shown.set("latest_charge", charge.deepCopy());
        }
        return shown;
    }
}
