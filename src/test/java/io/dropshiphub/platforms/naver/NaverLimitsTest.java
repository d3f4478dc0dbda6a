package io.dropshiphub.platforms.naver;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.product.ToldLimits;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NaverLimitsTest {

    private static final ApiCall CREATE = new ApiCall("POST", "/v2/products", null, Map.of(), new byte[0], true);

    private final NaverLimits limits = new NaverLimits();

    @Test
    void the_headers_of_a_creations_answer_tell_rate_and_burst_of_a_refusal_too() {
        assertThat(limits.told(reply(200, "2", "4"), CREATE)).isEqualTo(new ToldLimits(2, 4));
        assertThat(limits.told(reply(429, "0.5", "1"), CREATE)).isEqualTo(new ToldLimits(0.5, 1));
    }

    @Test
    void other_apis_have_buckets_of_their_own_and_tell_nothing_of_creations() {
        assertThat(limits.told(reply(200, "2", "4"), ApiCall.get("/v1/categories", null)))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"2,", ", 4", "0, 4", "-1, 4", "2, 0", "many, 4", "NaN, 4", "Infinity, 4"})
    void what_is_missing_or_unreadable_tells_nothing(String rate, String burst) {
        assertThat(limits.told(reply(200, rate, burst), CREATE)).isNull();
    }

    private static ApiReply reply(int status, String rate, String burst) {
        Map<String, String> headers = new HashMap<>();
        headers.put("gncp-gw-ratelimit-replenish-rate", rate);
        headers.put("gncp-gw-ratelimit-burst-capacity", burst);
        return new ApiReply(status, headers, new byte[0], null);
    }
}
