package io.dropshiphub.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Orders whose payer has to approve at PayPal first. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OrderByPayPalTest extends OrdersHub {

    @Test
    void an_order_that_nobody_has_approved_is_canceled_its_pieces_are_free_and_a_late_approval_takes_nothing() {
        JsonNode order = awaitingPayer("P-1");
        assertThat(reserved("MUG")).isOne();

        cancel(order);

        becomes(id(order), OrderState.CANCELED);
        assertThat(reserved("MUG")).isZero();
        sandbox("POST", "/payments/paypal/" + booked(order).path("id").asText() + "/approve", "{}");
        JsonNode payment = get(
                "/api/v1/payments/" + look(id(order)).at("/payment/payment_id").asText() + "?refresh=true");
        assertThat(payment.path("status").asText()).isEqualTo("CANCELED");
        assertThat(booked(order).path("captured").asText()).isEqualTo("0");
    }

    @Test
    void an_order_that_paypal_has_forgotten_meanwhile_ends_too() {
        JsonNode order = awaitingPayer("P-2");
        sandbox("DELETE", "/ledger", "");

        cancel(order);

        becomes(id(order), OrderState.CANCELED);
        assertThat(reserved("MUG")).isZero();
    }

    @Test
    void an_order_is_confirmed_once_the_payer_has_approved() {
        JsonNode order = awaitingPayer("P-3");

        sandbox("POST", "/payments/paypal/" + booked(order).path("id").asText() + "/approve", "{}");
        get("/api/v1/payments/" + look(id(order)).at("/payment/payment_id").asText() + "?refresh=true");

        becomes(id(order), OrderState.CONFIRMED);
        assertThat(booked(order).path("captured").asText()).isEqualTo("9.90");
    }

    private JsonNode awaitingPayer(String number) {
        list("MUG", 1);
        JsonNode order = place("k-" + number, """
                        {"order_number": "%s", "currency": "USD",
                         "items": [{"seller_sku": "MUG", "quantity": 1, "unit_price": "9.90"}],
                         "payment": {"payment_method": {"paypal": "approve"}, "mode": "charge",
                                     "return_url": "https://shop.example/done"}}""".formatted(number)).getBody();
        assertState(order, OrderState.PAYING);
        assertThat(order.path("code").asText()).isEqualTo("HUB-ORDERS-009");
        return order;
    }

    /** PayPal's own books of it. */
    private JsonNode booked(JsonNode order) {
        return sandbox(
                        "GET",
                        "/payments?service=paypal&order_id="
                                + order.path("order_number").asText(),
                        "")
                .path(0);
    }
}
