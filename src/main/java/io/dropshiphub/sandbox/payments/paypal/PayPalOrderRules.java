package io.dropshiphub.sandbox.payments.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What the body that creates an order has to look like, by the published description of Orders v2. */
final class PayPalOrderRules {

    private static final Pattern INTENT = Pattern.compile("CAPTURE|AUTHORIZE");
    private static final Pattern VAULT_ID = Pattern.compile("[0-9a-zA-Z_-]+");
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");
    private static final int INTENT_LENGTH = 9;
    private static final int MAX_UNITS = 10;
    private static final int MAX_REFERENCE = 256;
    private static final int MAX_ADDRESS = 4000;
    private static final int MAX_VAULT_ID = 255;

    /** Of custom_id, invoice_id and description. */
    static final int MAX_TEXT = 127;

    static final int MAX_SOFT_DESCRIPTOR = 22;

    private PayPalOrderRules() {}

    /** @throws PayPalRefusal with the first thing that is wrong */
    static void check(ObjectNode body) {
        PayPalShape order = PayPalShape.object(body, "/");
        order.required("intent", 1, INTENT_LENGTH, null);
        String intent = body.path("intent").textValue();
        if (!INTENT.matcher(intent).matches()) {
            throw PayPalRefusal.body(PayPalIssue.INVALID_PARAMETER_VALUE, "/intent", intent);
        }
        JsonNode units = order.list("purchase_units", 1, MAX_UNITS);
        Set<String> names = new HashSet<>();
        Set<String> currencies = new HashSet<>();
        for (int i = 0; i < units.size(); i++) {
            String name = unit(units.get(i), "/purchase_units/" + i, currencies);
            if (name == null && units.size() > 1) {
                throw PayPalRefusal.body(PayPalIssue.REFERENCE_ID_REQUIRED, "/purchase_units/" + i, null);
            }
            if (!names.add(name)) {
                throw PayPalRefusal.body(PayPalIssue.DUPLICATE_REFERENCE_ID, "/purchase_units/" + i, name);
            }
        }
        if (currencies.size() > 1) {
            throw PayPalRefusal.body(PayPalIssue.MULTI_CURRENCY_ORDER, "/purchase_units", null);
        }
        source(body.get("payment_source"));
    }

    private static String unit(JsonNode sent, String pointer, Set<String> currencies) {
        PayPalShape unit = PayPalShape.object(sent, pointer);
        unit.optional("description", 1, MAX_TEXT, null);
        unit.optional("custom_id", 1, MAX_TEXT, null);
        unit.optional("invoice_id", 1, MAX_TEXT, null);
        unit.optional("soft_descriptor", 1, MAX_SOFT_DESCRIPTOR, null);
        currencies.add(
                PayPalMoney.parse(sent.get("amount"), pointer + "/amount").currency());
        return unit.optional("reference_id", 1, MAX_REFERENCE, null);
    }

    /**
     * Checks a payment_source.
     *
     * @return the vault id it names; null when it names none, or there is no source at all
     */
    static String source(JsonNode source) {
        if (source == null || source.isNull()) {
            return null;
        }
        PayPalShape.object(source, "/payment_source");
        if (source.size() != 1) {
            throw PayPalRefusal.body(PayPalIssue.INVALID_PARAMETER_VALUE, "/payment_source", null);
        }
        String kind = source.fieldNames().next();
        String pointer = "/payment_source/" + kind;
        PayPalShape means = PayPalShape.object(source.get(kind), pointer);
        return switch (kind) {
            case "paypal" -> wallet(source.get(kind), means, pointer);
            case "card" -> card(means, pointer);
            case "token" -> means.required("id", 1, MAX_VAULT_ID, VAULT_ID);
            default -> throw PayPalRefusal.body(PayPalIssue.PAYMENT_SOURCE_CANNOT_BE_USED, pointer, null);
        };
    }

    private static String wallet(JsonNode wallet, PayPalShape means, String pointer) {
        JsonNode context = wallet.get("experience_context");
        if (context != null) {
            PayPalShape experience = PayPalShape.object(context, pointer + "/experience_context");
            experience.optional("return_url", 1, MAX_ADDRESS, ADDRESS);
            experience.optional("cancel_url", 1, MAX_ADDRESS, ADDRESS);
        }
        return means.optional("vault_id", 1, MAX_VAULT_ID, VAULT_ID);
    }

    /** The sandbox's merchant may not send cards as such, as most merchants may not. */
    private static String card(PayPalShape means, String pointer) {
        String vaultId = means.optional("vault_id", 1, MAX_VAULT_ID, VAULT_ID);
        String token = means.optional("single_use_token", 1, MAX_VAULT_ID, VAULT_ID);
        if (vaultId == null && token == null) {
            throw PayPalRefusal.body(PayPalIssue.PERMISSION_DENIED, pointer, null);
        }
        return vaultId == null ? token : vaultId;
    }
}
