package io.dropshiphub.orders;

import static io.dropshiphub.orders.StepResult.Kind.AWAITS_PAYER;
import static io.dropshiphub.orders.StepResult.Kind.BEGUN;
import static io.dropshiphub.orders.StepResult.Kind.CONFIRMED;
import static io.dropshiphub.orders.StepResult.Kind.DECLINED;
import static io.dropshiphub.orders.StepResult.Kind.HELD;
import static io.dropshiphub.orders.StepResult.Kind.HOPELESS;
import static io.dropshiphub.orders.StepResult.Kind.LACKING;
import static io.dropshiphub.orders.StepResult.Kind.OPEN;
import static io.dropshiphub.orders.StepResult.Kind.PAID;
import static io.dropshiphub.orders.StepResult.Kind.RESERVED;
import static io.dropshiphub.orders.StepResult.Kind.TROUBLE;
import static io.dropshiphub.orders.StepResult.Kind.UNDOING;
import static io.dropshiphub.orders.StepResult.Kind.UNDONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.dropshiphub.payments.Payment;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The saga as a table: every state, every result its step may have, and where that leads. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OrderRulesTest {

    private static final OrdersProperties SETTINGS = TestOrders.SETTINGS;
    private static final OrderRules RULES = new OrderRules(SETTINGS);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private static Stream<Arguments> table() {
        return Stream.of(
                arguments(OrderState.RECEIVED, RESERVED, OrderState.RESERVED),
                arguments(OrderState.RECEIVED, LACKING, OrderState.REJECTED),
                arguments(OrderState.RECEIVED, HOPELESS, OrderState.REJECTED),
                arguments(OrderState.RECEIVED, TROUBLE, OrderState.RECEIVED),
                arguments(OrderState.RESERVED, BEGUN, OrderState.PAYING),
                arguments(OrderState.RESERVED, TROUBLE, OrderState.RESERVED),
                arguments(OrderState.PAYING, PAID, OrderState.PAID),
                arguments(OrderState.PAYING, HELD, OrderState.AUTHORIZED),
                arguments(OrderState.PAYING, DECLINED, OrderState.PAYMENT_DECLINED),
                arguments(OrderState.PAYING, HOPELESS, OrderState.PAYMENT_DECLINED),
                arguments(OrderState.PAYING, OPEN, OrderState.PAYING),
                arguments(OrderState.PAYING, AWAITS_PAYER, OrderState.PAYING),
                arguments(OrderState.PAYING, TROUBLE, OrderState.PAYING),
                arguments(OrderState.AUTHORIZED, PAID, OrderState.PAID),
                arguments(OrderState.AUTHORIZED, HELD, OrderState.AUTHORIZED),
                arguments(OrderState.AUTHORIZED, OPEN, OrderState.AUTHORIZED),
                arguments(OrderState.AUTHORIZED, DECLINED, OrderState.COMPENSATING),
                arguments(OrderState.AUTHORIZED, HOPELESS, OrderState.AUTHORIZED),
                arguments(OrderState.AUTHORIZED, TROUBLE, OrderState.AUTHORIZED),
                arguments(OrderState.PAID, CONFIRMED, OrderState.CONFIRMED),
                arguments(OrderState.PAID, TROUBLE, OrderState.PAID),
                arguments(OrderState.PAID, HOPELESS, OrderState.COMPENSATING),
                arguments(OrderState.COMPENSATING, UNDONE, OrderState.CANCELED),
                arguments(OrderState.COMPENSATING, UNDOING, OrderState.COMPENSATING),
                arguments(OrderState.COMPENSATING, OPEN, OrderState.COMPENSATING),
                arguments(OrderState.COMPENSATING, TROUBLE, OrderState.COMPENSATING),
                arguments(OrderState.COMPENSATING, HOPELESS, OrderState.COMPENSATING));
    }

    @ParameterizedTest
    @MethodSource("table")
    void a_result_leads_from_a_state_to_the_next(OrderState from, StepResult.Kind result, OrderState to) {
        OrderMove move = RULES.after(standing(from, 0, SHORT, false), StepResult.of(result));

        assertThat(move.to()).isEqualTo(to);
        assertThat(move.dueIn() == null).as("no next step").isEqualTo(to.over());
        assertThat(move.tries()).isEqualTo(from == to ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("table")
    void who_wants_it_undone_gets_it_undone_after_any_step(OrderState from, StepResult.Kind result, OrderState to) {
        OrderMove move = RULES.after(standing(from, 0, SHORT, true), StepResult.of(result));

        assertThat(move.to()).isEqualTo(to.endedWithoutSale() ? to : OrderState.COMPENSATING);
    }

    @Test
    void whatever_is_not_in_the_table_is_no_result_of_that_step() {
        Set<String> known =
                table().map(row -> row.get()[0] + " " + row.get()[1]).collect(Collectors.toSet());
        // any step may find the payment where it is, or be looked at again
        Set<StepResult.Kind> anywhere = EnumSet.of(TROUBLE, OPEN, AWAITS_PAYER, HELD, UNDOING);
        for (OrderState state : OrderState.values()) {
            for (StepResult.Kind kind : StepResult.Kind.values()) {
                if (!known.contains(state + " " + kind) && (state.over() || !anywhere.contains(kind))) {
                    assertThatThrownBy(() -> RULES.after(standing(state, 0, SHORT, false), StepResult.of(kind)))
                            .as(state + " " + kind)
                            .isInstanceOf(IllegalStateException.class);
                }
            }
        }
    }

    @Test
    void a_payer_who_does_not_come_loses_the_pieces_after_a_while() {
        assertThat(RULES.after(standing(OrderState.PAYING, 3, SETTINGS.patience(), false), StepResult.of(AWAITS_PAYER))
                        .to())
                .isEqualTo(OrderState.COMPENSATING);
        assertThat(RULES.after(standing(OrderState.PAYING, 3, SETTINGS.patience(), false), StepResult.of(OPEN))
                        .to())
                .as("what is under way is waited for")
                .isEqualTo(OrderState.PAYING);
    }

    @Test
    void without_any_payment_trouble_is_not_waited_out_for_ever_and_with_one_it_is() {
        OrderRules.Standing known = new OrderRules.Standing(OrderState.PAYING, 3, SETTINGS.patience(), true, false);

        assertThat(RULES.after(standing(OrderState.PAYING, 3, SETTINGS.patience(), false), StepResult.of(TROUBLE))
                        .to())
                .isEqualTo(OrderState.COMPENSATING);
        assertThat(RULES.after(known, StepResult.of(TROUBLE)).to()).isEqualTo(OrderState.PAYING);
    }

    @Test
    void money_that_cannot_be_taken_is_let_go_after_the_last_try() {
        int last = SETTINGS.tries() - 1;

        for (StepResult.Kind kind : List.of(HELD, HOPELESS)) {
            assertThat(RULES.after(standing(OrderState.AUTHORIZED, last - 1, SHORT, false), StepResult.of(kind))
                            .to())
                    .isEqualTo(OrderState.AUTHORIZED);
            assertThat(RULES.after(standing(OrderState.AUTHORIZED, last, SHORT, false), StepResult.of(kind))
                            .to())
                    .isEqualTo(OrderState.COMPENSATING);
        }
        assertThat(RULES.after(standing(OrderState.AUTHORIZED, last, SHORT, false), StepResult.of(TROUBLE))
                        .to())
                .as("an outage is waited out")
                .isEqualTo(OrderState.AUTHORIZED);
    }

    @Test
    void a_sale_that_cannot_be_recorded_is_undone_after_the_last_try() {
        int last = SETTINGS.tries() - 1;

        assertThat(RULES.after(standing(OrderState.PAID, last - 1, SHORT, false), StepResult.of(TROUBLE))
                        .to())
                .isEqualTo(OrderState.PAID);
        assertThat(RULES.after(standing(OrderState.PAID, last, SHORT, false), StepResult.of(TROUBLE))
                        .to())
                .isEqualTo(OrderState.COMPENSATING);
    }

    @Test
    void waits_grow_with_the_tries_and_a_longer_wish_counts() {
        List<Duration> delays = SETTINGS.delays();
        Duration wish = Duration.ofHours(2);

        for (int tries = 0; tries < 10; tries++) {
            assertThat(RULES.after(standing(OrderState.PAYING, tries, SHORT, false), StepResult.of(OPEN))
                            .dueIn())
                    .isEqualTo(delays.get(Math.min(tries, delays.size() - 1)));
        }
        assertThat(RULES.after(
                                standing(OrderState.PAYING, 0, SHORT, false),
                                StepResult.of(TROUBLE).after(wish))
                        .dueIn())
                .isEqualTo(wish);
    }

    @Test
    void after_undoing_something_it_is_looked_at_once_at_once() {
        assertThat(RULES.after(standing(OrderState.COMPENSATING, 0, SHORT, false), StepResult.of(UNDOING))
                        .dueIn())
                .isZero();
        assertThat(RULES.after(standing(OrderState.COMPENSATING, 1, SHORT, false), StepResult.of(UNDOING))
                        .dueIn())
                .isPositive();
    }

    @Test
    void a_person_is_called_when_an_order_stands_still_or_cannot_be_undone() {
        assertThat(RULES.after(standing(OrderState.PAYING, 9, SETTINGS.reviewAfter(), false), StepResult.of(OPEN))
                        .review())
                .isTrue();
        assertThat(RULES.after(standing(OrderState.PAYING, 9, SHORT, false), StepResult.of(OPEN))
                        .review())
                .isFalse();
        assertThat(RULES.after(standing(OrderState.COMPENSATING, 0, SHORT, false), StepResult.of(HOPELESS))
                        .review())
                .as("perhaps a matter of timing")
                .isFalse();
        assertThat(RULES.after(standing(OrderState.COMPENSATING, 2, SHORT, false), StepResult.of(HOPELESS))
                        .review())
                .isTrue();
    }

    private static OrderRules.Standing standing(OrderState state, int tries, Duration standing, boolean cancelWanted) {
        return new OrderRules.Standing(state, tries, standing, false, cancelWanted);
    }

    @Test
    void a_capture_that_the_gateway_has_still_to_decide_about_is_waited_for() {
        Payment capturing = TestOrders.capturing(UUID.randomUUID());

        assertThat(OrderPayments.result(capturing).kind()).isEqualTo(StepResult.Kind.OPEN);
        assertThat(OrderUndo.wayFor(capturing)).isEqualTo(OrderUndo.Way.WAIT);
    }
}
