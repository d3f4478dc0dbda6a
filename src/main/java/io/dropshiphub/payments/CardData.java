package io.dropshiphub.payments;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Keeps card data out of the hub: it works with the gateways' tokens only, so a card number is a mistake wherever it stands. The
 * refusal never repeats what it found.
 */
public final class CardData {

    private static final JsonFactory JSON = new JsonFactory();

    /** A number beyond this many places is written out for no card. */
    private static final int MOST_PLACES = 40;

    private CardData() {}

    /**
     * Refuses what holds something like a card number, or a field named like card data, at any depth.
     *
     * @param content a text, which may be JSON; a number; or maps and lists of them; null holds nothing
     * @throws PaymentProblem {@code HUB-PAY-101} for a number, {@code HUB-PAY-102} for a field, both 422
     */
    public static void refuse(Object content) {
        if (content instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> {
                refuseName(String.valueOf(name));
                refuse(value);
            });
        } else if (content instanceof Iterable<?> items) {
            items.forEach(CardData::refuse);
        } else if (content instanceof BigDecimal number) {
            refuseNumber(number);
        } else if (content != null) {
            refuseText(content.toString());
        }
    }

    private static void refuseText(String text) {
        refuseNumbers(text);
        String begin = text.stripLeading();
        if (begin.startsWith("{") || begin.startsWith("[")) {
            refuseJson(begin);
        }
    }

    /** Every name and value on its own: escapes may hide in a text what is plain to whoever reads it as JSON. */
    private static void refuseJson(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                switch (token) {
                    case FIELD_NAME -> refuseName(json.currentName());
                    case VALUE_STRING -> refuseNumbers(json.getText());
                    case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> refuseNumber(json.getDecimalValue());
                    default -> {}
                }
            }
        } catch (IOException noJson) {
            // what is wrong with it is said by whoever has to read it; up to here there is no card data in it
        }
    }

    private static void refuseNumber(BigDecimal number) {
        if (Math.abs(number.scale()) <= MOST_PLACES && number.precision() <= MOST_PLACES) {
            refuseNumbers(number.toPlainString());
        }
    }

    private static void refuseName(String name) {
        refuseNumbers(name);
        CardFields.like(name).ifPresent(known -> {
            throw new PaymentProblem(
                    "HUB-PAY-102",
                    422,
                    "The request has a field named like card data (" + known
                            + "); it was refused and not stored, and nothing was charged. The hub takes no card data:"
                            + " let the gateway's form in the payer's browser make a token of the card, and send the"
                            + " token in payment_method.");
        });
    }

    private static void refuseNumbers(String text) {
        if (CardNumbers.in(text)) {
            throw new PaymentProblem(
                    "HUB-PAY-101",
                    422,
                    "The request holds something that looks like a card number; it was refused and not stored, and"
                            + " nothing was charged. The hub takes no card data: let the gateway's form in the payer's"
                            + " browser make a token of the card, and send the token in payment_method. If it is no"
                            + " card number, write it with a letter in between.");
        }
    }
}
