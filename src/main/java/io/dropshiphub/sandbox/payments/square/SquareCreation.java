package io.dropshiphub.sandbox.payments.square;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.BookedPayment;
import io.dropshiphub.sandbox.payments.Ids;
import io.dropshiphub.sandbox.wire.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** CreatePayment (square/connect-api-specification). */
final class SquareCreation {

    static final int KEY = 45;

    private static final Set<String> FIELDS = Set.of(
            "accept_partial_authorization",
            "amount_money",
            "app_fee_allocations",
            "app_fee_money",
            "autocomplete",
            "billing_address",
            "buyer_email_address",
            "buyer_phone_number",
            "cash_details",
            "customer_details",
            "customer_id",
            "delay_action",
            "delay_duration",
            "external_details",
            "idempotency_key",
            "location_id",
            "note",
            "offline_payment_details",
            "order_id",
            "reference_id",
            "shipping_address",
            "source_id",
            "statement_description_identifier",
            "team_member_id",
            "tip_money",
            "verification_token");

    private static final int REFERENCE = 40;
    private static final int NOTE = 500;
    private static final int STATEMENT = 20;
    private static final int ID = 192;

    /** How long a payment without a card at hand is held. */
    private static final String HOLD = "P7D";

    private final SquareLedger ledger;

    /** Keys whose first request failed for a moment. */
    private final Set<String> stumbled = new HashSet<>();

    SquareCreation(SquareLedger ledger) {
        this.ledger = ledger;
    }

    /** What the name of a key is in the book. */
    static String alias(String key) {
        return "key " + key;
    }

    /** A valid request. */
    private record Wanted(
            String source,
            SquareSource kind,
            String key,
            SquareFields.Amount amount,
            boolean autocomplete,
            String delay,
            String delayAction,
            String customer,
            String reference,
            String note,
            String statement) {}

    Supplier<ObjectNode> check(SquareFields fields) {
        fields.only(FIELDS);
        String source = fields.requiredText("source_id", Integer.MAX_VALUE);
        fields.flag("accept_partial_authorization", false);
        SquareLocation.check(fields.text("location_id", ID));
        String customer = fields.text("customer_id", ID);
        if (customer == null && SquareSource.isOnFile(source)) {
            throw SquareFields.missing("customer_id");
        }
        Wanted wanted = new Wanted(
                source,
                SquareSource.of(source),
                fields.requiredText("idempotency_key", KEY),
                fields.amount("amount_money"),
                fields.flag("autocomplete", true),
                duration(fields.text("delay_duration", ID)),
                action(fields.text("delay_action", ID)),
                customer,
                fields.text("reference_id", REFERENCE),
                fields.text("note", NOTE),
                fields.text("statement_description_identifier", STATEMENT));
        return () -> {
            synchronized (ledger.book()) {
                return make(wanted);
            }
        };
    }

    private ObjectNode make(Wanted wanted) {
        SquareSource kind = wanted.kind;
        if (kind.once() && ledger.find(wanted.source) != null) {
            throw refused("CARD_TOKEN_USED", null);
        }
        if (kind.outcome() == SquareSource.Outcome.SECOND_TIME && stumbled.add(wanted.key)) {
            throw refused(kind.code(), null);
        }
        long now = ledger.millis();
        SquarePayment made = SquarePayment.create(booked(wanted, json(wanted, now), now));
        made.status(status(kind, wanted.autocomplete), now);
        ledger.create(made);
        if (kind.outcome() == SquareSource.Outcome.DECLINED) {
            throw refused(kind.code(), made.json());
        }
        return answer(made);
    }

    private static ObjectNode json(Wanted wanted, long now) {
        ObjectNode payment = Json.object()
                .put("id", Ids.next("", 21) + "vZY")
                .put("created_at", SquareTime.text(now))
                .put("updated_at", SquareTime.text(now));
        payment.set("amount_money", wanted.amount.json());
        payment.set("total_money", wanted.amount.json());
        payment.put("delay_duration", wanted.delay)
                .put("delay_action", wanted.delayAction)
                .put(
                        "delayed_until",
                        SquareTime.text(now + Duration.parse(wanted.delay).toMillis()))
                .put("source_type", wanted.kind.type())
                .put("location_id", SquareLocation.ID)
                .put("receipt_number", Ids.next("", 4));
        put(payment, "reference_id", wanted.reference);
        put(payment, "note", wanted.note);
        put(payment, "customer_id", wanted.customer);
        put(payment, "statement_description_identifier", wanted.statement);
        if (wanted.kind.type().equals("CARD")) {
            payment.putObject("card_details")
                    .put("entry_method", SquareSource.isOnFile(wanted.source) ? "ON_FILE" : "KEYED")
                    .putObject("card")
                    .put("card_brand", "VISA")
                    .put("last_4", "1111");
        }
        return payment;
    }

    private static BookedPayment booked(Wanted wanted, ObjectNode payment, long now) {
        ObjectNode document = Json.object().put("source", wanted.source);
        document.set("payment", payment);
        List<String> names = new ArrayList<>(List.of(alias(wanted.key)));
        if (wanted.kind.once()) {
            names.add(wanted.source);
        }
        BigDecimal none = SquareLocation.major(0);
        return new BookedPayment(
                payment.path("id").textValue(),
                names,
                "",
                wanted.amount.currency(),
                SquareLocation.major(wanted.amount.amount()),
                none,
                none,
                none,
                wanted.reference,
                null,
                wanted.key,
                now,
                document);
    }

    private static String status(SquareSource kind, boolean autocomplete) {
        return switch (kind.outcome()) {
            case DECLINED -> SquarePayment.FAILED;
            case PENDING -> SquarePayment.PENDING;
            default -> autocomplete ? SquarePayment.COMPLETED : SquarePayment.APPROVED;
        };
    }

    private static void put(ObjectNode object, String field, String value) {
        if (value != null) {
            object.put(field, value);
        }
    }

    /** @param payment the failed payment, or null when none came to be */
    private static SquareRefusal refused(String code, ObjectNode payment) {
        SquareRefusal refusal =
                SquareRefusal.of(400, "PAYMENT_METHOD_ERROR", code, null, "Authorization error: '" + code + "'");
        return payment == null ? refusal : refusal.with(payment.deepCopy());
    }

    private static String duration(String text) {
        try {
            if (text != null
                    && (Duration.parse(text).isNegative()
                            || Duration.parse(text).isZero())) {
                throw new DateTimeException(text);
            }
            return text == null ? HOLD : text;
        } catch (DateTimeException e) {
            throw SquareRefusal.invalid("INVALID_VALUE", "delay_duration", "Invalid RFC 3339 duration: " + text);
        }
    }

    private static String action(String text) {
        if (text != null && !text.equals("CANCEL") && !text.equals("COMPLETE")) {
            throw SquareRefusal.invalid("INVALID_ENUM_VALUE", "delay_action", "`" + text + "` is not a delay action.");
        }
        return text == null ? "CANCEL" : text;
    }

    static ObjectNode answer(SquarePayment payment) {
        ObjectNode answer = Json.object();
        answer.set("payment", payment.json().deepCopy());
        return answer;
    }
}
