package io.dropshiphub.payments.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.payments.GatewayWebhooks.Delivery;
import io.dropshiphub.payments.GatewayWebhooks.Forged;
import io.dropshiphub.payments.GatewayWebhooks.Notice;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.References;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayPalWebhooksTest {

    private static final String WEBHOOK = "1JE4291016473214C";
    private static final String CERTIFICATE = "https://api.paypal.com/v1/notifications/certs/CERT-1";
    private static final String BODY = "{\"id\":\"WH-1\",\"event_type\":\"PAYMENT.CAPTURE.COMPLETED\"}";
    private static final Instant BEFORE = PayPalBed.NOW.minus(Duration.ofDays(10));
    private static final Instant AFTER = PayPalBed.NOW.plus(Duration.ofDays(10));

    /** Keys take a moment to make. */
    private static TestAuthority authority;

    private static TestAuthority between;
    private static TestAuthority signer;
    private static TestAuthority stranger;

    @TempDir
    private Path folder;

    private final AtomicInteger fetched = new AtomicInteger();
    private String served;
    private boolean down;
    private PayPalWebhooks webhooks;

    @BeforeAll
    static void make_certificates() {
        authority = TestAuthority.root("Trusted");
        between = authority.intermediate("Between");
        signer = between.signer(BEFORE, AFTER);
        stranger = TestAuthority.root("Stranger").signer(BEFORE, AFTER);
    }

    @BeforeEach
    void serve_the_signers_certificate() throws IOException {
        served = signer.pem() + between.pem();
        Path trusted = Files.writeString(folder.resolve("authorities.pem"), authority.pem());
        webhooks = webhooks(trusted.toUri().toString());
    }

    /** The known answer of the signed text's last part. */
    @Test
    void the_sum_of_the_body_is_its_crc_as_an_unsigned_number() {
        assertThat(PayPalWebhooks.signed(
                        "69cd13f0-d67a-11e5-baa3-778b53f4ae55",
                        "2016-02-18T20:01:35Z",
                        WEBHOOK,
                        BODY.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("69cd13f0-d67a-11e5-baa3-778b53f4ae55|2016-02-18T20:01:35Z|1JE4291016473214C|2325436976");
    }

    @Test
    void a_signed_event_is_read() {
        Notice notice = webhooks.read(delivery(BODY));

        assertThat(notice.eventId()).isEqualTo("WH-1");
        assertThat(notice.type()).isEqualTo("PAYMENT.CAPTURE.COMPLETED");
    }

    @Test
    void a_certificate_is_fetched_once_and_again_the_day_after() {
        webhooks.read(delivery(BODY));
        webhooks.read(delivery(BODY));
        assertThat(fetched).hasValue(1);

        webhooks.read(signed(BODY, signer, CERTIFICATE, PayPalBed.NOW.plus(Duration.ofDays(2))));
        assertThat(fetched).hasValue(2);
    }

    @Test
    void a_body_that_was_changed_is_forged() {
        Delivery sent = delivery(BODY);

        forged(new Delivery(
                BODY.replace("WH-1", "WH-2").getBytes(StandardCharsets.UTF_8), sent.headers(), sent.receivedAt()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "paypal-transmission-id",
                "paypal-transmission-time",
                "paypal-transmission-sig",
                "paypal-cert-url",
                "paypal-auth-algo"
            })
    void each_header_counts(String name) {
        forged(with(delivery(BODY), name, null));
        forged(with(delivery(BODY), name, "something else"));
    }

    @Test
    void a_signature_for_another_webhook_is_forged() {
        Delivery sent = delivery(BODY);
        String other = PayPalWebhooks.signed(
                sent.header("paypal-transmission-id"), sent.header("paypal-transmission-time"), "ANOTHER", sent.body());

        forged(with(sent, "paypal-transmission-sig", signer.sign(other)));
    }

    @ParameterizedTest
    @CsvSource({"PT73H, true", "PT75H, false", "-PT4M, true", "-PT6M, false"})
    void a_delivery_is_taken_for_three_days_and_not_from_the_future(Duration age, boolean taken) {
        Delivery sent = signed(BODY, signer, CERTIFICATE, PayPalBed.NOW);
        Delivery later = new Delivery(sent.body(), sent.headers(), PayPalBed.NOW.plus(age));

        if (taken) {
            assertThat(webhooks.read(later).eventId()).isEqualTo("WH-1");
        } else {
            forged(later);
            assertThat(fetched).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.paypal.com/v1/notifications/certs/CERT-1",
                "https://api.paypal.com.example.net/certs/CERT-1",
                "https://paypal.com.example.net/CERT-1",
                "https://notpaypal.com/CERT-1",
                "https://user@api.paypal.com/CERT-1",
                "https://api.paypal.com:8443/CERT-1",
                "https://127.0.0.1/CERT-1",
                "file:///etc/passwd",
                "https:///CERT-1",
                "not an address"
            })
    void a_certificate_from_elsewhere_is_not_even_fetched(String address) {
        forged(signed(BODY, signer, address, PayPalBed.NOW));
        assertThat(fetched).hasValue(0);
    }

    @Test
    void a_certificate_of_an_unknown_authority_is_forged_and_not_kept() {
        served = stranger.pem();
        forged(signed(BODY, stranger, CERTIFICATE, PayPalBed.NOW));

        served = signer.pem() + between.pem();
        assertThat(webhooks.read(delivery(BODY)).eventId()).isEqualTo("WH-1");
    }

    @Test
    void a_chain_with_a_gap_is_forged() {
        served = signer.pem();

        forged(delivery(BODY));
    }

    @Test
    void a_certificate_that_has_ended_or_not_begun_is_forged() {
        for (TestAuthority late : List.of(
                between.signer(BEFORE, PayPalBed.NOW.minusSeconds(1)),
                between.signer(PayPalBed.NOW.plusSeconds(60), AFTER))) {
            served = late.pem() + between.pem();
            forged(signed(BODY, late, CERTIFICATE, PayPalBed.NOW));
        }
    }

    @Test
    void a_certificate_is_held_no_longer_than_it_is_valid() {
        TestAuthority brief = between.signer(BEFORE, PayPalBed.NOW.plusSeconds(60));
        served = brief.pem() + between.pem();
        webhooks.read(signed(BODY, brief, CERTIFICATE, PayPalBed.NOW));

        forged(signed(BODY, brief, CERTIFICATE, PayPalBed.NOW.plusSeconds(61)));
    }

    @Test
    void no_certificate_where_one_should_be_is_forged() {
        for (String nothing : new String[] {null, "", "<html>not found</html>"}) {
            served = nothing;
            forged(delivery(BODY));
        }
    }

    @Test
    void a_certificate_that_cannot_be_fetched_now_makes_paypal_deliver_again() {
        down = true;

        assertThatThrownBy(() -> webhooks.read(delivery(BODY)))
                .isInstanceOfSatisfying(PaymentProblem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("HUB-PAY-424");
                    assertThat(problem.status()).isEqualTo(503);
                });
    }

    @Test
    void a_file_of_authorities_that_cannot_be_read_forges_nobody() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        for (Path file : List.of(empty, folder.resolve("missing.pem"))) {
            assertThatThrownBy(() -> webhooks(file.toUri().toString()).read(delivery(BODY)))
                    .isInstanceOfSatisfying(PaymentProblem.class, problem -> assertThat(problem.code())
                            .isEqualTo("HUB-PAY-425"));
        }
    }

    @Test
    void the_authorities_of_the_jdk_do_not_know_the_tests() {
        assertThatThrownBy(() -> webhooks("").read(delivery(BODY))).isInstanceOf(Forged.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "<html>", "{\"id\":\"WH-1\"}", "{\"event_type\":\"X\"}"})
    void a_signed_body_that_is_no_event_is_a_problem_of_its_own(String body) {
        assertThatThrownBy(() -> webhooks.read(delivery(body)))
                .isInstanceOfSatisfying(PaymentProblem.class, problem -> assertThat(problem.code())
                        .isEqualTo("HUB-PAY-426"));
    }

    @Test
    void an_order_gives_back_the_hubs_id() {
        Notice notice = webhooks.read(delivery(event(
                "CHECKOUT.ORDER.APPROVED",
                "checkout-order",
                "{'id': 'ORDER1', 'purchase_units': [{'reference_id': '" + PayPalBed.PAYMENT + "'}]}")));

        assertThat(notice.paymentId()).isEqualTo(PayPalBed.PAYMENT);
        assertThat(notice.createdAt()).isEqualTo(Instant.parse("2026-11-21T11:59:00Z"));
        assertThat(notice.references()).isEqualTo(References.of("order", "ORDER1"));
    }

    @ParameterizedTest
    @CsvSource({
        "default,",
        "0a4f7d52-6c1e-4f0b-9a58-1d2c3b4a5f6!,",
        "0a4f7d52-6c1e-4f0b-9a58-1d2c3b4a5f60, 0a4f7d52-6c1e-4f0b-9a58-1d2c3b4a5f60"
    })
    void another_systems_reference_is_not_taken_for_the_hubs(String reference, UUID payment) {
        assertThat(webhooks.read(delivery(event(
                                "CHECKOUT.ORDER.APPROVED",
                                "checkout-order",
                                "{'id': 'ORDER1', 'purchase_units': [{'reference_id': '" + reference + "'}]}")))
                        .paymentId())
                .isEqualTo(payment);
    }

    @Test
    void captures_authorizations_and_refunds_name_what_they_belong_to() {
        String related = "'supplementary_data': {'related_ids': {'order_id': 'ORDER1', 'authorization_id': 'AUTH1'}}";

        assertThat(references("PAYMENT.CAPTURE.COMPLETED", "capture", "{'id': 'CAP1', " + related + "}"))
                .isEqualTo(Map.of("order", "ORDER1", "authorization", "AUTH1", "capture", "CAP1"));
        assertThat(references("PAYMENT.AUTHORIZATION.VOIDED", "authorization", "{'id': 'AUTH1'}"))
                .isEqualTo(Map.of("authorization", "AUTH1"));
        assertThat(references(
                        "PAYMENT.CAPTURE.REFUNDED",
                        "refund",
                        "{'id': 'REF1', 'links': [{'rel': 'self', 'href': 'https://x/v2/payments/refunds/REF1'},"
                                + " {'rel': 'up', 'href': 'https://x/v2/payments/captures/CAP1'}]}"))
                .isEqualTo(Map.of("capture", "CAP1", "refund", "REF1"));
        assertThat(references("CHECKOUT.PAYMENT-APPROVAL.REVERSED", "", "{'order_id': 'ORDER1', 'id': 'X'}"))
                .isEqualTo(Map.of("order", "ORDER1"));
        assertThat(references("BILLING.SOMETHING", "plan", "{'id': 'P-1'}")).isEmpty();
    }

    private Map<String, String> references(String type, String kind, String resource) {
        return webhooks.read(delivery(event(type, kind, resource))).references().ids();
    }

    private static String event(String type, String kind, String resource) {
        return ("{'id': 'WH-1', 'event_type': '" + type + "', 'resource_type': '" + kind
                        + "', 'create_time': '2026-11-21T11:59:00Z', 'resource': " + resource + "}")
                .replace('\'', '"');
    }

    private void forged(Delivery delivery) {
        assertThatThrownBy(() -> webhooks.read(delivery)).isInstanceOf(Forged.class);
    }

    private static Delivery delivery(String body) {
        return signed(body, signer, CERTIFICATE, PayPalBed.NOW);
    }

    private static Delivery signed(String body, TestAuthority by, String certificate, Instant at) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String id = "69cd13f0-d67a-11e5-baa3-778b53f4ae55";
        return new Delivery(
                bytes,
                Map.of(
                        "paypal-transmission-id",
                        id,
                        "paypal-transmission-time",
                        at.toString(),
                        "paypal-transmission-sig",
                        by.sign(PayPalWebhooks.signed(id, at.toString(), WEBHOOK, bytes)),
                        "paypal-cert-url",
                        certificate,
                        "paypal-auth-algo",
                        "SHA256withRSA"),
                at);
    }

    private static Delivery with(Delivery delivery, String name, String value) {
        Map<String, String> headers = new HashMap<>(delivery.headers());
        headers.put(name, value);
        return new Delivery(delivery.body(), headers, delivery.receivedAt());
    }

    private PayPalWebhooks webhooks(String authorities) {
        PayPalProperties properties = PayPalBed.properties(new PayPalProperties.Webhook(
                WEBHOOK, List.of(".paypal.com"), authorities, Duration.ofHours(74), Duration.ofMinutes(5)));
        CertificateSource source = address -> {
            fetched.incrementAndGet();
            if (down) {
                throw new IOException("away");
            }
            return served == null ? null : served.getBytes(StandardCharsets.US_ASCII);
        };
        return new PayPalWebhooks(properties, new PayPalCertificates(properties, source), new ObjectMapper());
    }
}
