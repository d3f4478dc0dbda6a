package io.dropshiphub.payments.paypal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentRequest;
import io.dropshiphub.testing.SettableClock;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayPalGatewayTest {

    private static final String BACK = "https://shop.example/back";

    private final PayPalGateway gateway = PayPalBed.gateway();

    @ParameterizedTest
    @CsvSource({"vault:w-1,", "card:8kk8451t,", "order:5O190127TN364715T,", "approve, " + BACK, "vault:w-1, " + BACK})
    void what_paypal_can_charge_is_not_refused(String token, String returnUrl) {
        assertThat(refusal("10.50", "USD", token, "order-1", "shoes", returnUrl))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pm_card_visa",
                "vault:",
                "vault:a b",
                "card:",
                "order:lower",
                "order:",
                "approve!",
                "VAULT:x",
                "cnon:x"
            })
    void a_token_of_another_form_is_refused(String token) {
        assertThat(refusal("10.50", "USD", token, "order-1", null, null))
                .hasValueSatisfying(why -> assertThat(why).contains("vault:<id>"));
    }

    @Test
    void a_payment_without_a_token_for_paypal_is_refused() {
        assertThat(refusal("10.50", "USD", null, "order-1", null, null)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"10, KRW", "10.505, USD", "10.5, JPY", "10.5, HUF", "10.5, TWD", "99999999999999.00, USD", "10, BRL"})
    void an_amount_that_paypal_does_not_take_is_refused(String amount, String currency) {
        assertThat(refusal(amount, currency, "vault:w-1", "order-1", null, null))
                .isPresent();
    }

    @Test
    void fields_that_are_too_long_are_refused() {
        String longest = "x".repeat(127);

        assertThat(refusal("1", "USD", "vault:w-1", longest, longest, null)).isEmpty();
        assertThat(refusal("1", "USD", "vault:w-1", longest + "x", null, null)).isPresent();
        assertThat(refusal("1", "USD", "vault:w-1", "order-1", longest + "x", null))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"approve,", "approve, javascript:alert(1)", "approve, /back", "vault:w-1, not an address"})
    void a_payer_has_to_be_sent_back_to_somewhere(String token, String returnUrl) {
        assertThat(refusal("1", "USD", token, "order-1", null, returnUrl))
                .hasValueSatisfying(why -> assertThat(why).contains("return_url"));
    }

    @Test
    void currencies_that_stay_inside_a_country_are_taken_by_accounts_there_only() {
        PayPalProperties plain = PayPalBed.properties();
        PayPalGateway brazilian = new PayPalGateway(
                new PayPalProperties(
                        plain.clientId(), plain.clientSecret(), Set.of("BRL", "KRW"), plain.webhook(), plain.limits()),
                new ObjectMapper(),
                new SettableClock(PayPalBed.NOW));

        assertThat(gateway.amounts().takes(Currency.getInstance("BRL"))).isFalse();
        assertThat(brazilian.amounts().takes(Currency.getInstance("BRL"))).isTrue();
        assertThat(brazilian.amounts().takes(Currency.getInstance("CNY"))).isFalse();
        // a setting cannot make PayPal take what it does not take anywhere
        assertThat(brazilian.amounts().takes(Currency.getInstance("KRW"))).isFalse();
    }

    @Test
    void keys_are_relied_on_for_less_than_paypal_keeps_those_of_orders() {
        assertThat(gateway.keyLife()).isLessThan(Duration.ofHours(6));
    }

    @Test
    void nothing_is_found_without_an_id_and_nothing_is_canceled_by_its_key() {
        assertThat(gateway.operations())
                .contains(Operation.CHARGE, Operation.CONFIRM, Operation.LIST)
                .doesNotContain(Operation.FIND, Operation.CANCEL_BY_KEY);
    }

    @ParameterizedTest
    @CsvSource({"id, secret, true", "'', secret, false", "id, '', false"})
    void it_is_there_when_it_has_credentials(String id, String secret, boolean enabled) {
        PayPalProperties plain = PayPalBed.properties();
        PayPalProperties properties = new PayPalProperties(id, secret, Set.of(), plain.webhook(), plain.limits());

        assertThat(new PayPalGateway(properties, new ObjectMapper(), new SettableClock(PayPalBed.NOW)).enabled())
                .isEqualTo(enabled);
        assertThat(properties.toString()).doesNotContain("secret");
    }

    private Optional<String> refusal(
            String amount, String currency, String token, String orderId, String description, String returnUrl) {
        return gateway.refusal(new PaymentRequest(
                1,
                "k",
                PayPalBed.money(amount, currency),
                orderId,
                null,
                token == null ? Map.of("stripe", "pm_card_visa") : Map.of("paypal", token),
                null,
                true,
                description,
                Map.of(),
                returnUrl));
    }
}
