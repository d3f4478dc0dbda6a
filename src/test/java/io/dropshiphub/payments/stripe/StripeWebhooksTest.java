package io.dropshiphub.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.payments.GatewayLimits;
import io.dropshiphub.payments.GatewayWebhooks.Delivery;
import io.dropshiphub.payments.GatewayWebhooks.Forged;
import io.dropshiphub.payments.GatewayWebhooks.Notice;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.References;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeWebhooksTest {

    private static final long SIGNED = 1700000000L;
    private static final String KNOWN_BODY =
            "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"payment_intent.succeeded\"}";
    private static final String KNOWN_V1 = "67da5088c63e080c71bd2bb0cb5c03d85a8fc6a21ce3aaf484df809654745b92";

    @Test
    void the_known_answer_is_genuine() {
        Notice notice =
                webhooks("whsec_test_secret").read(delivery("t=" + SIGNED + ",v1=" + KNOWN_V1, KNOWN_BODY, SIGNED));

        assertThat(notice.eventId()).isEqualTo("evt_1");
        assertThat(notice.type()).isEqualTo("payment_intent.succeeded");
        assertThat(notice.createdAt()).isNull();
        assertThat(notice.paymentId()).isNull();
        assertThat(notice.references()).isEqualTo(References.NONE);
    }

    @Test
    void any_of_several_signatures_and_any_of_several_secrets_will_do() {
        String header = "t=" + SIGNED + ",v0=" + "00".repeat(32) + ",v1=" + "11".repeat(32) + ", v1=" + KNOWN_V1;

        assertThat(webhooks("whsec_new", " whsec_test_secret ")
                        .read(delivery(header, KNOWN_BODY, SIGNED))
                        .eventId())
                .isEqualTo("evt_1");
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -1, 0, 299, 300})
    void within_the_tolerance_either_way_it_counts(long later) {
        assertThat(webhooks("whsec_test_secret")
                        .read(delivery("t=" + SIGNED + ",v1=" + KNOWN_V1, KNOWN_BODY, SIGNED + later)))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"301, too old", "-301, from the future", "259200, too old"})
    void outside_of_it_it_may_be_a_replay(long later, String why) {
        assertThatThrownBy(() -> webhooks("whsec_test_secret")
                        .read(delivery("t=" + SIGNED + ",v1=" + KNOWN_V1, KNOWN_BODY, SIGNED + later)))
                .isInstanceOf(Forged.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1=" + KNOWN_V1,
                "t=" + SIGNED,
                "t=" + SIGNED + ",v0=" + KNOWN_V1,
                "t=1700000001,v1=" + KNOWN_V1,
                "t=,v1=" + KNOWN_V1,
                "t=99999999999999999999,v1=" + KNOWN_V1,
                "t=" + SIGNED + ",v1=67DA5088",
                "t=" + SIGNED + ",v1=",
                "t=" + SIGNED + "v1=" + KNOWN_V1,
                "=,=,,"
            })
    void without_a_fitting_signature_it_is_forged(String header) {
        assertThatThrownBy(() -> webhooks("whsec_test_secret").read(delivery(header, KNOWN_BODY, SIGNED)))
                .isInstanceOf(Forged.class);
    }

    @Test
    void another_body_another_secret_and_no_header_at_all_are_forged() {
        String header = "t=" + SIGNED + ",v1=" + KNOWN_V1;

        assertThatThrownBy(() -> webhooks("whsec_test_secret").read(delivery(header, KNOWN_BODY + " ", SIGNED)))
                .isInstanceOf(Forged.class);
        assertThatThrownBy(() -> webhooks("test_secret").read(delivery(header, KNOWN_BODY, SIGNED)))
                .isInstanceOf(Forged.class);
        assertThatThrownBy(() -> webhooks("whsec_test_secret")
                        .read(new Delivery(new byte[0], Map.of(), Instant.ofEpochSecond(SIGNED))))
                .isInstanceOf(Forged.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"object\": \"payment_intent\", \"id\": \"pi_7\"} | pi_7 | ",
                "{\"object\": \"charge\", \"id\": \"ch_1\", \"payment_intent\": \"pi_7\"} | pi_7 | ",
                "{\"object\": \"charge\", \"id\": \"ch_1\", \"payment_intent\": null} | | ",
                "{\"object\": \"refund\", \"id\": \"re_1\", \"payment_intent\": \"pi_7\"} | pi_7 | re_1",
                "{\"object\": \"dispute\", \"id\": \"dp_1\", \"payment_intent\": \"pi_7\"} | pi_7 | ",
                "{\"object\": \"payout\", \"id\": \"po_1\"} | | "
            })
    void it_names_the_payment_that_it_is_about(String object, String payment, String refund) {
        Notice notice = read("{\"id\": \"evt_2\", \"type\": \"x.y\", \"created\": 1700000001, \"data\": {\"object\": "
                + object + "}}");

        assertThat(notice.createdAt()).isEqualTo(Instant.ofEpochSecond(1700000001));
        assertThat(notice.references().get(References.PAYMENT)).isEqualTo(payment);
        assertThat(notice.references().get(References.REFUND)).isEqualTo(refund);
    }

    @Test
    void the_hubs_own_id_is_read_where_it_is_one() {
        String body =
                "{\"id\": \"evt_2\", \"type\": \"x\", \"data\": {\"object\": {\"metadata\": {\"hub_payment_id\": \"%s\"}}}}";

        assertThat(read(body.formatted(StripeBed.PAYMENT)).paymentId()).isEqualTo(StripeBed.PAYMENT);
        assertThat(read(body.formatted("order 7")).paymentId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "not json", "{\"id\": \"evt_1\"}", "{\"id\": null, \"type\": \"x\"}"})
    void what_is_genuine_and_unreadable_is_told_apart_from_what_is_forged(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(PaymentProblem.class, problem -> assertThat(problem.code())
                        .isEqualTo("HUB-PAY-414"));
    }

    private static Notice read(String body) {
        return webhooks("whsec_other").read(delivery("t=" + SIGNED + ",v1=" + sign("whsec_other", body), body, SIGNED));
    }

    private static StripeWebhooks webhooks(String... secrets) {
        return new StripeWebhooks(
                new StripeProperties(
                        "http://127.0.0.1:1",
                        "",
                        "2026-10-28.endive",
                        List.of(secrets),
                        Duration.ofSeconds(300),
                        new GatewayLimits(1, 100, 600, Duration.ofSeconds(60), 5, Duration.ofSeconds(60))),
                new ObjectMapper());
    }

    private static Delivery delivery(String header, String body, long at) {
        return new Delivery(
                body.getBytes(StandardCharsets.UTF_8), Map.of("stripe-signature", header), Instant.ofEpochSecond(at));
    }

    private static String sign(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((SIGNED + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
