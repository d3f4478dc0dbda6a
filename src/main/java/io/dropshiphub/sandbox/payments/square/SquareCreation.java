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

    Supplier<ObjectNode> check(SquareFields fields) {
        fields.only(FIELDS);
        String source = fields.requiredText("source_id", Integer.MAX_VALUE);
        String key = fields.requiredText("idempotency_key", KEY);
        SquareFields.Amount amount = fields.amount("amount_money");
        boolean autocomplete = fields.flag("autocomplete", true);
        fields.flag("accept_partial_authorization", false);
        SquareLocation.check(fields.text("location_id", 50));
        String delay = duration(fields.text("delay_duration", 20));
        String action = fields.text("delay_action", 20);
        if (action != null && !action.equals("CANCEL") && !action.equals("COMPLETE")) {
            throw SquareRefusal.invalid(
                    "INVALID_ENUM_VALUE", "delay_action", "`" + action + "` is not a delay action.");
        }
        String customer = fields.text("customer_id", ID);
        if (customer == null && SquareSource.isOnFile(source)) {
            throw SquareFields.missing("customer_id");
        }
        String reference = fields.text("reference_id", REFERENCE);
        String note = fields.text("note", NOTE);
        String statement = fields.text("statement_description_identifier", STATEMENT);
        SquareSource kind = SquareSource.of(source);
        return () -> {
            synchronized (ledger.book()) {
                if (kind.once() && ledger.find(source) != null) {
                    throw refused("CARD_TOKEN_USED", null);
                }
                if (kind.outcome() == SquareSource.Outcome.SECOND_TIME && stumbled.add(key)) {
                    throw refused(kind.code(), null);
                }
                long now = ledger.millis();
                ObjectNode payment = Json.object()
                        .put("id", Ids.next("", 21) + "vZY")
                        .put("created_at", SquareTime.text(now))
                        .put("updated_at", SquareTime.text(now));
                payment.set("amount_money", amount.json());
                payment.set("total_money", amount.json());
                payment.put("delay_duration", delay)
                        .put("delay_action", action == null ? "CANCEL" : action)
                        .put(
                                "delayed_until",
                                SquareTime.text(now + Duration.parse(delay).toMillis()))
                        .put("source_type", kind.type())
                        .put("location_id", SquareLocation.ID)
                        .put("receipt_number", Ids.next("", 4));
                put(payment, "reference_id", reference);
                put(payment, "note", note);
                put(payment, "customer_id", customer);
                put(payment, "statement_description_identifier", statement);
                if (kind.type().equals("CARD")) {
                    payment.putObject("card_details")
                            .put("entry_method", SquareSource.isOnFile(source) ? "ON_FILE" : "KEYED")
                            .putObject("card")
                            .put("card_brand", "VISA")
                            .put("last_4", "1111");
                }
                SquarePayment made = book(payment, source, kind, amount, reference, key);
                made.status(status(kind, autocomplete), now);
                ledger.create(made);
                if (kind.outcome() == SquareSource.Outcome.DECLINED) {
                    throw refused(kind.code(), made.json());
                }
                return answer(made);
            }
        };
    }

    private static SquarePayment book(
            ObjectNode payment,
            String source,
            SquareSource kind,
            SquareFields.Amount amount,
            String reference,
            String key) {
        ObjectNode document = Json.object().put("source", source);
        document.set("payment", payment);
        List<String> names = new ArrayList<>(List.of(alias(key)));
        if (kind.once()) {
            names.add(source);
        }
        BigDecimal none = SquareLocation.major(0);
        return SquarePayment.create(new BookedPayment(
                payment.path("id").textValue(),
                names,
                "",
                amount.currency(),
                SquareLocation.major(amount.amount()),
                none,
                none,
                none,
                reference,
                null,
                key,
                SquareTime.millis(payment.path("created_at").textValue(), "created_at", 0),
                document));
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

    static ObjectNode answer(SquarePayment payment) {
        ObjectNode answer = Json.object();
        answer.set("payment", payment.json().deepCopy());
        return answer;
    }
}
