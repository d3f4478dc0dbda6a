package io.dropshiphub.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpMethods;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.MessageHelper;
import org.apache.camel.support.ObjectHelper;
import org.junit.jupiter.api.Test;

class HttpStepTest {

    private final HttpStep step = new HttpStep();
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @Test
    void the_request_carries_the_calls_headers_and_nothing_of_the_hubs() {
        exchange.getMessage().setHeader("hubSecret", "x");
        exchange.getMessage().setHeader("CamelHttpUri", "http://elsewhere");
        ApiCall call = new ApiCall("PUT", "/a/b", "c=%20d", Map.of("X-One", "1"), new byte[] {7}, false);
        exchange.getMessage().setBody(call);

        step.request(exchange);

        assertThat(exchange.getMessage().getHeaders())
                .containsOnly(
                        Map.entry("X-One", "1"),
                        Map.entry(Exchange.HTTP_METHOD, HttpMethods.PUT),
                        Map.entry(Exchange.HTTP_PATH, "/a/b"),
                        Map.entry(Exchange.HTTP_RAW_QUERY, "c=%20d"));
        assertThat(exchange.getMessage().getBody()).isEqualTo(new byte[] {7});
        assertThat(exchange.getVariable(HttpStep.CALL)).isSameAs(call);
    }

    @Test
    void a_header_that_proves_who_calls_leaves_with_the_call_and_is_not_shown() {
        exchange.getMessage().setBody(ApiCall.get("/a", null).withHeader("Authorization", "Bearer 1, 2"));

        step.request(exchange);

        Object header = exchange.getMessage().getHeader("Authorization");
        assertThat(exchange.getContext().getTypeConverter().convertTo(String.class, exchange, header))
                .isEqualTo("(not shown)");
        assertThat(ObjectHelper.createIterator(header, null, true).next()).isEqualTo("Bearer 1, 2");
        assertThat(MessageHelper.dumpAsXml(exchange.getMessage())).doesNotContain("Bearer");
        assertThat(MessageHelper.dumpAsJSon(exchange.getMessage())).doesNotContain("Bearer");
    }

    @Test
    void the_answer_leaves_no_header_behind() throws Exception {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        exchange.getMessage().setHeader("Content-Type", "text/xml;charset=EUC-KR");
        exchange.getMessage().setHeader("Retry-After", "7");
        exchange.getMessage().setBody("가".getBytes(Charset.forName("EUC-KR")));

        step.reply(exchange);

        ApiReply reply = exchange.getMessage().getBody(ApiReply.class);
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("retry-after")).isEqualTo("7");
        assertThat(reply.text()).isEqualTo("가");
    }

    @Test
    void an_unknown_charset_is_no_reason_to_fail() throws Exception {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        exchange.getMessage().setHeader("Content-Type", "text/plain;charset=no-such");
        exchange.getMessage().setBody("a".getBytes(StandardCharsets.UTF_8));

        step.reply(exchange);

        assertThat(exchange.getMessage().getBody(ApiReply.class).text()).isEqualTo("a");
    }
}
