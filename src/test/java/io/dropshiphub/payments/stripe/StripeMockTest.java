package io.dropshiphub.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayRouteBed;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every request, sent through the real route to an independent stand-in for Stripe (stripe-mock), which refuses what its copy of
 * Stripe's description does not know. Runs when {@code STRIPE_MOCK_URL} says where it listens; see docs/payments-stripe.md.
 */
class StripeMockTest {

    private static final String URL = System.getenv("STRIPE_MOCK_URL");

    static Stream<GatewayCall> calls() {
        return StripeRequestShapeTest.calls();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void an_independent_stand_in_takes_it_and_its_answer_is_read(GatewayCall call) throws Exception {
        assumeThat(URL).as("STRIPE_MOCK_URL").isNotNull();

        try (GatewayRouteBed bed = new GatewayRouteBed("stripe", Map.of("hub.payments.stripe.base-url", URL))) {
            GatewayAnswer answer = bed.send(call);

            // its sample data may show a payment at any point of its life
            assertThat(answer.kind())
                    .as("%s: %s", answer.code(), answer.message())
                    .isIn(Kind.DONE, Kind.DECLINED, Kind.ABSENT);
        }
    }
}
