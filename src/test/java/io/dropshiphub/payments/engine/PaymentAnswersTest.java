package io.dropshiphub.payments.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayPayment;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentLedger;
import io.dropshiphub.payments.PaymentRequest;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.References;
import io.dropshiphub.product.Money;
import io.dropshiphub.product.Scope;
import io.dropshiphub.testing.HubTest;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ledger makes of answers that no honest gateway gives, that come late, or that do not come at all. */
@HubTest(
        properties = {
            "spring.profiles.active=sandbox",
            "hub.sandbox.enabled=false",
            // no gateways: the test gives their answers
            "hub.routes.include=_shared/*.camel.yaml"
        })
class PaymentAnswersTest {

    @Autowired
    private PaymentOpenings openings;

    @Autowired
    private PaymentAnswers answers;

    @Autowired
    private PaymentResolver resolver;

    @Autowired
    private PaymentLooks looks;

    @Autowired
    private PaymentLedger ledger;

    @Autowired
    private JdbcClient jdbc;

    private final String intent = "pi_" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void nothing_is_due_of_other_tests() {
        jdbc.sql("update payment_attempt set due_at = null where state = 'open'")
                .update();
        jdbc.sql("update payment set look_at = null").update();
    }

    @Test
    void another_amount_than_was_asked_for_is_not_taken_over_and_a_person_is_called() {
        Round round = openings.charge(request());
        Round after = answers.record(GatewayAnswer.done(shown(PaymentStatus.SUCCEEDED, "12.51")), round);
        assertThat(after.task()).isNull();
        Payment flagged = payment(round);
        assertThat(flagged.status()).isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(flagged.code()).isEqualTo("HUB-PAY-013");
        assertThat(flagged.message()).contains("12.51 USD instead of 12.50 USD");
        assertThat(flagged.captured()).isZero();
        assertThat(resolver.claim()).as("nothing more is sent for it").isEmpty();
    }

    @Test
    void an_id_of_another_payment_is_not_taken_over() {
        Round first = openings.charge(request());
        answers.record(GatewayAnswer.done(shown(PaymentStatus.SUCCEEDED, "12.50")), first);
        Round second = openings.charge(request());
        answers.record(GatewayAnswer.done(shown(PaymentStatus.SUCCEEDED, "12.50")), second);
        assertThat(payment(first).status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(payment(second).status()).isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(payment(second).code()).isEqualTo("HUB-PAY-026");
        assertThat(ledger.find("stripe", References.of(References.PAYMENT, intent)))
                .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(first.paymentId()));
    }

    @Test
    void an_answer_to_an_earlier_send_no_longer_decides_but_what_it_shows_counts() {
        Round first = openings.charge(request());
        Round again = answers.record(GatewayAnswer.of(Kind.UNKNOWN, "HUB-PAY-006", "lost"), first);
        assertThat(again.task()).isEqualTo(first.task());
        assertThat(again.attempt().key()).isEqualTo(first.attempt().key());
        answers.record(GatewayAnswer.of(Kind.INVALID, "parameter_invalid", "late"), first);
        assertThat(payment(first).status()).isEqualTo(PaymentStatus.UNKNOWN);
        answers.record(GatewayAnswer.done(shown(PaymentStatus.SUCCEEDED, "12.50")), first);
        assertThat(payment(first).status()).isEqualTo(PaymentStatus.SUCCEEDED);
        answers.record(GatewayAnswer.of(Kind.UNKNOWN, "HUB-PAY-006", "lost"), again);
        assertThat(payment(first).status()).isEqualTo(PaymentStatus.SUCCEEDED);
    }

    @Test
    void not_sent_after_a_doubt_leaves_the_doubt() {
        Round first = openings.charge(request());
        Round again = answers.record(GatewayAnswer.of(Kind.UNKNOWN, "HUB-PAY-006", "lost"), first);
        for (int i = 0; i < 4 && again.task() != null; i++) {
            again = answers.record(GatewayAnswer.of(Kind.NOT_SENT, "HUB-PAY-004", "no connection"), again);
        }
        assertThat(again.task()).isNull();
        assertThat(payment(first).status()).isEqualTo(PaymentStatus.UNKNOWN);
    }

    @Test
    void what_nobody_could_be_reached_for_has_failed_for_sure() {
        Round round = openings.charge(request());
        UUID id = round.paymentId();
        for (int i = 0; i < 4 && round.task() != null; i++) {
            round = answers.record(GatewayAnswer.of(Kind.NOT_SENT, "HUB-PAY-004", "no connection"), round);
        }
        Payment failed = ledger.find(Scope.ALL, id).orElseThrow();
        assertThat(failed.status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(failed.code()).isEqualTo("HUB-PAY-004");
    }

    @Test
    void the_next_gateway_is_tried_with_a_key_of_its_own_and_is_the_last_when_it_leaves_a_doubt() {
        PaymentRequest request = request();
        Round first = openings.charge(request);
        // whichever gateways are left
        Round several = Round.of(first.attempt(), first.task(), first.began(), List.of("stripe", "stripe"), request);
        Round second = answers.record(GatewayAnswer.of(Kind.CONFIG, "invalid_api_key", "refused"), several);
        assertThat(second.attempt().id()).isNotEqualTo(first.attempt().id());
        assertThat(second.attempt().key()).isNotEqualTo(first.attempt().key());
        assertThat(second.elsewhere()).hasSize(1);
        assertThat(payment(first).status()).isEqualTo(PaymentStatus.PROCESSING);
        Round third = answers.record(GatewayAnswer.of(Kind.UNKNOWN, "HUB-PAY-006", "lost"), second);
        Round fourth = answers.record(GatewayAnswer.of(Kind.CONFIG, "invalid_api_key", "refused"), third);
        assertThat(third.attempt().id()).isEqualTo(second.attempt().id());
        assertThat(fourth.task()).isNull();
        assertThat(payment(first).status()).isEqualTo(PaymentStatus.UNKNOWN);
    }

    @Test
    void when_the_key_is_over_the_gateway_is_asked_and_only_a_late_no_is_believed() {
        Round round = lost();
        set(round, "due_at = now() - interval '1 second', key_until = now() - interval '1 hour', last_sent_at = now()");
        Round question = claimed(round);
        assertThat(question.task().call().operation()).isEqualTo(Operation.FIND);
        answers.record(GatewayAnswer.of(Kind.ABSENT, "none", "none"), question);
        assertThat(payment(round).status()).as("a search may lag").isEqualTo(PaymentStatus.UNKNOWN);

        set(round, "due_at = now() - interval '1 second', last_sent_at = now() - interval '3 hours'");
        answers.record(GatewayAnswer.of(Kind.ABSENT, "none", "none"), claimed(round));
        assertThat(payment(round).status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(payment(round).code()).isEqualTo("HUB-PAY-027");
    }

    @Test
    void when_the_key_is_over_what_the_gateway_finds_settles_it() {
        Round round = lost();
        set(round, "due_at = now() - interval '1 second', key_until = now() - interval '1 hour'");
        answers.record(GatewayAnswer.done(shown(PaymentStatus.SUCCEEDED, "12.50")), claimed(round));
        assertThat(payment(round).status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(payment(round).code()).isNull();
    }

    @Test
    void what_a_genuine_message_of_the_gateway_names_is_read_and_settles_a_doubt() {
        Round round = lost();
        ledger.learn(round.paymentId(), "stripe", References.of(References.PAYMENT, intent));
        Round read = looks.status(round.paymentId());
        assertThat(read.task().call().operation()).isEqualTo(Operation.STATUS);
        answers.record(GatewayAnswer.done(shown(PaymentStatus.SUCCEEDED, "12.50")), read);
        assertThat(payment(round).status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(jdbc.sql("select count(*) from payment_attempt where payment_id = ? and state = 'open'")
                        .param(round.paymentId())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void the_database_refuses_wrong_books() {
        Round round = openings.charge(request());
        for (String wrong : List.of(
                "captured = 12.51",
                "captured = 1, refunded = 2",
                "captured = 10, authorized = 10",
                "proven = 'UNKNOWN'")) {
            assertThatThrownBy(() -> jdbc.sql("update payment set " + wrong + " where id = ?")
                            .param(round.paymentId())
                            .update())
                    .as(wrong)
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into payment_attempt (payment_id, operation, gateway, idempotency_key, amount, request, state,
                                    doubt, leased, first_sent_at, last_sent_at, key_until)
                                select payment_id, operation, gateway, 'second', amount, request, state, doubt, leased,
                                    first_sent_at, last_sent_at, key_until from payment_attempt where payment_id = ?""").param(round.paymentId()).update())
                .as("a second open try")
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    /** A charge whose answers were lost until the caller gave up. */
    private Round lost() {
        Round first = openings.charge(request());
        Round round = first;
        for (int i = 0; i < 4 && round.task() != null; i++) {
            round = answers.record(GatewayAnswer.of(Kind.UNKNOWN, "HUB-PAY-006", "lost"), round);
        }
        assertThat(payment(first).status()).isEqualTo(PaymentStatus.UNKNOWN);
        return first;
    }

    private Round claimed(Round round) {
        return resolver.claim().stream()
                .filter(claimed -> claimed.paymentId().equals(round.paymentId()))
                .findFirst()
                .orElseThrow();
    }

    private void set(Round round, String change) {
        jdbc.sql("update payment_attempt set " + change + " where payment_id = ?")
                .param(round.paymentId())
                .update();
    }

    private Payment payment(Round round) {
        return ledger.find(Scope.ALL, round.paymentId()).orElseThrow();
    }

    private GatewayPayment shown(PaymentStatus status, String amount) {
        return new GatewayPayment(
                status,
                "succeeded",
                References.of(References.PAYMENT, intent),
                money(amount),
                BigDecimal.ZERO,
                new BigDecimal(amount),
                null,
                null);
    }

    private static Money money(String amount) {
        return new Money(new BigDecimal(amount), Currency.getInstance("USD"));
    }

    private static PaymentRequest request() {
        String key = UUID.randomUUID().toString();
        return new PaymentRequest(
                1, key, money("12.50"), key, null, Map.of("stripe", "pm_card_visa"), null, true, null, Map.of(), null);
    }
}
