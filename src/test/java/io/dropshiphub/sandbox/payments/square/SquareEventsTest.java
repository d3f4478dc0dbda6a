package io.dropshiphub.sandbox.payments.square;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SquareEventsTest {

    /** Computed apart from this code. */
    @Test
    void the_signature_is_the_known_one() {
        byte[] body = "{\"merchant_id\":\"M1\",\"type\":\"payment.updated\",\"event_id\":\"e-1\"}"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(SquareEvents.signature("sq-sig-key", "https://hub.example.com/webhooks/square", body))
                .isEqualTo("mLEYSCF8HhGqcOsnLLJlp6S9/W/kXZYZYdLVJwlz+qI=");
    }
}
