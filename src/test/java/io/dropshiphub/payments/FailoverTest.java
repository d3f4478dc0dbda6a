package io.dropshiphub.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.payments.routing.GatewayRouting;
import io.dropshiphub.product.Money;
import io.dropshiphub.product.Scope;
import io.dropshiphub.testing.HubTest;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Which gateway takes a payment when the first one is in trouble, from the wish to the books of the simulated gateways. Stripe and
 * Square work until they are troubled, nobody listens at PayPal's address, and Toss does not know the hub's key.
 */
@HubTest(
        properties = {
            "spring.profiles.active=sandbox",
            "hub.sandbox.enabled=false",
            "hub.routes.include=_shared/*.camel.yaml,admin/answer.camel.yaml,payments/*.camel.yaml",
            "hub.payments.retry.first-delay=1ms",
            "hub.payments.resolve.every=50ms",
            "hub.payments.resolve.delays=100ms",
            "hub.payments.resolve.lease=1s",
            // a reading in between would tell the circuit breaker that the gateway works
            "hub.payments.look.delays=1h",
            "hub.payments.stripe.limits.weight=3",
            "hub.payments.stripe.limits.open=1s",
            "hub.payments.square.limits.open=1s",
            "hub.payments.square.limits.calls=30",
            "hub.payments.paypal.base-url=http://127.0.0.1:1",
            "hub.payments.toss.secret-key=test_sk_of_somebody_else"
        })
class FailoverTest {

    private static final GatewaySandbox SANDBOX = new GatewaySandbox();
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final Map<String, String> TOKENS = Map.of(
            "stripe",
            "pm_card_visa",
            "square",
            "cnon:card-nonce-ok",
            "paypal",
            "vault:somebodys",
            "toss",
            "tviva20261121090000abcd1");

    @Autowired
    private ProducerTemplate routes;

    @Autowired
    private PaymentLedger ledger;

    @Autowired
    private GatewayRouting routing;

    @Autowired
    private CamelContext camel;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestRestTemplate http;

    private final String order = "O-" + UUID.randomUUID().toString().substring(0, 30);

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry settings) {
        for (String gateway : List.of("stripe", "square", "toss")) {
            settings.add("hub.payments." + gateway + ".base-url", () -> SANDBOX.url(gateway));
        }
    }

    @BeforeEach
    void everybodyIsReady() {
        TOKENS.keySet().forEach(gateway -> breaker(gateway).reset());
        await("nobody rests any more")
                .atMost(SOON)
                .until(() -> routing.order(wish("USD", null), Operation.CHARGE).size() == 3);
    }

    @AfterEach
    void noTrouble() {
        SANDBOX.noTrouble();
        assertThat(SANDBOX.chargedTwice()).isZero();
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @ParameterizedTest
    @CsvSource({
        // nobody listens
        "paypal, stripe, USD, 10.50, HUB-PAY-004",
        // the key is wrong
        "toss,   stripe, KRW, 5000,  UNAUTHORIZED_KEY"
    })
    void where_the_first_cannot_be_reached_or_does_not_know_the_hub_the_second_charges_once(
            String first, String second, String currency, String amount, String why) {
        Payment paid = charge(wish(currency, first, amount, first, second));

        assertPaid(paid, second, amount);
        assertThat(attempts(paid)).containsExactly(first + " " + why, second + " null");
    }

    @Test
    void where_the_first_is_called_too_often_the_second_charges_once() {
        SANDBOX.trouble("stripe", "rate-limit", 1);

        Payment paid = charge(wish("USD", "stripe"));

        assertThat(paid.gateway()).isNotEqualTo("stripe");
        assertPaid(paid, "square", "10.50");
        assertThat(SANDBOX.taken("stripe", order)).isZero();
    }

    @Test
    void where_the_hubs_own_limit_is_used_up_the_second_holds_the_money() {
        List<String> gateways = IntStream.range(0, 31)
                .mapToObj(i -> routes.requestBody(
                        "direct:payment-authorize",
                        wish("USD", "square", "1", "square", "stripe").held(),
                        Payment.class))
                .map(Payment::gateway)
                .toList();

        assertThat(gateways.subList(0, 30)).containsOnly("square");
        assertThat(gateways.get(30)).isEqualTo("stripe");
        assertThat(breaker("square").getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @ParameterizedTest
    @CsvSource({
        "stripe, square, drop-reply-after-acting",
        "stripe, square, server-error-before-acting",
        "stripe, square, server-error-after-acting",
        "stripe, square, truncated-body",
        "stripe, square, html-body",
        "stripe, square, outage",
        "square, stripe, drop-reply-after-acting",
        "square, stripe, server-error-before-acting",
        "square, stripe, truncated-body"
    })
    void an_outcome_that_is_open_is_found_out_at_the_first_and_never_tried_at_the_second(
            String first, String second, String trouble) {
        // the caller's three sends, and one behind their back
        SANDBOX.trouble(first, trouble, 4);

        Payment open = charge(wish("USD", first, "10.50", first, second));
        assertThat(open.status()).isEqualTo(PaymentStatus.UNKNOWN);

        assertPaid(settled(open), first, "10.50");
        assertThat(SANDBOX.taken(second, order)).isZero();
        assertThat(attempts(open)).singleElement().asString().startsWith(first);
    }

    @Test
    void the_fifth_failure_in_a_row_opens_the_breaker_and_one_probe_closes_it_again() {
        List<String> seen = listen("stripe");
        SANDBOX.trouble("stripe", "server-error-before-acting", 5);

        Payment open = charge(wish("USD", "stripe"));
        await().atMost(SOON).until(() -> breaker("stripe").getState() == CircuitBreaker.State.OPEN);
        Payment meanwhile = charge(wish("USD", "stripe", "3", "stripe", "square"));

        assertThat(meanwhile.gateway()).isEqualTo("square");
        assertThat(meanwhile.status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertPaid(settled(open), "stripe", "10.50");
        assertThat(seen)
                .containsSubsequence(
                        "ERROR",
                        "ERROR",
                        "ERROR",
                        "ERROR",
                        "ERROR",
                        "CLOSED to OPEN",
                        "OPEN to HALF_OPEN",
                        "SUCCESS",
                        "HALF_OPEN to CLOSED");
        assertThat(seen).filteredOn("ERROR"::equals).hasSize(5);
        assertThat(charge(wish("USD", "stripe", "4", "stripe", "square")).gateway())
                .isEqualTo("stripe");
    }

    @Test
    void four_failures_and_any_number_of_declines_do_not_open_it() {
        SANDBOX.trouble("stripe", "server-error-before-acting", 4);
        settled(charge(wish("USD", "stripe")));

        for (int i = 0; i < 6; i++) {
            Payment declined = charge(request(
                    "USD",
                    "stripe",
                    "7",
                    Map.of("stripe", "pm_card_visa_chargeDeclined", "square", TOKENS.get("square"))));
            assertThat(declined.status()).isEqualTo(PaymentStatus.DECLINED);
            assertThat(declined.gateway())
                    .as("a decline is no reason to ask another")
                    .isEqualTo("stripe");
        }

        assertThat(breaker("stripe").getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        assertThat(SANDBOX.taken("square", order)).isZero();
    }

    @Test
    void won_go_to_stripe_or_toss_only() {
        assertThat(routing.order(wish("KRW", null, "5000", "stripe", "square", "paypal", "toss"), Operation.CHARGE))
                .containsExactlyInAnyOrder("stripe", "toss");
        assertPaid(charge(wish("KRW", "square", "5000", "stripe", "square", "paypal")), "stripe", "5000");
    }

    @Test
    void weights_share_what_several_could_take() {
        List<String> drawn = IntStream.range(0, 1000)
                .mapToObj(i -> routing.order(wish("USD", null, "1", "stripe", "square"), Operation.CHARGE)
                        .get(0))
                .toList();

        // 3 of 4; the bounds are seven standard deviations away
        assertThat(drawn).filteredOn("stripe"::equals).hasSizeBetween(650, 850);
    }

    @Test
    void where_no_gateway_takes_it_the_refusal_names_every_reason() {
        ResponseEntity<JsonNode> refused = post("KRW", "\"square\": \"cnon:card-nonce-ok\", \"paypal\": \"vault:v\"");

        assertThat(refused.getStatusCode().value()).isEqualTo(422);
        assertThat(refused.getBody().path("code").asText()).isEqualTo("HUB-PAY-014");
        assertThat(refused.getBody().path("detail").asText())
                .contains("square: ", "paypal: ", "stripe: payment_method has nothing for it", "toss: ");
        assertThat(refused.getHeaders().getFirst("Retry-After")).isNull();
        assertThat(ledger.find(1, order)).isEmpty();
    }

    @Test
    void where_waiting_helps_the_refusal_says_how_long() {
        // for as long as the test wants
        breaker("stripe").transitionToForcedOpenState();

        ResponseEntity<JsonNode> refused = post("USD", "\"stripe\": \"pm_card_visa\"");

        assertThat(refused.getStatusCode().value()).isEqualTo(503);
        assertThat(refused.getBody().path("code").asText()).isEqualTo("HUB-PAY-015");
        assertThat(refused.getHeaders().getFirst("Retry-After")).isEqualTo("1");

        breaker("stripe").transitionToClosedState();
        assertThat(post("USD", "\"stripe\": \"pm_card_visa\"").getStatusCode().value())
                .as("the same key")
                .isEqualTo(201);
        assertThat(SANDBOX.taken("stripe", order)).isEqualByComparingTo("10.50");
    }

    private void assertPaid(Payment payment, String gateway, String amount) {
        assertThat(payment.status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(payment.gateway()).isEqualTo(gateway);
        assertThat(payment.captured()).isEqualByComparingTo(amount);
        assertThat(SANDBOX.taken(gateway, payment.orderId())).isEqualByComparingTo(amount);
    }

    /** The gateway and code of every try of a payment, in order. */
    private List<String> attempts(Payment payment) {
        return jdbc.sql("select gateway || ' ' || coalesce(code, 'null') from payment_attempt where payment_id = ?"
                        + " order by id")
                .param(payment.id())
                .query(String.class)
                .list();
    }

    /** Failures, successes and changes of state from now on. */
    private List<String> listen(String gateway) {
        List<String> seen = new CopyOnWriteArrayList<>();
        breaker(gateway).getEventPublisher().onEvent(event -> seen.add(words(event)));
        return seen;
    }

    private static String words(CircuitBreakerEvent event) {
        return event instanceof CircuitBreakerOnStateTransitionEvent change
                ? change.getStateTransition().getFromState() + " to "
                        + change.getStateTransition().getToState()
                : event.getEventType().name();
    }

    private CircuitBreaker breaker(String gateway) {
        return camel.getRegistry().lookupByNameAndType("payment-breaker-" + gateway, CircuitBreaker.class);
    }

    private Payment charge(PaymentRequest request) {
        return routes.requestBody("direct:payment-charge", request, Payment.class);
    }

    private Payment settled(Payment payment) {
        await().atMost(SOON).until(() -> now(payment).status() != PaymentStatus.UNKNOWN);
        return now(payment);
    }

    private Payment now(Payment payment) {
        return ledger.find(Scope.ALL, payment.id()).orElseThrow();
    }

    private PaymentRequest wish(String currency, String preferred) {
        return wish(currency, preferred, "10.50", "stripe", "square", "paypal");
    }

    private PaymentRequest wish(String currency, String preferred, String amount, String... gateways) {
        return request(
                currency,
                preferred,
                amount,
                Stream.of(gateways).collect(Collectors.toMap(gateway -> gateway, TOKENS::get)));
    }

    /** Each one a payment of its own; those of the usual amounts are of {@link #order}. */
    private PaymentRequest request(String currency, String preferred, String amount, Map<String, String> methods) {
        return new PaymentRequest(
                1,
                UUID.randomUUID().toString(),
                new Money(new BigDecimal(amount), Currency.getInstance(currency)),
                amount.equals("10.50") || amount.equals("5000") ? order : "P-" + UUID.randomUUID(),
                null,
                methods,
                preferred,
                true,
                null,
                Map.of(),
                null);
    }

    private ResponseEntity<JsonNode> post(String currency, String methods) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.set("Idempotency-Key", order);
        String amount = currency.equals("KRW") ? "5000" : "10.50";
        return http.postForEntity(
                "/api/v1/payments",
                new HttpEntity<>(
                        "{\"amount\": \"%s\", \"currency\": \"%s\", \"order_id\": \"%s\", \"payment_method\": {%s}}"
                                .formatted(amount, currency, order, methods),
                        headers),
                JsonNode.class);
    }
}
