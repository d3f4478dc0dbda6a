package io.dropshiphub.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClientBucketsTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T09:00:00Z"));
    private final ClientBuckets buckets =
            new ClientBuckets(new DoorProperties.Limit(6, Duration.ofMinutes(1)), 1000, clock);

    @Test
    void a_bucket_empties_and_fills_again_over_time() {
        for (int i = 0; i < 6; i++) {
            assertThat(buckets.take("a").passes()).isTrue();
        }
        assertThat(buckets.take("a").seconds()).isBetween(9L, 11L);
        assertThat(buckets.take("b").passes()).isTrue();

        clock.advance(Duration.ofSeconds(11));
        assertThat(buckets.take("a").passes()).isTrue();
        assertThat(buckets.take("a").passes()).isFalse();
    }

    @Test
    void refusals_are_reported_once_a_minute_with_their_number() {
        for (int i = 0; i < 6; i++) {
            buckets.take("a");
        }
        assertThat(buckets.take("a").refused()).isEqualTo(1);
        assertThat(buckets.take("a").refused()).isZero();
        assertThat(buckets.take("a").refused()).isZero();

        clock.advance(Duration.ofSeconds(61));
        for (int i = 0; i < 6; i++) {
            buckets.take("a");
        }
        assertThat(buckets.take("a").refused()).isEqualTo(3);
    }

    @Test
    void zero_is_no_limit() {
        ClientBuckets open = new ClientBuckets(new DoorProperties.Limit(0, Duration.ofMinutes(1)), 1000, clock);

        for (int i = 0; i < 1000; i++) {
            assertThat(open.take("a").passes()).isTrue();
        }
    }
}
