package io.dropshiphub.platforms.eleventst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import io.dropshiphub.testing.SettableClock;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EleventstRepliesTest {

    private static final Charset EUC_KR = Charset.forName("EUC-KR");
    private static final ApiCall CREATE = new ApiCall("POST", "/product", null, Map.of(), new byte[0], true);
    private static final ApiCall READ = ApiCall.get("/sellerprodcode/1", null);

    private final EleventstReplies replies =
            new EleventstReplies(new SettableClock(Instant.parse("2026-11-21T14:30:00Z")));

    @ParameterizedTest
    @CsvSource({
        "200, <ClientMessage><message>상품등록실패 : 판매가는 10원 단위로 입력해 주세요.</message><resultCode>500</resultCode></ClientMessage>, REJECTED, 500, price",
        "200, <ClientMessage><message>원재료 유형 코드 필수</message><resultCode>500</resultCode></ClientMessage>, REJECTED, 500,",
        "200, <ClientMessage><message>초과</message><resultCode>400</resultCode></ClientMessage>, DAILY_CAP, 400,",
        "200, <AuthMessage><resultCode>100</resultCode></AuthMessage>, AUTH, 100,",
        "200, <AuthMessage><resultCode>200</resultCode></AuthMessage>, AUTH, 200,",
        "200, <AuthMessage><resultCode>300</resultCode></AuthMessage>, AUTH, 300,",
        "401, unknown key, AUTH, 401,",
        "403, <html>IP</html>, AUTH, 403,",
        "429, , QUOTA, 429,"
    })
    void an_answer_that_is_no_success_has_its_class(
            int status, String body, OutcomeClass expected, String code, String field) {
        Outcome problem = replies.problem(replies.read(reply(status, body), CREATE));

        assertThat(problem.outcomeClass()).isEqualTo(expected);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.field()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({
        "500, <ClientMessage/>, UNKNOWN, NOT_SENT",
        "200, <html><body>점검</body></html>, UNKNOWN, NOT_SENT",
        "200, <ClientMessage><resultCode>200</re, UNKNOWN, NOT_SENT",
        "200, , UNKNOWN, NOT_SENT",
        "200, <!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><ClientMessage><message>&x;</message></ClientMessage>, UNKNOWN, NOT_SENT",
        "404, not found, NOT_SENT, NOT_SENT"
    })
    void an_answer_that_is_none_is_thrown(int status, String body, OutcomeClass creating, OutcomeClass otherwise) {
        assertThat(thrown(status, body, CREATE)).isEqualTo(creating);
        assertThat(thrown(status, body, READ)).isEqualTo(otherwise);
    }

    @ParameterizedTest
    @CsvSource({
        "<ClientMessage><resultCode>200</resultCode></ClientMessage>",
        "<ClientMessage><resultCode>200</resultCode><productNo>abc</productNo></ClientMessage>",
        "<ClientMessage><productNo>1</productNo></ClientMessage>"
    })
    void a_creation_without_code_or_number_is_a_doubt(String body) {
        assertThat(thrown(200, body, CREATE)).isEqualTo(OutcomeClass.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"200", "210"})
    void success_is_a_code_and_a_number_whatever_the_prefix(String code) {
        EleventstReply reply = replies.read(
                reply(
                        200,
                        "<?xml version=\"1.0\" encoding=\"EUC-KR\"?><ns2:ClientMessage xmlns:ns2=\"http://skt\"><message>등록</message><productNo>123</productNo><resultCode>"
                                + code + "</resultCode></ns2:ClientMessage>"),
                CREATE);

        assertThat(replies.problem(reply)).isNull();
        assertThat(reply.text("productNo")).isEqualTo("123");
        assertThat(reply.text("message")).isEqualTo("등록");
    }

    private OutcomeClass thrown(int status, String body, ApiCall call) {
        return catchThrowableOfType(CallFailed.class, () -> replies.read(reply(status, body), call))
                .outcome()
                .outcomeClass();
    }

    private static ApiReply reply(int status, String body) {
        return new ApiReply(status, Map.of(), body == null ? new byte[0] : body.getBytes(EUC_KR), EUC_KR);
    }
}
