package io.dropshiphub.payments.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.Refund;
import io.dropshiphub.payments.RefundStatus;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be done with a payment at PayPal, through the whole step. */
class PayPalStepTest extends PayPalHub {

    @Test
    void a_wallet_in_the_vault_is_charged_and_given_back_in_parts_until_nothing_is_left() {
        Payment paid = charge("vault:w-1", "10.50");
        assertThat(paid.status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(paid.captured()).isEqualByComparingTo("10.50");

        assertThat(refund(paid, "3").status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(refund(paid, "0.50").status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(now(paid).status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
        refused(() -> refund(paid, "7.01"), "HUB-PAY-022");
        assertThat(refund(paid, null).amount().amount()).isEqualByComparingTo("7");

        assertThat(now(paid).status()).isEqualTo(PaymentStatus.REFUNDED);
        refused(() -> refund(paid, "0.01"), "HUB-PAY-022");
    }

    @Test
    void a_card_is_held_and_taken_in_parts_that_add_up_to_the_amount_and_no_further() {
        Payment held = authorize("card:c-1", "10.00");
        assertThat(held.status()).isEqualTo(PaymentStatus.AUTHORIZED);

        assertThat(capture(held, "4").captured()).isEqualByComparingTo("4");
        Payment twice = capture(held, "3.50");
        assertThat(twice.captured()).isEqualByComparingTo("7.50");
        assertThat(twice.authorized()).isEqualByComparingTo("2.50");
        refused(() -> capture(held, "2.51"), "HUB-PAY-019");
        Payment whole = capture(held, null);

        assertThat(whole.captured()).isEqualByComparingTo("10");
        assertThat(whole.authorized()).isZero();
        refused(() -> capture(held, "0.01"), "HUB-PAY-018");
        assertThat(read(held).captured()).isEqualByComparingTo("10");
    }

    @Test
    void what_was_not_taken_of_an_authorization_is_let_go() {
        Payment held = authorize("card:c-1", "10.00");
        capture(held, "4");

        Payment rest = release(held);

        assertThat(rest.status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(rest.captured()).isEqualByComparingTo("4");
        assertThat(rest.authorized()).isZero();
        refused(() -> capture(held, "1"), "HUB-PAY-018");
        refused(() -> release(held), "HUB-PAY-020");
        assertThat(refund(held, null).amount().amount()).isEqualByComparingTo("4");
    }

    @Test
    void an_authorization_of_which_nothing_was_taken_is_let_go_as_a_whole() {
        Payment held = authorize("card:c-1", "10.00");

        assertThat(release(held).status()).isEqualTo(PaymentStatus.CANCELED);
        assertThat(read(held).status()).isEqualTo(PaymentStatus.CANCELED);
    }

    @Test
    void of_what_was_taken_in_parts_the_hub_gives_back_the_last_one_and_sees_what_paypals_pages_give_back() {
        Payment held = authorize("card:c-1", "10.00");
        capture(held, "4");
        capture(held, "6");

        assertThat(refund(held, "6").status()).isEqualTo(RefundStatus.SUCCEEDED);
        Refund other = refund(held, "4");
        assertThat(other.status()).isEqualTo(RefundStatus.FAILED);
        assertThat(other.code()).isEqualTo("CAPTURE_FULLY_REFUNDED");
        happens(orderOf(held), "refund", "{\"amount\": \"4\"}");

        assertThat(read(held).status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(now(held).refunded()).isEqualByComparingTo("10");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_the_payer_approved_is_taken_once_however_often_the_hub_hears_of_it(boolean told) {
        if (told) {
            tell(", \"duplicate\": true");
        }
        Payment asked = charge("approve", "12.00");
        assertThat(asked.status()).isEqualTo(PaymentStatus.REQUIRES_ACTION);
        assertThat(asked.actionUrl()).startsWith(origin() + "/paypal/checkoutnow?token=");

        happens(orderOf(asked), "approve", "{}");

        Payment paid = becomes(asked, PaymentStatus.SUCCEEDED);
        assertThat(paid.captured()).isEqualByComparingTo("12");
        assertThat(paid.actionUrl()).isNull();
        assertThat(read(paid).status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(attempts(paid, "CONFIRM")).isOne();
    }

    @Test
    void an_approved_order_may_be_held_instead_and_taken_later() {
        Payment asked = authorize("approve", "12.00");
        happens(orderOf(asked), "approve", "{}");
        becomes(asked, PaymentStatus.AUTHORIZED);

        assertThat(capture(asked, null).status()).isEqualTo(PaymentStatus.SUCCEEDED);
    }

    @Test
    void a_payer_whose_card_is_declined_at_the_confirmation_may_choose_another_one() {
        Payment asked = charge("approve", "12.00");
        happens(orderOf(asked), "approve", "{\"vault_id\": \"sandbox-instrument-declined\"}");

        await().atMost(SOON).until(() -> attempts(asked, "CONFIRM") > 0);
        settled(asked);

        assertThat(now(asked).captured()).isZero();
        assertThat(now(asked).status()).isIn(PaymentStatus.DECLINED, PaymentStatus.REQUIRES_ACTION);
    }

    @Test
    void an_approval_that_the_hub_hears_of_too_late_ends_the_payment() {
        Payment asked = charge("approve", "12.00");

        happens(orderOf(asked), "approve", "{\"vault_id\": \"sandbox-order-expired\"}");

        becomes(asked, PaymentStatus.EXPIRED);
        assertThat(attempts(asked, "CONFIRM")).isOne();
    }

    @Test
    void a_confirmation_that_is_refused_is_not_asked_for_without_a_pause() {
        Payment asked = charge("approve", "12.00");

        happens(orderOf(asked), "approve", "{\"vault_id\": \"sandbox-max-capture-count-exceeded\"}");
        await().atMost(SOON).until(() -> attempts(asked, "CONFIRM") > 1);

        assertThat(jdbc.sql(
                                "select min(pause) from (select first_sent_at - lag(first_sent_at) over (order by id) as pause"
                                        + " from payment_attempt where payment_id = ? and operation = 'CONFIRM') between_them")
                        .param(asked.id())
                        .query((row, n) -> row.getString(1))
                        .single())
                .isGreaterThan("00:00:00.2");
    }

    @Test
    void an_order_that_nobody_has_approved_is_let_go_and_never_taken() {
        Payment asked = charge("approve", "12.00");

        assertThat(release(asked).status()).isEqualTo(PaymentStatus.CANCELED);
        happens(orderOf(asked), "approve", "{}");

        assertThat(read(asked).status()).isEqualTo(PaymentStatus.CANCELED);
        assertThat(attempts(asked, "CONFIRM")).isZero();
    }

    @Test
    void an_order_that_the_payer_rejects_ends() {
        Payment asked = charge("approve", "12.00");

        happens(orderOf(asked), "reject", "{}");

        becomes(asked, PaymentStatus.CANCELED);
    }

    @Test
    void an_order_of_the_browser_that_the_payer_has_approved_is_taken() {
        String made = ordered("8.00");
        happens(made, "approve", "{}");

        Payment paid = charge("order:" + made, "8.00");

        assertThat(paid.status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(orderOf(paid)).isEqualTo(made);
    }

    @Test
    void an_order_of_the_browser_that_nobody_has_approved_waits_for_the_payer() {
        String made = ordered("8.00");

        Payment asked = charge("order:" + made, "8.00");
        assertThat(asked.status()).isEqualTo(PaymentStatus.REQUIRES_ACTION);
        happens(made, "approve", "{}");

        assertThat(becomes(asked, PaymentStatus.SUCCEEDED).captured()).isEqualByComparingTo("8");
    }

    @ParameterizedTest
    @CsvSource({
        "vault:sandbox-instrument-declined, DECLINED, INSTRUMENT_DECLINED",
        "card:sandbox-card-expired, DECLINED, CARD_EXPIRED",
        "card:sandbox-transaction-refused, DECLINED, TRANSACTION_REFUSED",
        "vault:sandbox-payer-cannot-pay, DECLINED, PAYER_CANNOT_PAY",
        "card:sandbox-declined, DECLINED, ",
        "card:sandbox-failed, FAILED, "
    })
    void who_cannot_pay_is_declined_also_when_paypal_calls_the_order_completed(
            String token, PaymentStatus status, String code) {
        Payment declined = charge(token, "10.50");

        assertThat(declined.status()).isEqualTo(status);
        assertThat(declined.captured()).isZero();
        if (code != null) {
            assertThat(declined.code()).isEqualTo(code);
        }
    }

    @Test
    void a_hold_that_is_denied_is_a_decline() {
        assertThat(authorize("card:sandbox-declined", "10").status()).isEqualTo(PaymentStatus.DECLINED);
    }

    @ParameterizedTest
    @CsvSource({"settle, SUCCEEDED", "fail, DECLINED"})
    void a_capture_that_waits_ends_when_paypal_has_decided(String end, PaymentStatus status) {
        Payment waiting = charge("card:sandbox-pending", "10.50");
        assertThat(waiting.status()).isEqualTo(PaymentStatus.PROCESSING);
        assertThat(waiting.captured()).isZero();

        happens(orderOf(waiting), end, "{}");

        becomes(waiting, status);
    }

    @Test
    void a_refund_that_waits_ends_when_paypal_has_decided() {
        Payment paid = charge("vault:sandbox-refund-pending", "10.50");
        Refund waiting = refund(paid, "4");
        assertThat(waiting.status()).isEqualTo(RefundStatus.PENDING);
        refused(() -> refund(paid, "6.51"), "HUB-PAY-022");

        happens(waiting.reference(), "settle", "{}");

        await().atMost(SOON).untilAsserted(() -> assertThat(ledger.refunds(paid.id()))
                .singleElement()
                .satisfies(refund -> assertThat(refund.status()).isEqualTo(RefundStatus.SUCCEEDED)));
        becomes(paid, PaymentStatus.PARTIALLY_REFUNDED);
    }

    @Test
    void a_refund_that_paypal_refuses_leaves_the_payment_as_it_was() {
        Payment paid = charge("vault:sandbox-refund-refund-failed-insufficient-funds", "10.50");

        Refund refused = refund(paid, null);

        assertThat(refused.status()).isEqualTo(RefundStatus.FAILED);
        assertThat(refused.code()).isEqualTo("REFUND_FAILED_INSUFFICIENT_FUNDS");
        assertThat(now(paid).status()).isEqualTo(PaymentStatus.SUCCEEDED);
    }

    private Payment read(Payment payment) {
        return routes.requestBody("direct:payment-status", payment.id(), Payment.class);
    }

    private long attempts(Payment payment, String operation) {
        return jdbc.sql("select count(*) from payment_attempt where payment_id = ? and operation = ?")
                .params(payment.id(), operation)
                .query(Long.class)
                .single();
    }

    static String orderOf(Payment payment) {
        return payment.references().get("order");
    }

    private static void refused(ThrowingCallable deed, String code) {
        Consumer<Throwable> coded = thrown -> assertThat(thrown.getCause())
                .isInstanceOfSatisfying(PaymentProblem.class, problem -> assertThat(problem.code())
                        .isEqualTo(code));
        assertThatThrownBy(deed).satisfies(coded::accept);
    }

    /** An order that the shop's page has made at PayPal without the hub. */
    private String ordered(String amount) {
        String credentials = Base64.getEncoder()
                .encodeToString("sandbox-paypal-client:sandbox-paypal-secret".getBytes(StandardCharsets.UTF_8));
        String token = ask(
                        HttpRequest.newBuilder(URI.create(origin() + "/paypal/v1/oauth2/token"))
                                .header("Authorization", "Basic " + credentials)
                                .header("Content-Type", "application/x-www-form-urlencoded"),
                        "POST",
                        "grant_type=client_credentials")
                .path("access_token")
                .asText();
        JsonNode made = ask(
                HttpRequest.newBuilder(URI.create(origin() + "/paypal/v2/checkout/orders"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json"),
                "POST",
                """
                {"intent": "CAPTURE", "purchase_units": [{"custom_id": "%s",
                 "amount": {"currency_code": "USD", "value": "%s"}}]}""".formatted(order, amount));
        return made.path("id").asText();
    }
}
