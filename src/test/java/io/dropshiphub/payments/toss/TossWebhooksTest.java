package io.dropshiphub.payments.toss;

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
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TossWebhooksTest {

    private static final String ID = "tosspayments-webhook-transmission-id";
    private static final String TIME = "tosspayments-webhook-transmission-time";
    private static final String SIGNATURE = "tosspayments-webhook-signature";

    private static final String PAYOUT = "{\"eventType\":\"payout.changed\"}";
    private static final String SENT = "2024-09-05T12:19:21+09:00";
    private static final String KNOWN = "1tvBVvXSleKBWhDIA0rkJcOFIq02Qj9Su8vwijel8s4=";

    private final TossWebhooks webhooks = new TossWebhooks(TossBed.settings(), new ObjectMapper());

    @Test
    void a_payment_event_is_a_hint_at_its_payment_and_no_more() {
        Notice notice = webhooks.read(unsigned("{\"eventType\":\"PAYMENT_STATUS_CHANGED\","
                + "\"createdAt\":\"2026-01-02T14:46:59.65327\",\"data\":{\"paymentKey\":\"" + TossBed.PAYMENT_KEY
                + "\",\"orderId\":\"order-1\",\"status\":\"DONE\",\"totalAmount\":1}}"));

        assertThat(notice)
                .isEqualTo(new Notice(
                        "t-1",
                        "PAYMENT_STATUS_CHANGED",
                        Instant.parse("2026-01-02T05:46:59.65327Z"),
                        null,
                        References.of(References.PAYMENT, TossBed.PAYMENT_KEY)));
    }

    @Test
    void a_deposit_names_no_payment() {
        Notice notice = webhooks.read(unsigned("{\"createdAt\":\"2026-01-02T14:46:59+09:00\",\"secret\":\"ps_x\","
                + "\"status\":\"DONE\",\"transactionKey\":\"t\",\"orderId\":\"order-1\"}"));

        assertThat(notice.type()).isEqualTo("DEPOSIT_CALLBACK");
        assertThat(notice.references()).isEqualTo(References.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"paymentKey\":\"../../other\"}", "{\"paymentKey\":{\"a\":1}}", "{}", "[]"})
    void what_is_no_payment_key_leads_to_no_payment(String data) {
        assertThat(webhooks.read(unsigned("{\"eventType\":\"PAYMENT_STATUS_CHANGED\",\"data\":" + data + "}"))
                        .references())
                .isEqualTo(References.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JSON", "[]", "", "{}", "{\"eventType\":\"payout.changed\"}", "{\"eventType\":\"NEW\"}"})
    void without_a_signature_nothing_but_a_payment_event_is_taken(String body) {
        assertThatThrownBy(() -> webhooks.read(unsigned(body))).isInstanceOf(Forged.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "x\ny", "{}"})
    void an_event_has_an_id(String id) {
        String body = "{\"eventType\":\"PAYMENT_STATUS_CHANGED\"}";

        assertThatThrownBy(() -> webhooks.read(delivery(body, Map.of(ID, id)))).isInstanceOf(Forged.class);
        assertThatThrownBy(() -> webhooks.read(delivery(body, Map.of()))).isInstanceOf(Forged.class);
        assertThatThrownBy(() -> webhooks.read(delivery(body, Map.of(ID, "i".repeat(101)))))
                .isInstanceOf(Forged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1:" + KNOWN,
                // while the key is changed there are two, in any order
                "v1:" + KNOWN + ",v1:AAAA",
                "v1:AAAA, v1:" + KNOWN
            })
    void an_event_with_the_known_signature_is_taken(String signature) {
        Notice notice = webhooks.read(payout(PAYOUT, signature, SENT, "2024-09-05T03:20:00Z"));

        assertThat(notice).isEqualTo(new Notice("t-1", "payout.changed", null, null, References.NONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"eventType\":\"payout.changed\"} ; v1:1tvBVvXSleKBWhDIA0rkJcOFIq02Qj9Su8vwijel8s5=; 2024-09-05T12:19:21+09:00",
                "{\"eventType\":\"payout.changeD\"}; v1:1tvBVvXSleKBWhDIA0rkJcOFIq02Qj9Su8vwijel8s4=; 2024-09-05T12:19:21+09:00",
                "{\"eventType\":\"payout.changed\"}; 1tvBVvXSleKBWhDIA0rkJcOFIq02Qj9Su8vwijel8s4=; 2024-09-05T12:19:21+09:00",
                "{\"eventType\":\"payout.changed\"}; v1:1tvBVvXSleKBWhDIA0rkJcOFIq02Qj9Su8vwijel8s4=; 2024-09-05T12:19:22+09:00",
                "{\"eventType\":\"payout.changed\"}; v1:1tvBVvXSleKBWhDIA0rkJcOFIq02Qj9Su8vwijel8s4=;",
                "{\"eventType\":\"payout.changed\"}; v1:no Base64; 2024-09-05T12:19:21+09:00",
                "{\"eventType\":\"payout.changed\"}; ,; 2024-09-05T12:19:21+09:00"
            })
    void any_other_signature_is_forged(String body, String signature, String time) {
        assertThatThrownBy(() -> webhooks.read(payout(body, signature, time, "2024-09-05T03:20:00Z")))
                .isInstanceOf(Forged.class);
    }

    @ParameterizedTest
    @CsvSource({"2024-09-09T03:19:21Z, true", "2024-09-09T03:19:22Z, false", "2024-09-01T03:19:20Z, false"})
    void an_old_event_is_not_taken_again(String receivedAt, boolean taken) {
        Delivery delivery = payout(PAYOUT, "v1:" + KNOWN, SENT, receivedAt);

        if (taken) {
            assertThat(webhooks.read(delivery).eventId()).isEqualTo("t-1");
        } else {
            assertThatThrownBy(() -> webhooks.read(delivery)).isInstanceOf(Forged.class);
        }
    }

    @Test
    void a_genuine_event_that_says_nothing_is_a_problem() {
        byte[] signature = HmacSha256.of("toss-sec", ("[]:" + SENT).getBytes(StandardCharsets.UTF_8));
        Delivery delivery =
                payout("[]", "v1:" + Base64.getEncoder().encodeToString(signature), SENT, "2024-09-05T03:20:00Z");

        assertThatThrownBy(() -> webhooks.read(delivery))
                .isInstanceOfSatisfying(PaymentProblem.class, problem -> assertThat(problem.code())
                        .isEqualTo("HUB-PAY-444"));
    }

    private static Delivery unsigned(String body) {
        return delivery(body, Map.of(ID, "t-1"));
    }

    private static Delivery payout(String body, String signature, String time, String receivedAt) {
        Map<String, String> headers = new HashMap<>(Map.of(ID, "t-1", SIGNATURE, signature));
        if (time != null) {
            headers.put(TIME, time);
        }
        return new Delivery(body.getBytes(StandardCharsets.UTF_8), headers, Instant.parse(receivedAt));
    }

    private static Delivery delivery(String body, Map<String, String> headers) {
        return new Delivery(body.getBytes(StandardCharsets.UTF_8), headers, TossBed.NOW);
    }
}
