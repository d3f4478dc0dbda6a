package io.dropshiphub.payments.square;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before Square is asked. */
class SquareRefusalTest {

    @ParameterizedTest
    @CsvSource({
        "USD, 10.50, USD, cnon:card-nonce-ok,",
        "USD, 0.01, USD, wnon:afterpay-or-clearpay-ok,",
        "JPY, 100, JPY, ccof:abc, CUSTOMER",
        "GBP, 1.00, GBP, cnon:x,"
    })
    void what_square_takes_is_not_refused(
            String location, String amount, String currency, String token, String customer) {
        assertThat(SquareBed.gateway(location)
                        .refusal(SquareBed.asked(amount, currency, token, "order-1", customer, "note")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // the seller's location has another currency
        "USD, 10.50, EUR, cnon:x,, not taken",
        "USD, 1000, KRW, cnon:x,, not taken",
        "USD, 10.505, USD, cnon:x,, decimals",
        "JPY, 100.5, JPY, cnon:x,, decimals",
        "GBP, 0.99, GBP, cnon:x,, least amount",
        "JPY, 99, JPY, cnon:x,, least amount",
        "AUD, 0.99, AUD, cnon:x,, least amount",
        // notes a payment that nobody made
        "USD, 10, USD, CASH,, token begins",
        "USD, 10, USD, EXTERNAL,, token begins",
        "USD, 10, USD, pm_card_visa,, token begins",
        "USD, 10, USD, 'cnon:', , token begins",
        "USD, 10, USD, 'cnon:a b', , token begins",
        "USD, 10, USD, , , token begins",
        "USD, 10, USD, ccof:abc,, customer"
    })
    void what_square_does_not_take_is_refused_with_the_reason(
            String location, String amount, String currency, String token, String customer, String why) {
        assertThat(SquareBed.gateway(location)
                        .refusal(SquareBed.asked(amount, currency, token, "order-1", customer, null)))
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).contains(why).endsWith("."));
    }

    @Test
    void fields_have_squares_lengths() {
        SquareGateway gateway = SquareBed.gateway();

        assertThat(gateway.refusal(SquareBed.asked("1", "USD", "cnon:x", "o".repeat(40), null, "n".repeat(500))))
                .isEmpty();
        assertThat(gateway.refusal(SquareBed.asked("1", "USD", "cnon:x", "o".repeat(41), null, null)))
                .hasValueSatisfying(why -> assertThat(why).contains("40 characters"));
        assertThat(gateway.refusal(SquareBed.asked("1", "USD", "cnon:x", "o", null, "n".repeat(501))))
                .hasValueSatisfying(why -> assertThat(why).contains("500 characters"));
    }

    @Test
    void a_reason_of_a_refund_is_not_cut() {
        SquareGateway gateway = SquareBed.gateway();

        assertThat(gateway.request(SquareBed.call(Operation.REFUND, true, "r".repeat(192))))
                .isNotNull();
        assertThatThrownBy(() -> gateway.request(SquareBed.call(Operation.REFUND, true, "r".repeat(193))))
                .isInstanceOfSatisfying(PaymentProblem.class, problem -> assertThat(problem.code())
                        .isEqualTo("HUB-PAY-430"));
    }

    @Test
    void a_part_of_what_is_held_is_not_captured_as_a_whole() {
        assertThatThrownBy(() -> SquareBed.gateway().request(SquareBed.call(Operation.CAPTURE, false, null)))
                .isInstanceOfSatisfying(PaymentProblem.class, problem -> assertThat(problem.code())
                        .isEqualTo("HUB-PAY-431"));
    }

    @Test
    void an_access_token_without_a_location_is_a_mistake_in_the_settings() {
        assertThat(SquareBed.settings("USD").isLocationComplete()).isTrue();
        assertThat(SquareBed.settings("").isLocationComplete()).isFalse();
        assertThat(SquareBed.settings("KRW").isLocationComplete()).isFalse();
        assertThat(SquareBed.settings("USD").toString()).doesNotContain("token", "sq-sig-key");
    }
}
