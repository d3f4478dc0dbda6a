package io.dropshiphub.platforms.coupang;

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

class CoupangRepliesTest {

    private static final ApiCall CREATE = new ApiCall("POST", "/products", null, Map.of(), new byte[0], true);
    private static final ApiCall READ = ApiCall.get("/products/1", null);

    private final CoupangReplies replies = new CoupangReplies(
            new ObjectMapper(),
            new SettableClock(Instant.EPOCH),
            new CoupangSettings("/sku/", Duration.ofMinutes(10), Duration.ofSeconds(60)));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "200; {\"code\":\"ERROR\",\"message\":\"'1 번 옵션 의 고시정보' 다시 확인해 주세요|값을 확인\",\"data\":null}; REJECTED; attributes",
                "400; {\"code\":\"ERROR\",\"message\":\"유효하지 않은 구매 옵션 값\",\"data\":null}; REJECTED; options",
                "200; {\"code\":\"ERROR\",\"message\":\"무언가\",\"data\":null}; REJECTED;",
                "401; {\"code\":\"ERROR\",\"message\":\"Specified signature is expired.\"}; AUTH;",
                "401; {\"code\":\"ERROR\",\"message\":\"Invalid signature.\"}; AUTH;",
                "401; {\"code\":\"ERROR\",\"message\":\"Request is not authorized.\",\"messages\":{}}; AUTH;",
                "403; {\"code\":\"ERROR\",\"message\":\"[FORBIDDEN] Not allowed IP\"}; AUTH;",
                "400; {\"code\":\"UNAUTHORIZATION\",\"message\":\"Illegal authentication header.\"}; AUTH;",
                "403; {\"status\":403,\"message\":\"x\",\"body\":\"<html>Access Denied Reference #18.ab\"}; QUOTA;",
                "403; <html>Access Denied … Reference #18.ab</html>; QUOTA;",
                "429; Too Many Requests; QUOTA;",
                "429; {\"code\":\"ERROR\",\"message\":\"Too many\"}; QUOTA;",
                "200; {\"code\":\"ERROR\",\"message\":\"상품 정보가 등록 또는 수정되고 있습니다. 잠시 후\"}; NOT_SENT;"
            })
    void an_answer_that_is_no_success_has_its_class(int status, String body, OutcomeClass expected, String field) {
        Outcome problem = replies.problem(replies.read(reply(status, body), CREATE));

        assertThat(problem.outcomeClass()).isEqualTo(expected);
        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.message()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "500; {\"code\":\"ERROR\"}; UNKNOWN; NOT_SENT",
                "503; ; UNKNOWN; NOT_SENT",
                "200; <html>점검 중</html>; UNKNOWN; NOT_SENT",
                "200; {\"code\":\"SUCC; UNKNOWN; NOT_SENT",
                "200; []; UNKNOWN; NOT_SENT",
                "408; ; UNKNOWN; NOT_SENT",
                "404; <html>no such page</html>; NOT_SENT; NOT_SENT",
                "302; ; NOT_SENT; NOT_SENT"
            })
    void an_answer_that_is_none_is_thrown(int status, String body, OutcomeClass creating, OutcomeClass otherwise) {
        assertThat(thrown(status, body, CREATE)).isEqualTo(creating);
        assertThat(thrown(status, body, READ)).isEqualTo(otherwise);
    }

    @Test
    void success_without_a_listing_id_is_a_doubt() {
        assertThat(thrown(200, "{\"code\":\"SUCCESS\",\"data\":null}", CREATE)).isEqualTo(OutcomeClass.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"code\":\"SUCCESS\",\"message\":\"\",\"data\":1320567890}",
                "{\"code\":\"SUCCESS\",\"message\":\"\",\"data\":\"1320567890\"}",
                "{\"code\":\"200\",\"data\":1320567890}",
                "{\"code\":200,\"data\":1320567890}"
            })
    void success_is_said_by_the_body(String body) {
        var reply = replies.read(reply(200, body), CREATE);

        assertThat(replies.problem(reply)).isNull();
        assertThat(CoupangReplies.listingId(reply)).isEqualTo("1320567890");
    }

    @Test
    void a_firewall_block_lets_the_account_rest() {
        Outcome problem = replies.problem(replies.read(reply(403, "Access Denied Reference #1"), READ));

        assertThat(problem.retryAfter()).isEqualTo(Duration.ofMinutes(10));
    }

    private OutcomeClass thrown(int status, String body, ApiCall call) {
        return catchThrowableOfType(CallFailed.class, () -> replies.read(reply(status, body), call))
                .outcome()
                .outcomeClass();
    }

    private static ApiReply reply(int status, String body) {
        return new ApiReply(status, Map.of(), body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8), null);
    }
}
