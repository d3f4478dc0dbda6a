package io.dropshiphub.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentStatus;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever the world does, and wherever the hub stops: in the end an order is confirmed with its money taken once and its pieces taken
 * once, or it is not, and then no money is held or taken and its pieces are free.
 */
class SagaPropertiesTest {

    private static final OrderRules RULES = new OrderRules(TestOrders.SETTINGS);

    /** All goes well, after a long time. */
    private static final int LUCKY = 9900;

    @Property(tries = 3000)
    void an_order_ends_sold_or_as_if_it_had_never_been(
            @ForAll boolean captures,
            @ForAll @IntRange(max = 40) int cancelAfter,
            @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 9999) Integer> luck) {
        World world = new World(captures);
        for (int i = 0; i < luck.size() && !world.state.over(); i++) {
            if (i == cancelAfter) {
                world.cancel();
            }
            world.turn(luck.get(i));
        }
        for (int i = 0; i < 20 && !world.state.over(); i++) {
            world.turn(LUCKY);
        }

        assertThat(world.state.over()).as("%s is over", world).isTrue();
        assertThat(world.charges).as("charges of %s", world).isLessThanOrEqualTo(1);
        if (world.state == OrderState.CONFIRMED) {
            assertThat(world.takenMoney() && world.pieces == Pieces.TAKEN)
                    .as("%s has money and pieces", world)
                    .isTrue();
        } else {
            assertThat(world.heldOrTakenMoney()).as("money of %s", world).isFalse();
            assertThat(world.pieces).as("pieces of %s", world).isEqualTo(Pieces.FREE);
        }
    }

    private enum Pieces {
        FREE,
        HELD,
        TAKEN
    }

    /** What is really so, and what the order knows of it. One turn is one step, with whatever luck it has. */
    private static final class World {

        private final boolean captures;

        // what is so
        private PaymentStatus payment;
        private int charges;
        private Pieces pieces = Pieces.FREE;

        // what is stored
        private OrderState state = OrderState.RECEIVED;
        private int tries;
        private Duration standing = Duration.ZERO;
        private boolean paymentKnown;
        private boolean cancelWanted;

        World(boolean captures) {
            this.captures = captures;
        }

        void cancel() {
            cancelWanted = !state.endedWithoutSale();
        }

        /** @param luck its last digit says how the step goes, the one before whether the hub stops, the others how long it takes */
        void turn(int luck) {
            standing = standing.plus(Duration.ofMinutes(luck / 100));
            int stop = luck / 10 % 10;
            if (cancelWanted && state != OrderState.COMPENSATING) {
                // as a claim does
                move(new OrderMove(OrderState.COMPENSATING, 0, Duration.ZERO, false));
            }
            if (stop == 1) {
                return;
            }
            Pieces piecesBefore = pieces;
            StepResult result = step(luck % 10);
            if (stop == 2) {
                // what lies in the database is stored with the state or not at all
                pieces = piecesBefore;
                return;
            }
            paymentKnown |= result.paymentId() != null;
            move(RULES.after(new OrderRules.Standing(state, tries, standing, paymentKnown, cancelWanted), result));
        }

        private void move(OrderMove move) {
            standing = move.to() == state ? standing : Duration.ZERO;
            state = move.to();
            tries = move.tries();
            if (move.releases()) {
                pieces = Pieces.FREE;
            } else if (move.takes()) {
                pieces = Pieces.TAKEN;
            }
        }

        private StepResult step(int luck) {
            if (luck == 9) {
                return StepResult.of(StepResult.Kind.TROUBLE, "X", "it rains");
            }
            return switch (state) {
                case RECEIVED -> reserve(luck);
                case RESERVED -> StepResult.of(StepResult.Kind.BEGUN);
                case PAYING -> paymentKnown ? look(luck) : charge(luck);
                case AUTHORIZED -> capture(luck);
                case PAID -> luck == 8 ? hopeless() : StepResult.of(StepResult.Kind.CONFIRMED);
                default -> undo(luck);
            };
        }

        private StepResult reserve(int luck) {
            if (luck == 8) {
                return StepResult.of(StepResult.Kind.LACKING);
            }
            pieces = Pieces.HELD;
            return StepResult.of(StepResult.Kind.RESERVED);
        }

        private StepResult charge(int luck) {
            if (payment == null && luck == 8) {
                return hopeless();
            }
            if (payment == null) {
                // the same key is the same payment
                PaymentStatus well = captures ? PaymentStatus.SUCCEEDED : PaymentStatus.AUTHORIZED;
                payment = switch (luck) {
                    case 1 -> PaymentStatus.DECLINED;
                    case 2 -> PaymentStatus.PROCESSING;
                    case 3 -> PaymentStatus.REQUIRES_ACTION;
                    case 4 -> PaymentStatus.UNKNOWN;
                    case 5 -> PaymentStatus.APPROVED;
                    case 6 -> PaymentStatus.AUTHORIZED;
                    default -> well;
                };
                count();
            }
            if (luck == 7) {
                return StepResult.of(StepResult.Kind.TROUBLE, "X", "charged, and the answer was lost");
            }
            return OrderPayments.result(shown());
        }

        private StepResult look(int luck) {
            develop(luck);
            return OrderPayments.result(shown());
        }

        private StepResult capture(int luck) {
            develop(luck);
            if (luck == 8) {
                return hopeless();
            }
            if (payment == PaymentStatus.AUTHORIZED && luck != 7) {
                payment =
                        luck == 1 ? PaymentStatus.EXPIRED : luck == 2 ? PaymentStatus.UNKNOWN : PaymentStatus.SUCCEEDED;
                count();
            }
            return luck == 6 ? hopeless() : OrderPayments.result(shown());
        }

        private StepResult undo(int luck) {
            if (!paymentKnown) {
                return payment == null
                        ? StepResult.of(StepResult.Kind.UNDONE)
                        : StepResult.of(StepResult.Kind.UNDOING).about(UUID.randomUUID());
            }
            develop(luck);
            return switch (OrderUndo.wayFor(shown())) {
                case NOTHING -> StepResult.of(StepResult.Kind.UNDONE);
                case WAIT -> StepResult.of(StepResult.Kind.OPEN);
                case VOID -> {
                    payment = luck == 8 ? payment : PaymentStatus.CANCELED;
                    yield luck == 8 ? hopeless() : StepResult.of(StepResult.Kind.UNDOING);
                }
                case REFUND -> {
                    payment = luck == 8 ? payment : PaymentStatus.REFUNDED;
                    yield luck == 8 ? hopeless() : StepResult.of(StepResult.Kind.UNDOING);
                }
            };
        }

        /** What becomes of a payment by itself. */
        private void develop(int luck) {
            boolean open = payment == PaymentStatus.PROCESSING
                    || payment == PaymentStatus.UNKNOWN
                    || payment == PaymentStatus.APPROVED;
            PaymentStatus well = captures ? PaymentStatus.SUCCEEDED : PaymentStatus.AUTHORIZED;
            if (open && luck < 5) {
                payment = luck == 1 ? PaymentStatus.FAILED : well;
                count();
            } else if (payment == PaymentStatus.REQUIRES_ACTION && (luck == 2 || luck == 3)) {
                payment = luck == 2 ? PaymentStatus.EXPIRED : PaymentStatus.APPROVED;
            }
        }

        private void count() {
            charges += payment == PaymentStatus.SUCCEEDED ? 1 : 0;
        }

        private Payment shown() {
            return TestOrders.payment(
                    new UUID(0, 1),
                    payment,
                    payment.captured() ? 1000 : 0,
                    payment == PaymentStatus.REFUNDED ? 1000 : 0);
        }

        boolean takenMoney() {
            return payment == PaymentStatus.SUCCEEDED;
        }

        boolean heldOrTakenMoney() {
            return payment != null && !payment.endedWithoutCharge() && payment != PaymentStatus.REFUNDED;
        }

        private static StepResult hopeless() {
            return StepResult.of(StepResult.Kind.HOPELESS, "X", "never");
        }

        @Override
        public String toString() {
            return state + " with payment " + payment + " and pieces " + pieces;
        }
    }
}
