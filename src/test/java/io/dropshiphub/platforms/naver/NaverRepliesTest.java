package io.dropshiphub.platforms.naver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import io.dropshiphub.testing.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NaverRepliesTest {

    private static final ApiCall CREATE = new ApiCall("POST", "/v2/products", null, Map.of(), new byte[0], true);
    private static final ApiCall READ = ApiCall.get("/v2/products/origin-products/1", null);

    private final NaverReplies replies = new NaverReplies(new ObjectMapper(), new SettableClock(Instant.EPOCH));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "400; {\"code\":\"BAD_REQUEST\",\"message\":\"m\",\"invalidInputs\":[{\"name\":\"originProduct.salePrice\",\"type\":\"NumberMax\",\"message\":\"x\"}]}; REJECTED; BAD_REQUEST; price",
                "400; {\"code\":\"BAD_REQUEST\",\"message\":\"m\",\"invalidInputs\":[{\"name\":\"originProduct.images.representativeImage.url\",\"message\":\"x\"}]}; REJECTED; BAD_REQUEST; images",
                "400; {\"code\":\"BAD_REQUEST\",\"message\":\"m\",\"invalidInputs\":[{\"name\":\"originProduct.deliveryInfo.deliveryCompany\",\"type\":\"TypeMismatch\"}]}; REJECTED; BAD_REQUEST; originProduct.deliveryInfo.deliveryCompany",
                "400; {\"code\":\"BAD_REQUEST\",\"message\":\"m\"}; REJECTED; BAD_REQUEST;",
                "404; {\"code\":\"NOT_FOUND\",\"message\":\"m\"}; REJECTED; NOT_FOUND;",
                "401; {\"code\":\"GW.AUTHN\",\"message\":\"m\",\"traceId\":\"t\"}; AUTH; GW.AUTHN;",
                "401; {\"code\":\"UNAUTHORIZED\",\"message\":\"m\"}; AUTH; UNAUTHORIZED;",
                "403; {\"code\":\"GW.IP_NOT_ALLOWED\",\"message\":\"m\"}; AUTH; GW.IP_NOT_ALLOWED;",
                "403; {\"code\":\"FORBIDDEN\",\"message\":\"m\"}; AUTH; FORBIDDEN;",
                "429; {\"code\":\"GW.RATE_LIMIT\",\"message\":\"m\"}; QUOTA; GW.RATE_LIMIT;",
                "429; {\"code\":\"GW.QUOTA_LIMIT\",\"message\":\"m\"}; QUOTA; GW.QUOTA_LIMIT;",
                "429; <html></html>; QUOTA; 429;"
            })
    void an_answer_that_is_no_success_has_its_class(
            int status, String body, OutcomeClass expected, String code, String field) {
        Outcome problem = replies.problem(replies.read(reply(status, body), CREATE));

        assertThat(problem.outcomeClass()).isEqualTo(expected);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.field()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "500; {\"code\":\"INTERNAL_SERVER_ERROR\"}; UNKNOWN; NOT_SENT",
                "500; {\"code\":\"GW.PROXY.01\"}; UNKNOWN; NOT_SENT",
                "500; {\"code\":\"GW.INTERNAL_SERVER_ERROR\"}; UNKNOWN; NOT_SENT",
                "504; {\"code\":\"GW.TIMEOUT.01\"}; UNKNOWN; NOT_SENT",
                "503; {\"code\":\"GW.BLOCK.01\",\"message\":\"m\"}; NOT_SENT; NOT_SENT",
                "503; {\"code\":\"GW.BLOCK.02\",\"message\":\"m\"}; NOT_SENT; NOT_SENT",
                "404; {\"code\":\"GW.NOT_FOUND\"}; NOT_SENT; NOT_SENT",
                "308; {\"code\":\"PERMANENT_REDIRECT\"}; NOT_SENT; NOT_SENT",
                "200; <html></html>; UNKNOWN; NOT_SENT",
                "200; {\"originProductNo\":12; UNKNOWN; NOT_SENT"
            })
    void an_answer_that_is_none_is_thrown(int status, String body, OutcomeClass creating, OutcomeClass otherwise) {
        assertThat(thrown(status, body, CREATE)).isEqualTo(creating);
        assertThat(thrown(status, body, READ)).isEqualTo(otherwise);
    }

    @Test
    void success_without_a_listing_number_is_a_doubt() {
        assertThat(thrown(200, "{}", CREATE)).isEqualTo(OutcomeClass.UNKNOWN);
    }

    @Test
    void the_limit_per_second_is_over_after_a_second() {
        Outcome problem = replies.problem(replies.read(reply(429, "{\"code\":\"GW.RATE_LIMIT\"}"), READ));

        assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    private OutcomeClass thrown(int status, String body, ApiCall call) {
        return catchThrowableOfType(CallFailed.class, () -> replies.read(reply(status, body), call))
                .outcome()
                .outcomeClass();
    }

    private static ApiReply reply(int status, String body) {
        return new ApiReply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8), null);
    }
}
