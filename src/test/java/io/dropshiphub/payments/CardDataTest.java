package io.dropshiphub.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guard takes for card data, and what it lets pass. The numbers are the issuers' published test numbers. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CardDataTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "4222222222222",
                "5555555555554444",
                "2223003122003222",
                "378282246310005",
                "6011111111111117",
                "6500000000000002",
                "3530111333300000",
                "30569309025904",
                "36227206271667",
                "38520000023237",
                "6200000000000005",
                "9430000000000001",
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "4111.1111/1111_1111",
                "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
                "4111 - 1111 - 1111 - 1111",
                "pay with 4111111111111111, thanks",
                "order 12 4111111111111111 12/29",
                "x4111111111111111y",
                "４１１１１１１１１１１１１１１１",
                "٤١١١١١١١١١١١١١١١",
                "④①①①①①①①①①①①①①①①",
                "4111\u200b1111\u200b\u200b\u200b\u200b1111\u00ad1111",
                "4\ufe0f\u20e31\ufe0f\u20e31111111111111\ufe0f\u20e31",
                "[4111, 1111, 1111, 1111]",
                "{\"note\": \"\\u0034111111111111111\"}",
                "{\"note\": \"a\", \"note\": \"\\u0034111111111111111\", \"note\": \"b\"}",
                "{\"amount\": 4111111111111111}",
                "{\"amount\": 4111111111111111.00}",
                "{\"amount\": 4.111111111111111e15}",
                "{\"a\": [{\"b\": {\"4111111111111111\": 1}}]}",
                "{\"no JSON\": 4111111111111111",
                "%B4111111111111111^DOE/JOHN^29121010000000000000?"
            })
    void finds_a_card_number_however_it_is_written(String text) {
        refused("HUB-PAY-101", () -> CardData.refuse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "card_number", "cardNumber", "CARD-NUMBER", "Card No.", "payment_card_number", "number", "pan", "cvc",
                "CVV2", "card-cvv", "securityCode", "exp_month", "expYear", "expiry", "expiration_date", "track1",
                "track_2_data", "ｃｖｃ", "카드번호", "유효 기간"
            })
    void finds_a_field_named_like_card_data_at_any_depth(String name) {
        refused("HUB-PAY-102", () -> CardData.refuse("{\"a\": [{\"" + name + "\": \"1\"}]}"));
        refused("HUB-PAY-102", () -> CardData.refuse(Map.of("a", List.of(Map.of(name, 1)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112",
                "1111111111111117",
                "41111111111111110000",
                "20261121201949",
                "2026-11-21T20:19:49.123456789Z",
                "2026-11-30 20:19:49.123456",
                "550e8400-e29b-41d4-a716-446655440000",
                "41111111-1111-1111-9111-411111111111",
                "010-1234-5678",
                "+82 10 1234 5678",
                "pm_card_visa",
                "cnon:card-nonce-ok",
                "{\"order_number\": \"A-1\", \"company\": \"Pan\", \"tracking_number\": \"1\", \"card\": \"pm_1\"}",
                "{\"expires_at\": \"2026-11-21T20:19:49Z\", \"export\": true, \"number_of_items\": 3}",
                "{\"amount\": 1e999999999}",
                ""
            })
    void lets_pass_what_is_none(String text) {
        assertThatCode(() -> CardData.refuse(text)).doesNotThrowAnyException();
    }

    @Test
    void looks_into_maps_lists_and_numbers() {
        refused("HUB-PAY-101", () -> CardData.refuse(Map.of("a", List.of(4111111111111111L))));
        refused("HUB-PAY-101", () -> CardData.refuse(Map.of("a", new BigDecimal("4.111111111111111E15"))));
        refused("HUB-PAY-101", () -> CardData.refuse(Map.of("4111111111111111", "x")));
        assertThatCode(() -> CardData.refuse(null)).doesNotThrowAnyException();
    }

    /** The refusal itself must not carry what it refuses. */
    private static void refused(String code, ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(PaymentProblem.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.status()).isEqualTo(422);
                })
                .hasMessageNotContaining("1111")
                .hasNoCause();
    }
}
