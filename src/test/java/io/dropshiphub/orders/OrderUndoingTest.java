package io.dropshiphub.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentRequest;
import io.dropshiphub.product.Owners;
import io.dropshiphub.product.Scope;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Orders that are undone, that wait, and that a crash has left between two steps. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OrderUndoingTest extends OrdersHub {

    private static final String APPROVES_LATER = "pm_card_authenticationRequired";

    @Autowired
    private ProducerTemplate producer;

    @Autowired
    private Orders orders;

    @Autowired
    private OrderRequests requests;

    @Autowired
    private StockReservations stock;

    @Autowired
    private OrderPayments payments;

    @Test
    void a_confirmed_order_that_is_canceled_gives_the_money_back_once_and_frees_the_pieces() {
        list("MUG", 1);
        JsonNode order = place("k-1", order("C-1", "MUG", "pm_card_visa")).getBody();

        JsonNode canceled = cancel(order).getBody();
        JsonNode again = cancel(order).getBody();

        assertState(canceled, OrderState.CANCELED);
        assertThat(canceled.path("code").asText()).isEqualTo("HUB-ORDERS-005");
        assertThat(canceled.path("cancel_reason").asText()).isEqualTo("changed my mind");
        assertState(again, OrderState.CANCELED);
        assertBooked("C-1", 9_900, 9_900);
        assertThat(reserved("MUG")).isZero();
        assertState(place("k-2", order("C-2", "MUG", "pm_card_visa")).getBody(), OrderState.CONFIRMED);
    }

    @Test
    void a_payer_who_approves_later_gets_what_was_held_for_them() {
        list("MUG", 1);
        JsonNode order = place("k-1", order("A-1", "MUG", APPROVES_LATER)).getBody();
        assertState(order, OrderState.PAYING);
        assertThat(order.at("/payment/action_url").asText()).startsWith("http");
        assertState(place("k-2", order("A-2", "MUG", "pm_card_visa")).getBody(), OrderState.REJECTED);

        sandbox("POST", "/payments/stripe/" + booked("A-1").at("/0/id").asText() + "/approve", "{}");

        becomes(id(order), OrderState.CONFIRMED);
        assertBooked("A-1", 9_900, 0);
    }

    @Test
    void a_payer_who_does_not_come_loses_the_pieces_and_cannot_pay_any_more() {
        list("MUG", 1);
        UUID order = id(place("k-1", order("W-1", "MUG", APPROVES_LATER)).getBody());

        jdbc.sql("update customer_order set since = since - interval '2 hours'").update();

        assertThat(becomes(order, OrderState.CANCELED).path("code").asText()).isEqualTo("HUB-ORDERS-009");
        assertThat(reserved("MUG")).isZero();
        assertThat(booked("W-1").at("/0/status").asText()).isEqualTo("canceled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"charge", "authorize"})
    void an_order_whose_sale_cannot_be_recorded_is_undone(String mode) {
        String number = "T-" + mode;
        list("MUG", 1);
        jdbc.sql("create function never() returns trigger language plpgsql as 'begin raise exception ''never''; end'")
                .update();
        jdbc.sql("create trigger never before update on customer_order for each row when (new.state = 'CONFIRMED')"
                        + " execute function never()")
                .update();
        try {
            JsonNode order =
                    place("k-1", order(number, "MUG", 1, "pm_card_visa", mode)).getBody();
            assertState(order, OrderState.PAID);
            assertThat(order.path("code").asText()).isEqualTo("HUB-ORDERS-007");

            JsonNode canceled = becomes(id(order), OrderState.CANCELED);

            assertThat(canceled.path("code").asText()).isEqualTo("HUB-ORDERS-007");
        } finally {
            jdbc.sql("drop function never cascade").update();
        }
        assertBooked(number, 9_900, 9_900);
        assertThat(reserved("MUG")).isZero();
    }

    @Test
    void a_lost_answer_is_found_out_and_nobody_pays_twice() {
        list("MUG", 1);
        sandbox("POST", "/faults", """
                {"service": "stripe", "kind": "drop-reply-after-acting", "times": 2}""");

        UUID order = id(place("k-1", order("F-1", "MUG", "pm_card_visa")).getBody());

        becomes(order, OrderState.CONFIRMED);
        assertBooked("F-1", 9_900, 0);
    }

    @Test
    void a_crash_after_the_order_was_stored_delays_it_only() {
        list("MUG", 1);
        OrderWork work = taken("X-1", "pm_card_visa");

        crash(work);

        becomes(work.id(), OrderState.CONFIRMED);
        assertBooked("X-1", 9_900, 0);
    }

    @Test
    void a_crash_between_the_charge_and_its_record_charges_nobody_twice() {
        list("MUG", 1);
        OrderWork work = paying(taken("X-2", "pm_card_visa"));
        producer.requestBody("direct:payment-charge", payments.request(work));
        assertBooked("X-2", 9_900, 0);

        crash(work);

        becomes(work.id(), OrderState.CONFIRMED);
        assertBooked("X-2", 9_900, 0);
        assertThat(reserved("MUG")).isEqualTo(1);
    }

    @Test
    void an_order_canceled_after_such_a_crash_finds_its_payment_and_gives_it_back() {
        list("MUG", 1);
        OrderWork work = paying(taken("X-3", "pm_card_visa"));
        producer.requestBody("direct:payment-charge", payments.request(work));
        orders.cancel(work.id(), "too late");
        assertThat(orders.get(Scope.ALL, work.id()).state())
                .as("somebody works on it")
                .isEqualTo(OrderState.PAYING);

        crash(work);

        becomes(work.id(), OrderState.CANCELED);
        assertBooked("X-3", 9_900, 9_900);
        assertThat(reserved("MUG")).isZero();
    }

    @Test
    void a_worker_who_was_given_up_and_charges_after_all_is_noticed() {
        list("MUG", 1);
        OrderWork work = paying(taken("X-4", "pm_card_visa"));
        PaymentRequest request = payments.request(work);
        orders.cancel(work.id(), "it takes too long");
        crash(work);
        becomes(work.id(), OrderState.CANCELED);
        assertThat(booked("X-4")).isEmpty();

        // the worker awakes
        Payment payment = producer.requestBody("direct:payment-charge", request, Payment.class);
        payments.answered(payment, work);

        becomes(work.id(), seen -> seen.at("/payment/refunded").asText().equals("9900"));
        becomes(work.id(), OrderState.CANCELED);
        assertBooked("X-4", 9_900, 9_900);
    }

    @Test
    void a_worker_who_was_given_up_changes_nothing_else() {
        list("MUG", 5);
        OrderWork work = taken("X-5", "pm_card_visa");
        crash(work);
        becomes(work.id(), OrderState.CONFIRMED);

        OrderWork after = stock.reserve(work);

        assertThat(after.goesOn()).isFalse();
        assertThat(after.state()).isEqualTo(OrderState.CONFIRMED);
        assertThat(reserved("MUG")).isEqualTo(1);
    }

    @Test
    void an_authorization_is_let_go_when_the_order_is_canceled_before_it_is_captured() {
        list("MUG", 1);
        OrderWork work = paying(taken("X-6", "pm_card_visa", "authorize"));
        Payment payment = producer.requestBody("direct:payment-authorize", payments.request(work), Payment.class);
        orders.cancel(work.id(), "changed my mind");

        OrderWork next = payments.answered(payment, work);
        producer.requestBody("direct:order-advance", next);

        becomes(work.id(), OrderState.CANCELED);
        assertBooked("X-6", 0, 0);
        assertThat(booked("X-6").at("/0/status").asText()).isEqualTo("canceled");
    }

    private OrderWork taken(String number, String card) {
        return taken(number, card, "charge");
    }

    /** As {@code order-take} stores it, and no further. */
    private OrderWork taken(String number, String card, String mode) {
        return orders.take(requests.read(Owners.HOUSE, "admin", "key-" + number, order(number, "MUG", 1, card, mode)));
    }

    /** Its pieces are held, and it is stored that the payment may be asked for. */
    private OrderWork paying(OrderWork work) {
        OrderWork begun = payments.begin(stock.reserve(work));
        assertThat(begun.state()).isEqualTo(OrderState.PAYING);
        return begun;
    }

    /** Nobody works on it any more, and everybody may find out. */
    private void crash(OrderWork work) {
        jdbc.sql("update customer_order set lease_until = now() - interval '1 second' where id = ?")
                .param(work.id())
                .update();
    }
}
