package io.dropshiphub.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kill -9} and lost replies may not do: sell a piece twice, or take money for an order that comes to nothing. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OrderCrashTest {

    private static final int ORDERS = 200;
    private static final int STOCK = 150;
    private static final int KILLS = 2;
    private static final int CANCELED = 20;
    /** What everybody wants, and what some want besides. */
    private static final String WANTED = "OC-00001";

    private static final String BESIDES = "OC-00002";
    private static final List<String> GATEWAYS = List.of("stripe", "paypal", "square");

    @TempDir
    Path directory;

    @RegisterExtension
    final Journey journey = new Journey("order-crash");

    private SandboxProcess sandbox;
    private HubProcess hub;
    private Random random;

    @BeforeEach
    void seed() {
        long seed = Long.getLong("journey.seed", System.nanoTime() & 0xFFFFFF);
        journey.say("again with ./mvnw test -Dtest=OrderCrashTest -Djourney.seed=%d", seed);
        random = new Random(seed);
        sandbox = journey.sandbox(directory, Map.of("SANDBOX_SEED", Long.toString(seed)));
    }

    @Test
    void two_kills_and_lost_replies_in_200_orders_sell_no_piece_twice_and_keep_no_money_without_a_sale()
            throws Exception {
        hub = journey.hub(directory, "hub")
                .against(sandbox)
                .quick()
                .unlimited()
                .quickPayments(GATEWAYS)
                .set("hub.orders.every", "200ms")
                .set("hub.orders.lease", "6s")
                .set("hub.orders.delays", "500ms,1s")
                .start();
        ProductFile file = ProductFile.of("products.csv", "OC", 2, STOCK, sandbox);
        hub.drop(file.name(), file.content());
        hub.awaitEnd(1, Duration.ofSeconds(30));
        for (String gateway : GATEWAYS) {
            sandbox.fault(
                    "{\"service\":\"%s\",\"kind\":\"drop-reply-after-acting\",\"probability\":0.1}".formatted(gateway));
        }

        try (Crowd crowd = new Crowd(ORDERS, this::place)) {
            for (int i = 1; i <= KILLS; i++) {
                int payments = STOCK * i / (KILLS + 1) - random.nextInt(STOCK / 5);
                hub.dieWhen(
                        payments + " payments are in the gateways' books",
                        () -> sandbox.payments().size() >= payments);
                journey.say("killed at %d payments", payments);
            }
            crowd.finish();
        }
        List<JsonNode> orders = allOver(ORDERS);
        orders.forEach(this::agrees);
        List<JsonNode> sold = sold(orders);
        journey.say(
                "replies lost %d; confirmed %d of %d",
                sandbox.struck("drop-reply-after-acting"), sold.size(), orders.size());
        assertThat(sold).hasSizeBetween(STOCK * 2 / 3, STOCK);
        assertThat(sandbox.struck("drop-reply-after-acting")).isGreaterThan(ORDERS / 20);

        for (JsonNode order : sold.subList(0, CANCELED)) {
            hub.post("/api/v1/orders/" + order.path("order_id").asText() + "/cancel", "{\"reason\": \"not wanted\"}");
        }
        int left = STOCK - sold.size() + CANCELED;
        await("the canceled orders are undone")
                .atMost(Duration.ofSeconds(30))
                .until(() -> sold(allOver(ORDERS)).size() == sold.size() - CANCELED);
        allOver(ORDERS).forEach(this::agrees);

        order("one-too-many", left + 1);
        order("to-the-last-piece", left);
        List<JsonNode> last = allOver(ORDERS + 2);
        last.forEach(this::agrees);
        assertThat(status(last, "one-too-many")).isEqualTo("REJECTED");
        assertThat(status(last, "to-the-last-piece")).isEqualTo("CONFIRMED");
    }

    /** One piece that everybody wants, and here and there more; some are only held at first, some cannot pay. */
    private boolean place(int number) {
        String besides = number % 4 == 0 ? item(BESIDES, 2, "3.05") : "";
        String card = number % 10 == 3
                ? "\"stripe\": \"pm_card_visa_chargeDeclined\""
                : "\"stripe\": \"pm_card_visa\", \"paypal\": \"vault:sandbox-vault-%d\", \"square\": \"cnon:card-nonce-ok\""
                        .formatted(number);
        String price = "%d.%02d".formatted(1 + number % 90, number % 100);
        return takes("OC-" + number, item(WANTED, 1, price) + besides, card, number % 3 == 0 ? "authorize" : "charge");
    }

    private void order(String number, int pieces) {
        await(number + " is taken")
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        takes(number, item(WANTED, pieces, "9.90"), "\"square\": \"cnon:card-nonce-ok\"", "charge"));
    }

    private boolean takes(String number, String items, String methods, String mode) {
        String body = """
                {"order_number": "%s", "currency": "USD", "items": [%s],
                 "payment": {"payment_method": {%s}, "mode": "%s"}}""".formatted(number, items.substring(1), methods, mode);
        return hub.takes("/api/v1/orders", body, number);
    }

    private static String item(String sku, int quantity, String price) {
        return ",{\"seller_sku\": \"%s\", \"quantity\": %d, \"unit_price\": \"%s\"}".formatted(sku, quantity, price);
    }

    /** All orders, once nothing is left to be done for any. */
    private List<JsonNode> allOver(int expected) {
        return await("every order is over").atMost(Duration.ofSeconds(60)).until(this::orders, orders -> {
            boolean over = orders.stream()
                    .allMatch(order ->
                            order.path("status").asText().matches("CONFIRMED|REJECTED|PAYMENT_DECLINED|CANCELED"));
            return over && orders.size() == expected;
        });
    }

    private List<JsonNode> orders() {
        List<JsonNode> found = new ArrayList<>();
        hub.get("/api/v1/orders?limit=500").forEach(found::add);
        return found;
    }

    /** A confirmed order has one payment of its total in the gateways' books, any other one nothing that is taken or held. */
    private void agrees(JsonNode order) {
        List<BigDecimal> kept = new ArrayList<>();
        for (JsonNode row : sandbox.payments(order.path("order_number").asText())) {
            BigDecimal taken = amount(row, "captured").subtract(amount(row, "refunded"));
            if (taken.signum() > 0) {
                kept.add(taken);
            }
            assertThat(amount(row, "authorized"))
                    .as("held for %s: %s", order, row)
                    .isZero();
        }
        if (isSold(order)) {
            assertThat(kept).as("paid for %s", order).hasSize(1);
            assertThat(kept.get(0)).as("paid for %s", order).isEqualByComparingTo(amount(order, "total"));
        } else {
            assertThat(kept).as("kept for %s", order).isEmpty();
        }
    }

    private static List<JsonNode> sold(List<JsonNode> orders) {
        return orders.stream().filter(OrderCrashTest::isSold).toList();
    }

    private static boolean isSold(JsonNode order) {
        return order.path("status").asText().equals("CONFIRMED");
    }

    private static String status(List<JsonNode> orders, String number) {
        return orders.stream()
                .filter(order -> order.path("order_number").asText().equals(number))
                .map(order -> order.path("status").asText())
                .findAny()
                .orElseThrow();
    }

    private static BigDecimal amount(JsonNode row, String field) {
        return new BigDecimal(row.path(field).asText());
    }
}
