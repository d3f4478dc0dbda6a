package io.dropshiphub.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.payments.GatewayPayment;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.References;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever the order in which a gateway tells a payment's story, and however often. */
class StandingPropertiesTest {

    private static final BigDecimal AMOUNT = new BigDecimal("100");

    @Property(tries = 2000)
    void every_order_of_telling_ends_in_the_same_state(
            @ForAll("histories") List<GatewayPayment> history,
            @ForAll long seed,
            @ForAll @IntRange(max = 3) int doubles) {
        Random random = new Random(seed);
        List<GatewayPayment> told = new ArrayList<>(history);
        for (int i = 0; i < doubles; i++) {
            told.add(history.get(random.nextInt(history.size())));
        }
        Collections.shuffle(told, random);
        assertThat(tell(told)).isEqualTo(tell(history));
    }

    @Property(tries = 1000)
    void parts_of_what_is_held_add_up_and_what_is_let_go_or_waits_is_not_held(
            @ForAll @IntRange(min = 1, max = 49) int first, @ForAll @IntRange(min = 1, max = 49) int second) {
        Standing parts = Standing.NEW
                .with(shown(PaymentStatus.AUTHORIZED, 100, 0, 0), AMOUNT)
                .taken(BigDecimal.valueOf(first), AMOUNT)
                .taken(BigDecimal.valueOf(second), AMOUNT);
        Standing waits = parts.taking(BigDecimal.ONE, AMOUNT);
        Standing over = parts.letGo(AMOUNT);

        assertThat(parts.captured()).isEqualByComparingTo(BigDecimal.valueOf(first + second));
        assertThat(parts.authorized()).isEqualByComparingTo(BigDecimal.valueOf(100 - first - second));
        assertThat(waits.captured()).isEqualByComparingTo(parts.captured());
        assertThat(waits.authorized()).isEqualByComparingTo(parts.authorized().subtract(BigDecimal.ONE));
        assertThat(over.status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(over.captured()).isEqualByComparingTo(parts.captured());
        assertThat(over.authorized()).isZero();
    }

    @Property(tries = 1000)
    void a_story_told_in_order_is_believed_to_its_last_word(@ForAll("histories") List<GatewayPayment> history) {
        GatewayPayment last = history.get(history.size() - 1);
        Standing end = tell(history);
        assertThat(end.status()).isEqualTo(last.status());
        assertThat(end.captured()).isEqualByComparingTo(last.captured());
        assertThat(end.refunded()).isEqualByComparingTo(last.refunded());
        assertThat(end.authorized()).isEqualByComparingTo(last.authorized());
        assertThat(end.nativeStatus()).isEqualTo(last.nativeStatus());
    }

    @Property(tries = 2000)
    void money_that_has_moved_is_never_forgotten(@ForAll("histories") List<GatewayPayment> history, @ForAll long seed) {
        List<GatewayPayment> told = new ArrayList<>(history);
        Collections.shuffle(told, new Random(seed));
        Standing standing = Standing.NEW;
        for (GatewayPayment shown : told) {
            Standing next = standing.with(shown, AMOUNT);
            assertThat(next.captured()).isGreaterThanOrEqualTo(standing.captured());
            assertThat(next.refunded()).isGreaterThanOrEqualTo(standing.refunded());
            assertThat(next.captured().add(next.authorized())).isLessThanOrEqualTo(AMOUNT);
            assertThat(next.refunded()).isLessThanOrEqualTo(next.captured());
            standing = next;
        }
    }

    private static Standing tell(List<GatewayPayment> told) {
        Standing standing = Standing.NEW;
        for (GatewayPayment shown : told) {
            standing = standing.with(shown, AMOUNT);
        }
        return standing;
    }

    /** What really happens to payments, from the first word to the last. */
    @Provide
    Arbitrary<List<GatewayPayment>> histories() {
        return Arbitraries.randoms().map(StandingPropertiesTest::history);
    }

    private static List<GatewayPayment> history(Random random) {
        List<GatewayPayment> history = new ArrayList<>();
        if (random.nextBoolean()) {
            history.add(shown(PaymentStatus.REQUIRES_ACTION, 0, 0, 0));
        }
        if (random.nextInt(4) == 0) {
            history.add(shown(PaymentStatus.APPROVED, 0, 0, 0));
        }
        if (random.nextInt(4) == 0) {
            history.add(shown(PaymentStatus.PROCESSING, 0, 0, 0));
        }
        boolean held = random.nextBoolean();
        if (held) {
            history.add(shown(PaymentStatus.AUTHORIZED, 100, 0, 0));
        }
        switch (random.nextInt(5)) {
            case 0 -> history.add(shown(held ? PaymentStatus.CANCELED : PaymentStatus.DECLINED, 0, 0, 0));
            case 1 -> history.add(shown(PaymentStatus.EXPIRED, 0, 0, 0));
            default -> captured(history, random);
        }
        return history;
    }

    private static void captured(List<GatewayPayment> history, Random random) {
        int taken = random.nextBoolean() ? 100 : 1 + random.nextInt(99);
        history.add(shown(PaymentStatus.SUCCEEDED, 0, taken, 0));
        int back = 0;
        while (back < taken && random.nextBoolean()) {
            back += 1 + random.nextInt(taken - back);
            history.add(
                    shown(back == taken ? PaymentStatus.REFUNDED : PaymentStatus.PARTIALLY_REFUNDED, 0, taken, back));
        }
    }

    private static GatewayPayment shown(PaymentStatus status, int authorized, int captured, int refunded) {
        return new GatewayPayment(
                status,
                status.name().toLowerCase() + captured + "-" + refunded,
                References.NONE,
                null,
                BigDecimal.valueOf(authorized),
                BigDecimal.valueOf(captured),
                BigDecimal.valueOf(refunded),
                status == PaymentStatus.REQUIRES_ACTION ? "https://example.com/approve" : null);
    }
}
