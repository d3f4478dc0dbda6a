package io.dropshiphub.payments.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.payments.Gateways;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentChange;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.PaymentRequest;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.Reconciliation;
import io.dropshiphub.payments.Reconciliation.Difference;
import io.dropshiphub.payments.Reconciliation.State;
import io.dropshiphub.payments.Reconciliation.Sum;
import io.dropshiphub.payments.Reconciliations;
import io.dropshiphub.payments.Reconciliations.Wish;
import io.dropshiphub.product.Money;
import io.dropshiphub.sandbox.Sandbox;
import io.dropshiphub.sandbox.SandboxSettings;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.SettableClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The ledger beside a simulated Stripe's books, with what can differ between them. */
@HubTest(
        properties = {
            "spring.profiles.active=sandbox",
            "hub.sandbox.enabled=false",
            "hub.routes.include=_shared/*.camel.yaml,payments/pay.camel.yaml,payments/change.camel.yaml,"
                    + "payments/round.camel.yaml,payments/send.camel.yaml,payments/stripe.camel.yaml,"
                    + "payments/reconcile.camel.yaml,payments/reconcile-daily.camel.yaml,"
                    + "payments/look-at-reconciliations.camel.yaml,admin/answer.camel.yaml",
            "hub.payments.retry.times=0",
            "hub.payments.resolve.every=50ms",
            "hub.payments.resolve.delays=100ms",
            "hub.payments.look.fresh=0s",
            "hub.payments.stripe.limits.calls=10000",
            "hub.payments.stripe.limits.failures=1000",
            "hub.payments.reconciliation.every=50ms",
            "hub.payments.reconciliation.retry-delays=1500ms,100ms",
            "hub.payments.reconciliation.wait-for=200ms",
            "hub.payments.reconciliation.waits=50",
            "hub.payments.reconciliation.daily=false"
        })
class ReconciliationTest {

    private static final Sandbox SANDBOX =
            Sandbox.start(SandboxSettings.defaults().onPort(0).withoutQuota().withDownloadImages(false));
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    private ProducerTemplate routes;

    @Autowired
    private Reconciliations reconciliations;

    @Autowired
    private ReconciliationPlan plan;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestRestTemplate rest;

    @Autowired
    private Gateways gateways;

    @Autowired
    private ReconciliationRows rows;

    @Autowired
    private ReconciliationReports reports;

    @Autowired
    private ReconciliationProperties settings;

    private final Instant begin = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);

    @DynamicPropertySource
    static void stripe(DynamicPropertyRegistry settings) {
        settings.add("hub.payments.stripe.base-url", () -> "http://127.0.0.1:" + SANDBOX.port() + "/stripe");
    }

    @BeforeEach
    void empty_both_books() throws Exception {
        jdbc.sql("truncate payment, payment_reference, refund, payment_attempt, payment_reconciliation cascade")
                .update();
        sandbox("DELETE", "/faults", "");
        sandbox("DELETE", "/ledger", "");
    }

    @Test
    void books_that_agree_have_no_differences_and_equal_sums() {
        Payment first = charge("pm_card_visa", "10.50");
        charge("pm_card_visa", "4.00");
        charge("pm_card_visa_chargeDeclined", "99.00");
        refund(first, "3.00");

        Reconciliation done = reconcile();

        assertThat(done.state()).isEqualTo(State.COMPLETE);
        assertThat(done.differences()).isEmpty();
        assertThat(done.resolved()).isZero();
        assertThat(done.sums())
                .usingRecursiveFieldByFieldElementComparator(sumsByValue())
                .containsExactly(
                        new Sum("payment", "USD", 2, new BigDecimal("14.50"), 2, new BigDecimal("14.50")),
                        new Sum("refund", "USD", 1, new BigDecimal("3.00"), 1, new BigDecimal("3.00")));
        assertThat(jdbc.sql("select count(*) from payment_reconciliation_entry")
                        .query(Integer.class)
                        .single())
                .as("what was listed is forgotten once it is compared")
                .isZero();
    }

    @Test
    void what_is_only_on_one_side_and_what_differs_is_told() throws Exception {
        String elsewhere = atStripe("1099", "O-elsewhere", "automatic");
        planted("pi_gone", "O-gone", "7.00", "USD");
        planted(atStripe("1050", "O-amount", "automatic"), "O-amount", "20.00", "USD");
        planted(atStripe("1050", "O-currency", "automatic"), "O-currency", "10.50", "EUR");
        planted(atStripe("1050", "O-status", "manual"), "O-status", "10.50", "USD");
        Payment good = charge("pm_card_visa", "5.00");
        sandbox("POST", "/payments/stripe/" + good.transactionId() + "/refund", "{\"amount\": 200}");

        Reconciliation done = reconcile();
        List<Difference> differences = reconciliations.differences(done.id(), 100, 0);

        assertThat(done.state()).isEqualTo(State.COMPLETE);
        assertThat(differences)
                .extracting(Difference::what, Difference::kind, Difference::orderId)
                .containsExactlyInAnyOrder(
                        tuple("payment", "ONLY_AT_GATEWAY", "O-elsewhere"),
                        tuple("payment", "ONLY_IN_LEDGER", "O-gone"),
                        tuple("payment", "AMOUNT", "O-amount"),
                        tuple("payment", "CURRENCY", "O-currency"),
                        tuple("payment", "STATUS", "O-status"),
                        tuple("refund", "ONLY_AT_GATEWAY", null));
        assertThat(done.differences()).containsEntry("ONLY_AT_GATEWAY", 2).containsEntry("AMOUNT", 1);
        Difference amount = of(differences, "AMOUNT");
        assertThat(amount.there().amount()).isEqualByComparingTo("10.50");
        assertThat(amount.here().amount()).isEqualByComparingTo("20.00");
        Difference only = differences.stream()
                .filter(each -> "O-elsewhere".equals(each.orderId()))
                .findFirst()
                .orElseThrow();
        assertThat(only.reference()).isEqualTo(elsewhere);
        assertThat(only.here()).isNull();
    }

    @Test
    void a_payment_in_doubt_is_found_out_before_anything_is_said_of_it() throws Exception {
        sandbox("POST", "/faults", "{\"service\":\"stripe\",\"kind\":\"drop-reply-after-acting\",\"times\":1}");
        Payment doubtful = charge("pm_card_visa", "10.50");
        assertThat(doubtful.status()).isEqualTo(PaymentStatus.UNKNOWN);

        Reconciliation done = over(reconcile().id());

        assertThat(done.state()).isEqualTo(State.COMPLETE);
        assertThat(done.differences()).isEmpty();
        assertThat(done.sums()).singleElement().satisfies(sum -> assertThat(sum.hereCount())
                .isOne());
    }

    @Test
    void what_the_ledger_has_missed_is_read_at_the_gateway_and_then_agrees() {
        Payment missed = charge("pm_card_visa", "10.50");
        jdbc.sql("update payment set status = 'PROCESSING', proven = 'PROCESSING', captured = 0 where id = ?")
                .param(missed.id())
                .update();

        Reconciliation done = reconcile();

        assertThat(done.differences()).isEmpty();
        assertThat(done.resolved()).isOne();
    }

    @Test
    void what_lies_at_the_edge_of_the_period_belongs_to_one_side_of_it() {
        Payment paid = charge("pm_card_visa", "10.50");
        Instant made = Instant.ofEpochSecond(gatewayTime(paid));
        // asked for before midnight, made after it
        jdbc.sql("update payment set created_at = ? where id = ?")
                .params(Timestamp.from(made.minusMillis(500)), paid.id())
                .update();
        await().until(() -> Instant.now().isAfter(made.plusSeconds(1)));

        Reconciliation before = reconcile(begin, made);
        Reconciliation after = reconcile(made, made.plusSeconds(1));

        assertThat(before.differences()).isEmpty();
        assertThat(before.sums()).isEmpty();
        assertThat(after.differences()).isEmpty();
        assertThat(after.sums()).singleElement().satisfies(sum -> {
            assertThat(sum.thereCount()).isOne();
            assertThat(sum.hereCount()).isOne();
        });
    }

    @Test
    void many_pages_are_read_to_their_end() throws Exception {
        for (int i = 0; i < 205; i++) {
            atStripe("100", "O-" + i, "automatic");
        }

        Reconciliation done = reconcile();

        assertThat(done.differences()).containsOnly(Map.entry("ONLY_AT_GATEWAY", 205));
        assertThat(reconciliations.differences(done.id(), 10, 200)).hasSize(5);
    }

    @Test
    void a_gateway_that_fails_in_the_middle_is_asked_again_and_nothing_is_said_until_then() throws Exception {
        for (int i = 0; i < 101; i++) {
            atStripe("100", "O-" + i, "automatic");
        }
        sandbox(
                "POST",
                "/faults",
                "{\"service\":\"stripe\",\"kind\":\"server-error-before-acting\",\"operations\":[\"list-refunds\"],\"times\":1}");

        Reconciliation now = reconcile();

        assertThat(now.state()).isEqualTo(State.RUNNING);
        assertThat(now.code()).isEqualTo("HUB-PAY-303");
        assertThat(now.sums()).isEmpty();
        assertThat(now.differences()).isEmpty();
        assertThat(over(now.id()).differences()).containsOnly(Map.entry("ONLY_AT_GATEWAY", 101));
    }

    @Test
    void a_gateway_that_is_called_too_often_in_the_middle_of_its_list_is_left_alone_for_a_while() throws Exception {
        for (int i = 0; i < 101; i++) {
            atStripe("100", "O-" + i, "automatic");
        }
        sandbox(
                "POST",
                "/faults",
                "{\"service\":\"stripe\",\"kind\":\"rate-limit\",\"operations\":[\"list-refunds\"],\"times\":1}");

        Reconciliation now = reconcile();

        assertThat(now.state()).isEqualTo(State.RUNNING);
        assertThat(tries(now)).as("it is no failure").isZero();
        jdbc.sql("update payment_reconciliation set due_at = now()").update();
        assertThat(over(now.id()).differences()).containsOnly(Map.entry("ONLY_AT_GATEWAY", 101));
    }

    @Test
    void a_payment_that_cannot_be_read_is_tried_so_often_and_then_told_as_the_ledger_has_it() throws Exception {
        atStripe("100", "O-elsewhere", "automatic");
        // an id that Stripe never gave: the question cannot even be asked
        planted("not one of Stripe's", "O-odd", "7.00", "USD");

        Reconciliation now = reconcile();
        assertThat(now.state()).isEqualTo(State.RUNNING);
        assertThat(now.code()).isEqualTo("HUB-PAY-305");

        jdbc.sql("update payment_reconciliation set due_at = now()").update();
        Reconciliation done = over(now.id());
        assertThat(done.state()).isEqualTo(State.COMPLETE);
        assertThat(done.code()).isEqualTo("HUB-PAY-305");
        assertThat(done.message()).contains("after 3 tries");
        assertThat(done.differences()).containsOnlyKeys("ONLY_AT_GATEWAY", "ONLY_IN_LEDGER");
    }

    @Test
    void a_gateway_that_cannot_be_read_at_all_makes_it_incomplete() throws Exception {
        atStripe("100", "O-1", "automatic");
        sandbox("POST", "/faults", "{\"service\":\"stripe\",\"kind\":\"server-error-before-acting\"}");

        Reconciliation done = over(reconcile().id());

        assertThat(done.state()).isEqualTo(State.INCOMPLETE);
        assertThat(done.code()).isEqualTo("HUB-PAY-303");
        assertThat(done.message()).contains("3 times");
        assertThat(done.differences()).isEmpty();
    }

    @Test
    void only_a_period_that_is_over_can_be_compared_and_only_a_gateway_that_lists() {
        refused(new Wish("stripe", begin, begin, "anna"), "HUB-PAY-301");
        refused(new Wish("stripe", begin, Instant.now().plusSeconds(60), "anna"), "HUB-PAY-301");
        refused(new Wish("stripe", begin.minus(Duration.ofDays(32)), begin, "anna"), "HUB-PAY-301");
        refused(new Wish("stripe", null, begin, "anna"), "HUB-PAY-301");
        refused(new Wish("nobody", begin, Instant.now(), "anna"), "HUB-PAY-001");
    }

    @Test
    void what_is_asked_for_is_done_in_the_background_and_listed() {
        Reconciliation asked = reconciliations.ask(new Wish("stripe", begin, Instant.now(), "anna"));

        assertThat(asked.askedBy()).isEqualTo("anna");
        assertThat(over(asked.id()).state()).isEqualTo(State.COMPLETE);
        assertThat(reconciliations.list("stripe", 10, 0))
                .extracting(Reconciliation::id)
                .containsExactly(asked.id());
        assertThat(reconciliations.list("square", 10, 0)).isEmpty();
        assertThat(reconciliations.find(asked.id() + 1)).isEmpty();
    }

    @Test
    void staff_ask_for_one_and_look_at_it_over_rest() throws Exception {
        String gone = atStripe("100", "O-elsewhere", "automatic");
        Instant to = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
        await().until(() -> !Instant.now().isBefore(to));

        ResponseEntity<JsonNode> asked = rest.postForEntity(
                "/api/v1/payments/reconciliations",
                Map.of("gateway", "stripe", "from", begin.toString(), "to", to.toString()),
                JsonNode.class);
        long id = asked.getBody().path("id").asLong();
        over(id);
        JsonNode shown = rest.getForObject("/api/v1/payments/reconciliations/" + id, JsonNode.class);
        JsonNode listed = rest.getForObject("/api/v1/payments/reconciliations?gateway=stripe", JsonNode.class);

        assertThat(asked.getStatusCode().value()).isEqualTo(202);
        assertThat(shown.at("/reconciliation/state").asText()).isEqualTo("COMPLETE");
        assertThat(shown.at("/differences/0/reference").asText()).isEqualTo(gone);
        assertThat(shown.at("/differences/0/kind").asText()).isEqualTo("ONLY_AT_GATEWAY");
        assertThat(listed).hasSize(1);
        assertThat(rest.getForEntity("/api/v1/payments/reconciliations/" + (id + 1), JsonNode.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        assertThat(jdbc.sql(
                                "select count(*) from audit_log where action = 'payment.reconcile' and target = 'gateway:stripe'")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void yesterday_is_compared_once_when_the_day_is_old_enough() {
        SettableClock clock = new SettableClock(Instant.parse("2026-11-20T19:29:00Z"));
        ReconciliationProperties daily = new ReconciliationProperties(
                settings.every(),
                settings.lease(),
                settings.margin(),
                settings.retryDelays(),
                settings.looks(),
                settings.waits(),
                settings.waitFor(),
                true,
                settings.dailyAfter(),
                settings.zone(),
                settings.dailyCheck());
        ReconciliationPlan nightly = new ReconciliationPlan(gateways, rows, reports, daily, clock);

        nightly.yesterday();
        assertThat(reconciliations.list("stripe", 10, 0)).as("04:29 in Korea").isEmpty();

        clock.advance(Duration.ofMinutes(1));
        nightly.yesterday();
        nightly.yesterday();

        assertThat(reconciliations.list("stripe", 10, 0)).singleElement().satisfies(made -> {
            assertThat(made.from()).isEqualTo(Instant.parse("2026-11-19T15:00:00Z"));
            assertThat(made.to()).isEqualTo(Instant.parse("2026-11-20T15:00:00Z"));
            assertThat(made.askedBy()).isNull();
            over(made.id());
        });
    }

    private Reconciliation reconcile() {
        return reconcile(begin, Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS));
    }

    private Reconciliation reconcile(Instant from, Instant to) {
        await().until(() -> !Instant.now().isBefore(to));
        return routes.requestBody(
                "direct:payment-reconcile", new Wish("stripe", from, to, "test"), Reconciliation.class);
    }

    private int tries(Reconciliation run) {
        return jdbc.sql("select tries from payment_reconciliation where id = ?")
                .param(run.id())
                .query(Integer.class)
                .single();
    }

    private Reconciliation over(long id) {
        return await().atMost(SOON).until(() -> reconciliations.find(id).orElseThrow(), each -> each.endedAt() != null);
    }

    private void refused(Wish wish, String code) {
        assertThatThrownBy(() -> plan.open(wish))
                .isInstanceOfSatisfying(PaymentProblem.class, problem -> assertThat(problem.code())
                        .isEqualTo(code));
    }

    private Payment charge(String token, String amount) {
        PaymentRequest request = new PaymentRequest(
                1,
                UUID.randomUUID().toString(),
                new Money(new BigDecimal(amount), Currency.getInstance("USD")),
                "O-" + UUID.randomUUID(),
                null,
                Map.of("stripe", token),
                null,
                true,
                null,
                Map.of(),
                null);
        return routes.requestBody("direct:payment-charge", request, Payment.class);
    }

    private void refund(Payment payment, String amount) {
        routes.requestBody(
                "direct:payment-refund",
                new PaymentChange(payment.id(), UUID.randomUUID().toString(), new BigDecimal(amount), null));
    }

    /** A payment that the ledger believes in. */
    private void planted(String reference, String order, String amount, String currency) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into payment (id, owner_id, idempotency_key, content_sha256, amount, currency, order_id, captures, gateway,
                            status, proven, captured, created_at, updated_at)
                        values (?, 1, ?, 'x', ?, ?, ?, true, 'stripe', 'SUCCEEDED', 'SUCCEEDED', ?, now(), now())""")
                .params(id, id.toString(), new BigDecimal(amount), currency, order, new BigDecimal(amount))
                .update();
        jdbc.sql("insert into payment_reference (gateway, kind, id, payment_id) values ('stripe', 'payment', ?, ?)")
                .params(reference, id)
                .update();
    }

    /** A payment that Stripe has from somebody else. */
    private static String atStripe(String cents, String order, String capture) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + SANDBOX.port() + "/stripe/v1/payment_intents"))
                        .header("Authorization", "Bearer sk_test_sandbox0stripe0key")
                        .header("Stripe-Version", "2026-10-28.endive")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("amount=" + cents + "&currency=usd&confirm=true"
                                + "&payment_method=pm_card_visa&capture_method=" + capture + "&metadata[order_id]="
                                + order
                                + "&automatic_payment_methods[enabled]=true"
                                + "&automatic_payment_methods[allow_redirects]=never"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("id").asText();
    }

    private static long gatewayTime(Payment payment) {
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + SANDBOX.port()
                                    + "/stripe/v1/payment_intents/" + payment.transactionId()))
                            .header("Authorization", "Bearer sk_test_sandbox0stripe0key")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(answer.body()).path("created").asLong();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode sandbox(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + SANDBOX.port() + "/sandbox" + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isLessThan(300);
        return JSON.readTree(answer.body());
    }

    private static Difference of(List<Difference> differences, String kind) {
        return differences.stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static RecursiveComparisonConfiguration sumsByValue() {
        return RecursiveComparisonConfiguration.builder()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .build();
    }
}
