package io.dropshiphub.payments.paypal;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a payer pays with at PayPal, as the token of a request says it.
 *
 * @param form which form of token it is
 * @param id what PayPal knows it by; empty for {@link Form#APPROVE}
 */
record PayPalMethod(Form form, String id) {

    /** The tokens that the hub takes for PayPal. */
    enum Form {
        /** {@code vault:<id>}: a wallet that the payer has left in the vault; charged in one step. */
        WALLET("vault:", Pattern.compile("[0-9a-zA-Z_-]{1,255}")),
        /** {@code card:<id>}: a card in the vault; charged in one step. */
        CARD("card:", Pattern.compile("[0-9a-zA-Z_-]{1,255}")),
        /** {@code order:<id>}: an order that the payer has approved in the browser. */
        ORDER("order:", Pattern.compile("[A-Z0-9]{1,36}")),
        /** {@code approve}: the hub makes the order and says where the payer has to approve it. */
        APPROVE("approve", Pattern.compile(""));

        private final String prefix;
        private final Pattern id;

        Form(String prefix, Pattern id) {
            this.prefix = prefix;
            this.id = id;
        }
    }

    /** Reads a token; empty when it is none of PayPal's. Ids as in PayPal's published schema of orders. */
    static Optional<PayPalMethod> of(String token) {
        for (Form form : Form.values()) {
            if (token != null && token.startsWith(form.prefix)) {
                String id = token.substring(form.prefix.length());
                return form.id.matcher(id).matches() ? Optional.of(new PayPalMethod(form, id)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Nothing that could be used to pay. */
    @Override
    public String toString() {
        return form.name();
    }
}
