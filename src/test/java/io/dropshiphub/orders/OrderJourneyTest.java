package io.dropshiphub.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.platforms.TestProducts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ResponseEntity;

/** Orders over REST, through the real routes, to a simulated Stripe. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OrderJourneyTest extends OrdersHub {

    @ParameterizedTest
    @ValueSource(strings = {"charge", "authorize"})
    void an_order_holds_its_pieces_is_paid_and_confirmed(String mode) {
        String number = "J-" + mode;
        list("MUG", 3);

        ResponseEntity<JsonNode> answer = place("k-1", order(number, "MUG", 2, "pm_card_visa", mode));

        JsonNode order = answer.getBody();
        assertState(order, OrderState.CONFIRMED);
        assertThat(answer.getStatusCode().value()).isEqualTo(201);
        assertThat(order.path("total").asText()).isEqualTo("19800");
        assertThat(order.path("currency").asText()).isEqualTo("KRW");
        assertThat(order.at("/payment/status").asText()).isEqualTo("SUCCEEDED");
        assertThat(order.path("steps").findValuesAsText("state"))
                .isEqualTo(
                        mode.equals("charge")
                                ? List.of("RECEIVED", "RESERVED", "PAYING", "PAID", "CONFIRMED")
                                : List.of("RECEIVED", "RESERVED", "PAYING", "AUTHORIZED", "PAID", "CONFIRMED"));
        assertBooked(number, 19_800, 0);
        assertThat(reserved("MUG")).isEqualTo(2);
        assertThat(look(id(order))).isEqualTo(order);
        assertThat(jdbc.sql("select methods from customer_order")
                        .query(String.class)
                        .optional())
                .as("nothing to pay with is kept")
                .isEmpty();
    }

    @Test
    void what_is_not_listed_or_not_left_is_not_sold_and_nobody_is_charged() {
        list("MUG", 3);
        list(TestProducts.product()
                .sku("TEE")
                .options("색상", "사이즈")
                .variant(0, 1, "블랙", "M")
                .variant(0, 0, "화이트", "M")
                .build());

        assertRejected("N-1", order("N-1", "UNKNOWN", "pm_card_visa"), "HUB-ORDERS-010");
        assertRejected("N-2", order("N-2", "TEE", "pm_card_visa"), "HUB-ORDERS-011");
        assertRejected("N-3", order("N-3", "MUG", 4, "pm_card_visa", "charge"), "HUB-ORDERS-012");
        assertRejected("N-4", option(order("N-4", "TEE", "pm_card_visa"), "그린/M"), "HUB-ORDERS-011");
        assertRejected("N-5", option(order("N-5", "TEE", "pm_card_visa"), "화이트/M"), "HUB-ORDERS-012");
        assertState(
                place("k", option(order("N-6", "TEE", "pm_card_visa"), " 블랙 / M"))
                        .getBody(),
                OrderState.CONFIRMED);
    }

    @Test
    void pieces_that_were_sold_before_the_seller_counted_again_are_not_subtracted_twice() {
        list("MUG", 3);
        place("k-1", order("R-1", "MUG", 3, "pm_card_visa", "charge"));
        assertRejected("R-2", order("R-2", "MUG", "pm_card_visa"), "HUB-ORDERS-012");

        list("MUG", 2);

        assertState(
                place("k-3", order("R-3", "MUG", 2, "pm_card_visa", "charge")).getBody(), OrderState.CONFIRMED);
        assertRejected("R-4", order("R-4", "MUG", "pm_card_visa"), "HUB-ORDERS-012");
    }

    @Test
    void thirty_two_orders_at_once_of_ten_pieces_are_ten_sales() throws Exception {
        list("MUG", 10);
        ExecutorService customers = Executors.newFixedThreadPool(16);
        try {
            List<Callable<JsonNode>> orders = IntStream.range(0, 32)
                    .mapToObj(i -> (Callable<JsonNode>) () -> place("k-" + i, order("P-" + i, "MUG", "pm_card_visa"))
                            .getBody())
                    .toList();
            List<String> states = new ArrayList<>();
            for (Future<JsonNode> order : customers.invokeAll(orders)) {
                states.add(order.get().path("status").asText());
            }

            assertThat(states).filteredOn("CONFIRMED"::equals).hasSize(10);
            assertThat(states).filteredOn("REJECTED"::equals).hasSize(22);
        } finally {
            customers.shutdownNow();
        }
        assertThat(reserved("MUG")).isEqualTo(10);
        assertThat(IntStream.range(0, 32)
                        .mapToLong(i -> booked("P-" + i).size())
                        .sum())
                .isEqualTo(10);
    }

    @Test
    void a_declined_card_frees_the_pieces_and_the_same_order_may_come_again() {
        list("MUG", 1);

        JsonNode declined =
                place("k-1", order("D-1", "MUG", "pm_card_visa_chargeDeclined")).getBody();
        JsonNode paid = place("k-2", order("D-1", "MUG", "pm_card_visa")).getBody();

        assertState(declined, OrderState.PAYMENT_DECLINED);
        assertThat(declined.path("code").asText()).isNotBlank();
        assertThat(declined.path("message").asText()).isNotBlank();
        assertState(paid, OrderState.CONFIRMED);
        assertThat(place("k-3", order("D-1", "MUG", "pm_card_visa"))
                        .getBody()
                        .path("code")
                        .asText())
                .as("that number is sold")
                .isEqualTo("HUB-ORDERS-003");
    }

    @Test
    void a_payment_that_no_gateway_takes_ends_the_order() {
        list("MUG", 1);

        JsonNode order = place("k-1", order("G-1", "MUG", "pm_card_visa").replace("\"stripe\"", "\"paypal\""))
                .getBody();

        assertState(order, OrderState.PAYMENT_DECLINED);
        assertThat(order.path("code").asText()).startsWith("HUB-PAY-");
        assertThat(reserved("MUG")).isZero();
    }

    @Test
    void the_same_key_is_the_same_order_and_never_another() {
        list("MUG", 5);

        JsonNode first = place("k-1", order("S-1", "MUG", "pm_card_visa")).getBody();
        JsonNode again = place("k-1", order("S-1", "MUG", "pm_card_visa")).getBody();
        ResponseEntity<JsonNode> other = place("k-1", order("S-1", "MUG", 2, "pm_card_visa", "charge"));

        assertThat(again).isEqualTo(first);
        assertThat(other.getStatusCode().value()).isEqualTo(409);
        assertThat(other.getBody().path("code").asText()).isEqualTo("HUB-ORDERS-002");
        assertBooked("S-1", 9_900, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"9900\" | 9900.5 | 400 | HUB-ORDERS-001",
                "\"9900\" | -1 | 400 | HUB-ORDERS-001",
                "\"9900\" | 0 | 400 | HUB-ORDERS-001",
                "\"quantity\": 1 | \"quantity\": 0 | 400 | HUB-ORDERS-001",
                "\"quantity\" | \"qty\" | 400 | HUB-ORDERS-001",
                "\"charge\" | \"later\" | 400 | HUB-ORDERS-001",
                "\"B-1\" | 12 | 400 | HUB-ORDERS-001",
                "\"pm_card_visa\" | null | 400 | HUB-ORDERS-001",
                "\"email\" | \"passport\" | 400 | HUB-ORDERS-001",
                "\"B-1\" | \"4242424242424242\" | 422 | HUB-PAY-101",
                "\"name\" | \"card_number\" | 422 | HUB-PAY-102",
            })
    void an_order_that_cannot_be_is_refused_by_name_and_not_stored(String part, String by, int status, String code) {
        ResponseEntity<JsonNode> answer =
                place("k-1", order("B-1", "MUG", "pm_card_visa").replace(part, by));

        assertThat(answer.getBody().path("code").asText())
                .as(answer.getBody().toPrettyString())
                .isEqualTo(code);
        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        assertThat(jdbc.sql("select count(*) from customer_order")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void an_order_needs_a_key_and_lists_are_narrowed() {
        assertThat(place(null, order("L-1", "MUG", "pm_card_visa"))
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
        place("k-1", order("L-1", "MUG", "pm_card_visa"));
        place("k-2", order("L-2", "MUG", "pm_card_visa"));

        assertThat(get("/api/v1/orders").findValuesAsText("order_number")).containsExactly("L-2", "L-1");
        assertThat(get("/api/v1/orders?order_number=L-1")).hasSize(1);
        assertThat(get("/api/v1/orders?status=REJECTED&limit=1&offset=1")).hasSize(1);
        assertThat(get("/api/v1/orders?status=CONFIRMED")).isEmpty();
        assertThat(get("/api/v1/orders/nonsense").path("code").asText()).isEqualTo("HUB-REST-008");
    }

    private void assertRejected(String number, String body, String code) {
        JsonNode order = place("key-" + number, body).getBody();
        assertState(order, OrderState.REJECTED);
        assertThat(order.path("code").asText()).isEqualTo(code);
        assertThat(booked(number)).isEmpty();
    }

    private static String option(String order, String option) {
        return order.replace("\"quantity\"", "\"option\": \"" + option + "\", \"quantity\"");
    }
}
