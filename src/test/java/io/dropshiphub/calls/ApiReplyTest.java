package io.dropshiphub.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiReplyTest {

    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "7, PT7S",
        "' 0 ', PT0S",
        "'Sat, 21 Nov 2026 00:01:30 GMT', PT1M30S",
        "'Fri, 20 Nov 2026 00:00:00 GMT', PT0S",
        "soon,",
        "99999999999999999999,",
        "'',"
    })
    void retry_after_is_read_as_seconds_and_as_a_date(String header, Duration wait) {
        assertThat(reply(Map.of("retry-after", header)).retryAfter(NOW)).isEqualTo(wait);
    }

    @Test
    void without_a_retry_after_nothing_is_asked_for() {
        assertThat(reply(Map.of()).retryAfter(NOW)).isNull();
    }

    private static ApiReply reply(Map<String, String> headers) {
        return new ApiReply(429, headers, new byte[0], null);
    }
}
