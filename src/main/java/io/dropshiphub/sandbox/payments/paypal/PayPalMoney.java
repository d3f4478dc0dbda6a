package io.dropshiphub.sandbox.payments.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;

/** An amount in PayPal's form: a decimal string in whole units of a currency, with two decimals or none. */
record PayPalMoney(String currency, BigDecimal value) {

    /** What PayPal deals in (its page of currency codes); the Korean won is not among them. */
    private static final Set<String> CURRENCIES = Set.of(
            "AUD", "BRL", "CAD", "CNY", "CZK", "DKK", "EUR", "HKD", "HUF", "ILS", "JPY", "MYR", "MXN", "TWD", "NZD",
            "NOK", "PHP", "PLN", "GBP", "SGD", "SEK", "CHF", "THB", "USD");

    private static final Set<String> WITHOUT_DECIMALS = Set.of("HUF", "JPY", "TWD");
    private static final int DECIMALS = 2;
    private static final int CODE_LENGTH = 3;
    private static final int MAX_LENGTH = 32;
    private static final Pattern NUMBER = Pattern.compile("((-?[0-9]+)|(-?([0-9]+)?[.][0-9]+))");

    /**
     * Reads and checks an amount that has to be above zero.
     *
     * @param pointer where it stands in the body
     * @throws PayPalRefusal when PayPal would not take it
     */
    static PayPalMoney parse(JsonNode amount, String pointer) {
        PayPalShape shape = PayPalShape.object(amount, pointer);
        String currency = shape.required("currency_code", CODE_LENGTH, CODE_LENGTH, null);
        String text = shape.required("value", 1, MAX_LENGTH, NUMBER);
        if (!CURRENCIES.contains(currency)) {
            throw PayPalRefusal.body(PayPalIssue.INVALID_CURRENCY_CODE, pointer + "/currency_code", currency);
        }
        BigDecimal value = new BigDecimal(text);
        String at = pointer + "/value";
        if (value.signum() <= 0) {
            throw PayPalRefusal.body(PayPalIssue.CANNOT_BE_ZERO_OR_NEGATIVE, at, text);
        }
        if (WITHOUT_DECIMALS.contains(currency) && text.contains(".")) {
            throw PayPalRefusal.body(PayPalIssue.DECIMALS_NOT_SUPPORTED, at, text);
        }
        if (value.scale() > DECIMALS) {
            throw PayPalRefusal.body(PayPalIssue.DECIMAL_PRECISION, at, text);
        }
        return of(currency, value);
    }

    static PayPalMoney of(String currency, BigDecimal value) {
        return new PayPalMoney(currency, value.setScale(WITHOUT_DECIMALS.contains(currency) ? 0 : DECIMALS));
    }

    /** An amount that the simulator wrote itself. */
    static PayPalMoney stored(JsonNode amount) {
        return of(Json.text(amount, "currency_code"), new BigDecimal(Json.text(amount, "value")));
    }

    PayPalMoney minus(BigDecimal other) {
        return of(currency, value.subtract(other));
    }

    ObjectNode json() {
        return Json.object().put("currency_code", currency).put("value", value.toPlainString());
    }

    /** As money that went out. */
    ObjectNode negatedJson() {
        return of(currency, value.negate()).json();
    }
}
