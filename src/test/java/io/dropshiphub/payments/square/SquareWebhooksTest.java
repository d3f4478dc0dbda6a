package io.dropshiphub.payments.square;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.payments.GatewayWebhooks.Delivery;
import io.dropshiphub.payments.GatewayWebhooks.Forged;
import io.dropshiphub.payments.GatewayWebhooks.Notice;
import io.dropshiphub.payments.HmacSha256;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.References;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SquareWebhooksTest {

    private static final String HEADER = "x-square-hmacsha256-signature";
    private static final String BODY = "{\"merchant_id\":\"M1\",\"type\":\"payment.updated\",\"event_id\":\"e-1\"}";

    private final SquareWebhooks webhooks = new SquareWebhooks(SquareBed.settings("USD"), new ObjectMapper());

    /** The first by a computation of its own, the second as Square publishes it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "sq-sig-key; https://hub.example.com/webhooks/square; "
                        + "{\"merchant_id\":\"M1\",\"type\":\"payment.updated\",\"event_id\":\"e-1\"}; "
                        + "mLEYSCF8HhGqcOsnLLJlp6S9/W/kXZYZYdLVJwlz+qI=",
                "asdf1234; https://example.com/webhook; {\"hello\":\"world\"}; 2kRE5qRU2tR+tBGlDwMEw2avJ7QM4ikPYD/PJ3bd9Og="
            })
    void known_signatures_are_right(String key, String address, String body, String signature) {
        byte[] computed =
                HmacSha256.of(key, address.getBytes(StandardCharsets.UTF_8), body.getBytes(StandardCharsets.UTF_8));

        assertThat(HmacSha256.isBase64Of(computed, signature)).isTrue();
    }

    @Test
    void an_event_with_the_known_signature_is_taken() {
        Notice notice = webhooks.read(delivery(BODY, "mLEYSCF8HhGqcOsnLLJlp6S9/W/kXZYZYdLVJwlz+qI="));

        assertThat(notice).isEqualTo(new Notice("e-1", "payment.updated", null, null, References.NONE));
    }

    @Test
    void a_payments_event_names_the_payment() {
        Notice notice = webhooks.read(
                signed(
                        "{\"type\":\"payment.created\",\"event_id\":\"e-2\","
                                + "\"created_at\":\"2026-11-21T12:00:00.5Z\","
                                + "\"data\":{\"type\":\"payment\",\"id\":\"p1\",\"object\":{\"payment\":{\"id\":\"p1\",\"status\":\"COMPLETED\"}}}}"));

        assertThat(notice)
                .isEqualTo(new Notice(
                        "e-2",
                        "payment.created",
                        Instant.parse("2026-11-21T12:00:00.5Z"),
                        null,
                        References.of(References.PAYMENT, "p1")));
    }

    @Test
    void a_refunds_event_names_the_payment_and_the_refund() {
        Notice notice = webhooks.read(
                signed(
                        "{\"type\":\"refund.updated\",\"event_id\":\"e-3\","
                                + "\"data\":{\"object\":{\"refund\":{\"id\":\"r1\",\"payment_id\":\"p1\",\"status\":\"COMPLETED\"}}}}"));

        assertThat(notice.references())
                .isEqualTo(References.of(References.PAYMENT, "p1").and(References.REFUND, "r1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nLEYSCF8HhGqcOsnLLJlp6S9/W/kXZYZYdLVJwlz+qI=", "mLEYSCF8", "no Base64 at all", ""})
    void any_other_signature_is_forged(String signature) {
        assertThatThrownBy(() -> webhooks.read(delivery(BODY, signature))).isInstanceOf(Forged.class);
    }

    @Test
    void the_signature_of_another_body_is_forged() {
        assertThatThrownBy(() -> webhooks.read(delivery(BODY + " ", "mLEYSCF8HhGqcOsnLLJlp6S9/W/kXZYZYdLVJwlz+qI=")))
                .isInstanceOf(Forged.class);
    }

    @Test
    void an_unsigned_event_is_forged_before_it_is_read() {
        assertThatThrownBy(() -> webhooks.read(
                        new Delivery("no JSON".getBytes(StandardCharsets.UTF_8), Map.of(), Instant.EPOCH)))
                .isInstanceOf(Forged.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JSON", "[]", "{\"event_id\":\"e\"}", "{\"type\":\"payment.updated\"}", ""})
    void a_genuine_event_that_says_nothing_is_a_problem(String body) {
        assertThatThrownBy(() -> webhooks.read(signed(body)))
                .isInstanceOfSatisfying(PaymentProblem.class, problem -> assertThat(problem.code())
                        .isEqualTo("HUB-PAY-433"));
    }

    private static Delivery signed(String body) {
        byte[] signature = HmacSha256.of(
                "sq-sig-key",
                "https://hub.example.com/webhooks/square".getBytes(StandardCharsets.UTF_8),
                body.getBytes(StandardCharsets.UTF_8));
        return delivery(body, Base64.getEncoder().encodeToString(signature));
    }

    private static Delivery delivery(String body, String signature) {
        return new Delivery(body.getBytes(StandardCharsets.UTF_8), Map.of(HEADER, signature), SquareBed.NOW);
    }
}
