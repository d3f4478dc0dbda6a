package io.dropshiphub.payments.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.Reconciliation;
import io.dropshiphub.payments.Reconciliation.Difference;
import io.dropshiphub.payments.Reconciliation.State;
import io.dropshiphub.payments.Reconciliation.Sum;
import io.dropshiphub.payments.Reconciliations;
import io.dropshiphub.payments.Reconciliations.Wish;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The ledger beside what PayPal's Transaction Search lists, which lags two seconds behind in the sandbox. */
class PayPalReconciliationTest extends PayPalHub {

    @Autowired
    private Reconciliations reconciliations;

    @BeforeEach
    void empty_both_books() {
        jdbc.sql("truncate payment, payment_reference, refund, payment_attempt, payment_reconciliation cascade")
                .update();
        sandbox("DELETE", "/ledger", "");
    }

    @Test
    void books_that_agree_agree_also_where_the_list_lags_and_something_was_given_back() {
        Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Payment whole = charge("vault:w-1", "10.50");
        refund(whole, null);
        Payment parts = heldToo("20.00");
        capture(parts, "5");
        capture(parts, null);

        Reconciliation done = reconcile(begin);

        assertThat(done.state()).isEqualTo(State.COMPLETE);
        assertThat(reconciliations.differences(done.id(), 10, 0)).isEmpty();
        assertThat(of(done, "payment").here()).isEqualByComparingTo("30.50");
        assertThat(of(done, "payment").there()).isEqualByComparingTo("30.50");
        assertThat(of(done, "refund").here()).isEqualByComparingTo("10.50");
    }

    @Test
    void what_is_only_on_one_side_is_told() {
        Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Payment gone = charge("vault:w-1", "10.50");
        Payment good = heldToo("20.00");
        happens(PayPalStepTest.orderOf(capture(good, null)), "refund", "{\"amount\": \"3\"}");
        await().atMost(SOON).until(() -> reconcile(begin).sums().stream()
                .anyMatch(sum -> sum.what().equals("refund") && sum.thereCount() == 1));
        jdbc.sql("delete from payment_attempt where payment_id = ?")
                .param(gone.id())
                .update();
        jdbc.sql("delete from payment_reference where payment_id = ?")
                .param(gone.id())
                .update();
        jdbc.sql("delete from payment where id = ?").param(gone.id()).update();

        Reconciliation done = reconcile(begin);

        assertThat(reconciliations.differences(done.id(), 10, 0))
                .extracting(Difference::what, Difference::kind, each -> each.there()
                        .amount()
                        .stripTrailingZeros())
                .containsExactlyInAnyOrder(
                        tuple("payment", "ONLY_AT_GATEWAY", new BigDecimal("10.5")),
                        tuple("refund", "ONLY_AT_GATEWAY", new BigDecimal("3")));
        assertThat(now(good).status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
        // what was planted is not the other tests'
        sandbox("DELETE", "/ledger", "");
        jdbc.sql("truncate payment cascade").update();
    }

    private Payment heldToo(String amount) {
        return authorize("card:c-1", amount, order + "-2");
    }

    private Reconciliation reconcile(Instant from) {
        Instant to = clock.instant().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
        await().until(() -> !clock.instant().isBefore(to));
        Reconciliation done = routes.requestBody(
                "direct:payment-reconcile", new Wish("paypal", from, to, "test"), Reconciliation.class);
        return await().atMost(SOON)
                .until(() -> reconciliations.find(done.id()).orElseThrow(), each -> each.endedAt() != null);
    }

    private static Sum of(Reconciliation done, String what) {
        List<Sum> sums =
                done.sums().stream().filter(sum -> sum.what().equals(what)).toList();
        assertThat(sums).as(what).hasSize(1);
        return sums.get(0);
    }
}
