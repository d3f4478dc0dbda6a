package io.dropshiphub.sandbox.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StripeEventsTest {

    /** Computed apart from this code. */
    @Test
    void the_signature_is_the_known_one() {
        byte[] body = "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"payment_intent.succeeded\"}"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(StripeEvents.signature("whsec_test_secret", 1_700_000_000, body))
                .isEqualTo("t=1700000000,v1=67da5088c63e080c71bd2bb0cb5c03d85a8fc6a21ce3aaf484df809654745b92");
    }
}
