package io.dropshiphub.payments;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readings have a limit of their own at every gateway, and are counted beside what writes. */
class GatewayLimitsTest {

    private static final String LIMITED = "HUB-PAY-003";

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "paypal", "square", "toss"})
    void so_many_readings_are_let_through_and_no_more(String gateway) throws Exception {
        String limits = "hub.payments." + gateway + ".limits.";
        try (GatewayRouteBed bed = new GatewayRouteBed(gateway, Map.of(limits + "calls", "1", limits + "reads", "3"))) {
            bed.behave(GatewayRouteBed.json(400, "{}"));

            assertThat(IntStream.range(0, 4)
                            .mapToObj(n ->
                                    LIMITED.equals(bed.send(question(gateway)).code())))
                    .containsExactly(false, false, false, true);
        }
    }

    private static GatewayCall question(String gateway) {
        Money amount = new Money(BigDecimal.TEN, Currency.getInstance(gateway.equals("toss") ? "KRW" : "USD"));
        return GatewayCall.status(
                UUID.randomUUID(),
                amount,
                References.of(References.PAYMENT, "p1")
                        .and(References.CAPTURE, "c1")
                        .and(References.ORDER, "o1"));
    }
}
