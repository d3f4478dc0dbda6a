package io.dropshiphub.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.payments.PaymentRequest;
import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeChecksTest {

    @ParameterizedTest
    @CsvSource({
        "0.50, USD, ",
        "0.49, USD, The least amount in USD is 0.50.",
        "0.30, GBP, ",
        "0.29, GBP, The least amount in GBP is 0.30.",
        "174, HUF, The least amount in HUF is 175.00.",
        "175, HUF, ",
        "3.99, HKD, The least amount in HKD is 4.00.",
        "30000, KRW, ",
        "999999.99, USD, ",
        "5.12, KWD, ",
        "5, ISK, "
    })
    void the_documented_least_amounts_are_known(String amount, String currency, String why) {
        assertThat(StripeBed.gateway().refusal(StripeBed.request("pm_1Abc", money(amount, currency))))
                .isEqualTo(Optional.ofNullable(why));
    }

    @ParameterizedTest
    @CsvSource({"0.5, KRW", "5.124, KWD", "5.5, ISK", "5.5, UGX", "1.5, MGA", "1000000, USD", "1, XXX", "1, IQD"})
    void an_amount_that_cannot_be_written_makes_it_ineligible(String amount, String currency) {
        assertThat(StripeBed.gateway().refusal(StripeBed.request("pm_1Abc", money(amount, currency))))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "pm_", "tok_visa", "card_1", "4242424242424242", "pm_1 ", "pm_1/..", "cnon:card-nonce-ok"})
    void only_a_payment_method_is_taken(String token) {
        assertThat(StripeBed.gateway().refusal(StripeBed.request(token, StripeBed.dollars("1"))))
                .hasValueSatisfying(why -> assertThat(why).contains("pm_…").doesNotContain("4242"));
    }

    @Test
    void what_does_not_fit_its_field_is_found_before_it_is_sent() {
        assertThat(refusal("O".repeat(501), null, Map.of())).contains("order number");
        assertThat(refusal("O-1", "d".repeat(1001), Map.of())).contains("description");
        assertThat(refusal("O-1", null, Map.of("k".repeat(41), "v"))).contains("metadata key");
        assertThat(refusal("O-1", null, Map.of("a[b]", "v"))).contains("bracket");
        assertThat(refusal("O-1", null, Map.of("k", "v".repeat(501)))).contains("metadata value");
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 49; i++) {
            many.put("k" + i, "v");
        }
        assertThat(refusal("O-1", null, many)).contains("49 keys");
        many.remove("k0");
        assertThat(refusal("O".repeat(500), "d".repeat(1000), many)).isEmpty();
    }

    private static String refusal(String order, String description, Map<String, String> metadata) {
        return StripeBed.gateway()
                .refusal(new PaymentRequest(
                        1,
                        StripeBed.KEY,
                        StripeBed.dollars("1"),
                        order,
                        null,
                        Map.of("stripe", "pm_1Abc"),
                        null,
                        true,
                        description,
                        metadata,
                        null))
                .orElse("");
    }

    private static Money money(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }
}
