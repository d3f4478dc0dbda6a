package io.dropshiphub.payments.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.Refund;
import io.dropshiphub.payments.RefundStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PayPal's answers are lost, spoilt or late, or its token is no good any more: every deed is done once, and the ledger knows it. */
class PayPalDoubtTest extends PayPalHub {

    /** More often than the hub repeats while the caller waits. */
    private static final int TIMES = 4;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop-reply-after-acting",
                "server-error-before-acting",
                "server-error-after-acting",
                "truncated-body",
                "html-body",
                "token-expiry"
            })
    void every_deed_is_done_once_whatever_becomes_of_its_answer(String trouble) {
        int times = trouble.equals("token-expiry") ? 1 : TIMES;
        troubled("create-order", trouble, times);
        Payment held = settled(authorize("card:c-1", "10.00"));
        assertThat(held.status()).isEqualTo(PaymentStatus.AUTHORIZED);

        troubled("capture", trouble, times);
        capture(held, "4");
        assertThat(settled(held).captured()).isEqualByComparingTo("4");

        troubled("refund", trouble, times);
        Refund back = refund(held, "1");
        await().atMost(SOON).untilAsserted(() -> assertThat(ledger.refunds(held.id()))
                .singleElement()
                .satisfies(refund -> assertThat(refund.status()).isEqualTo(RefundStatus.SUCCEEDED)));
        assertThat(back.amount().amount()).isEqualByComparingTo("1");

        troubled("void", trouble, times);
        release(held);
        Payment over = settled(held);
        assertThat(over.authorized()).isZero();
        assertThat(over.status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
        assertThat(jdbc.sql("select operation from payment_attempt where payment_id = ? order by id")
                        .param(held.id())
                        .query(String.class)
                        .list())
                .isEqualTo(List.of("AUTHORIZE", "CAPTURE", "REFUND", "VOID"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop-reply-after-acting", "server-error-after-acting", "truncated-body", "token-expiry"})
    void an_approved_order_is_taken_once_whatever_becomes_of_the_answer(String trouble) {
        Payment asked = charge("approve", "12.00");
        troubled("capture-order", trouble, trouble.equals("token-expiry") ? 1 : TIMES);

        happens(PayPalStepTest.orderOf(asked), "approve", "{}");

        assertThat(becomes(asked, PaymentStatus.SUCCEEDED).captured()).isEqualByComparingTo("12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop-reply-after-acting", "server-error-after-acting", "html-body"})
    void a_charge_whose_event_comes_before_its_answer_is_settled_once(String trouble) {
        tell(", \"duplicate\": true, \"reverse\": true");
        troubled("create-order", trouble, TIMES);

        Payment paid = becomes(charge("vault:w-1", "10.50"), PaymentStatus.SUCCEEDED);

        assertThat(settled(paid).captured()).isEqualByComparingTo("10.50");
    }

    private void troubled(String operation, String trouble, int times) {
        if (trouble.equals("token-expiry")) {
            // a token that is refused when it is a minute old is not refused for its age
            clock.advance(Duration.ofMinutes(2));
        }
        trouble(operation, trouble, times);
    }
}
