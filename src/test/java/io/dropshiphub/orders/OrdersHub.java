package io.dropshiphub.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.platforms.TestProducts;
import io.dropshiphub.product.Approval;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.Owners;
import io.dropshiphub.product.Product;
import io.dropshiphub.queue.Claims;
import io.dropshiphub.registration.BatchRequest;
import io.dropshiphub.registration.BatchRow;
import io.dropshiphub.registration.BatchSource;
import io.dropshiphub.registration.Priority;
import io.dropshiphub.registration.RegistrationBatches;
import io.dropshiphub.registration.RegistrationOutcomes;
import io.dropshiphub.registration.Spread;
import io.dropshiphub.sandbox.Sandbox;
import io.dropshiphub.sandbox.SandboxSettings;
import io.dropshiphub.testing.HubTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A hub with the real routes of orders and payments, real listings, and a simulated Stripe whose books tell what really happened. */
@HubTest(
        properties = {
            "spring.profiles.active=sandbox",
            "hub.sandbox.enabled=false",
            "hub.platforms.coupang.rate-per-second=0",
            "hub.orders.every=200ms",
            "hub.orders.delays=100ms,200ms,500ms",
            "hub.orders.tries=3",
            "hub.payments.stripe.limits.calls=100000",
            // no lanes: the test plays the marketplaces
            "hub.routes.include=_shared/*.camel.yaml,admin/answer.camel.yaml,orders/*.camel.yaml,payments/*.camel.yaml"
        })
abstract class OrdersHub {

    /** Lives as long as the hub that all these tests share. */
    private static final Sandbox SANDBOX =
            Sandbox.start(SandboxSettings.defaults().onPort(0).withoutQuota().withDownloadImages(false));

    @DynamicPropertySource
    static void let_the_hub_ask_this_sandbox(DynamicPropertyRegistry settings) {
        for (String gateway : List.of("stripe", "paypal")) {
            settings.add(
                    "hub.payments." + gateway + ".base-url",
                    () -> "http://127.0.0.1:" + SANDBOX.port() + "/" + gateway);
        }
    }

    @Autowired
    ApplicationContext hub;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    private TestRestTemplate rest;

    @Autowired
    private RegistrationBatches batches;

    @Autowired
    private RegistrationOutcomes outcomes;

    final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void nothing_was_charged_twice_and_nothing_is_left_for_the_next_test() {
        sandbox("DELETE", "/faults", "");
        int twice =
                sandbox("GET", "/payments/summary", "").path("double_charges").asInt();
        sandbox("DELETE", "/ledger", "");
        jdbc.sql("truncate customer_order, payment cascade").update();
        jdbc.sql("truncate registration_queue, dead_letter, held_batch, attempt, platform_registration,"
                        + " product_registration, registration_batch cascade")
                .update();
        assertThat(twice).isZero();
    }

    /** Lists a product as the house, and lets Coupang take it. */
    void list(Product product) {
        BatchRow row = new BatchRow(1, 1, product.sku(), product, List.of());
        await().until(() ->
                batches.check(Owners.HOUSE, List.of("coupang"), Spread.ALL, row).isEmpty());
        UUID batch = batches.open(new BatchRequest(
                        Owners.HOUSE,
                        "stock",
                        BatchSource.REST,
                        UUID.randomUUID().toString(),
                        null,
                        List.of("coupang"),
                        Priority.NORMAL,
                        null,
                        1,
                        false))
                .id();
        batches.accept(batch, 1, List.of(row));
        batches.close(batch);
        for (ListingJob job : Claims.all(hub, "coupang")) {
            outcomes.record(job, Outcome.registered("L-" + job.registrationId(), Approval.APPROVED));
        }
        await().until(() ->
                jdbc.sql("select count(*) from platform_registration where is_current and state <> 'registered'")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    void list(String sku, int stock) {
        list(TestProducts.product().sku(sku).stock(stock).build());
    }

    /** An order of so many pieces at 9,900 won, paid with that test card. */
    static String order(String number, String sku, int quantity, String card, String mode) {
        return """
                {"order_number": "%s", "items": [{"seller_sku": "%s", "quantity": %d, "unit_price": "9900"}],
                 "payment": {"payment_method": {"stripe": "%s"}, "gateway": "stripe", "mode": "%s",
                             "return_url": "https://shop.example/done"},
                 "customer": {"name": "김하나", "email": "hana@shop.example"}}""".formatted(number, sku, quantity, card, mode);
    }

    /** An order of one piece, charged at once. */
    static String order(String number, String sku, String card) {
        return order(number, sku, 1, card, "charge");
    }

    ResponseEntity<JsonNode> place(String key, String body) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        if (key != null) {
            headers.set("Idempotency-Key", key);
        }
        return rest.exchange("/api/v1/orders", HttpMethod.POST, new HttpEntity<>(body, headers), JsonNode.class);
    }

    ResponseEntity<JsonNode> cancel(JsonNode order) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return rest.exchange(
                "/api/v1/orders/" + id(order) + "/cancel",
                HttpMethod.POST,
                new HttpEntity<>("{\"reason\": \"changed my mind\"}", headers),
                JsonNode.class);
    }

    JsonNode look(UUID order) {
        return rest.getForObject("/api/v1/orders/" + order, JsonNode.class);
    }

    JsonNode get(String path) {
        return rest.getForObject(path, JsonNode.class);
    }

    /** The order once it is in that state. */
    JsonNode becomes(UUID order, OrderState state) {
        return becomes(order, seen -> seen.path("status").asText().equals(state.name()));
    }

    JsonNode becomes(UUID order, Predicate<JsonNode> wanted) {
        return await().until(() -> look(order), wanted);
    }

    static UUID id(JsonNode order) {
        return UUID.fromString(order.path("order_id").asText());
    }

    static void assertState(JsonNode order, OrderState state) {
        assertThat(order.path("status").asText()).as(order.toPrettyString()).isEqualTo(state.name());
    }

    /** Payments of one order number in Stripe's own books. */
    JsonNode booked(String number) {
        return sandbox("GET", "/payments?service=stripe&order_id=" + number, "");
    }

    /** Asserts that Stripe has one payment for the order, and how much of it is taken and given back. */
    void assertBooked(String number, int captured, int refunded) {
        JsonNode rows = booked(number);
        assertThat(rows).as(rows.toPrettyString()).hasSize(1);
        assertThat(new BigDecimal(rows.path(0).path("captured").asText()))
                .isEqualByComparingTo(BigDecimal.valueOf(captured));
        assertThat(new BigDecimal(rows.path(0).path("refunded").asText()))
                .isEqualByComparingTo(BigDecimal.valueOf(refunded));
    }

    /** Pieces that orders hold or have. */
    long reserved(String sku) {
        return jdbc.sql("select coalesce(sum(quantity), 0) from stock_reservation where seller_sku = ?")
                .param(sku)
                .query(Long.class)
                .single();
    }

    /** Says something to the sandbox's control interface. */
    JsonNode sandbox(String method, String path, String body) {
        try {
            HttpResponse<String> reply = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + SANDBOX.port() + "/sandbox" + path))
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(reply.statusCode())
                    .as(method + " " + path + ": " + reply.body())
                    .isLessThan(300);
            return mapper.readTree(reply.body().isEmpty() ? "{}" : reply.body());
        } catch (JsonProcessingException noJson) {
            return mapper.missingNode();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
