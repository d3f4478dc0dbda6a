package io.dropshiphub.payments.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayTrouble;
import io.dropshiphub.testing.SettableClock;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PayPalTokensTest {

    private static final int THREADS = 32;
    private static final ApiCall CALL = ApiCall.get("/v2/checkout/orders/ORDER1", null);
    private static final int LIFE = 32_400;

    private final SettableClock clock = new SettableClock(PayPalBed.NOW);
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final AtomicInteger issued = new AtomicInteger();
    private volatile Exception away;
    private volatile ApiReply other;
    private PayPalTokens tokens;

    @BeforeEach
    void stand_in_for_the_token_route() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:payment-paypal-token").process(exchange -> {
                    int number = issued.incrementAndGet();
                    if (away != null) {
                        throw away;
                    }
                    String body = "{\"access_token\":\"token-" + number + "\",\"expires_in\":" + LIFE + "}";
                    exchange.getMessage().setBody(other == null ? PayPalBed.reply(200, body) : other);
                });
            }
        });
        camel.start();
        tokens = tokens(PayPalBed.properties());
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void however_many_calls_wait_for_a_token_one_request_is_made() throws Exception {
        assertThat(together(() -> tokens.authorize(CALL)))
                .allSatisfy(call -> assertThat(call.headers()).containsEntry("Authorization", "Bearer token-1"));
        assertThat(issued).hasValue(1);
    }

    @Test
    void a_token_is_renewed_ahead_by_one_call_while_the_others_go_on() throws Exception {
        tokens.authorize(CALL);
        clock.advance(Duration.ofSeconds(LIFE).minusMinutes(11));
        assertThat(authorization()).isEqualTo("Bearer token-1");

        clock.advance(Duration.ofMinutes(2));

        assertThat(together(() -> tokens.authorize(CALL)))
                .allSatisfy(call ->
                        assertThat(call.headers().get("Authorization")).isIn("Bearer token-1", "Bearer token-2"));
        assertThat(authorization()).isEqualTo("Bearer token-2");
        assertThat(issued).hasValue(2);
    }

    @Test
    void a_token_that_is_still_good_is_used_on_when_no_new_one_can_be_had() throws Exception {
        tokens.authorize(CALL);
        away = new SocketTimeoutException("slow");
        clock.advance(Duration.ofSeconds(LIFE).minusMinutes(5));

        assertThat(authorization()).isEqualTo("Bearer token-1");
        assertThat(authorization()).isEqualTo("Bearer token-1");
        // not with every call
        assertThat(issued).hasValue(2);

        away = null;
        clock.advance(Duration.ofMinutes(2));
        tokens.authorize(CALL);
        assertThat(authorization()).isEqualTo("Bearer token-3");
    }

    @Test
    void a_token_that_may_end_on_the_way_is_not_used() throws Exception {
        tokens.authorize(CALL);
        clock.advance(Duration.ofSeconds(LIFE - 10));

        assertThat(authorization()).isEqualTo("Bearer token-2");
    }

    @Test
    void many_calls_with_the_same_refused_token_cause_one_request() throws Exception {
        ApiCall refused = tokens.authorize(CALL);
        clock.advance(Duration.ofHours(1));

        assertThat(tokens.isWorthAnother(refused)).isTrue();
        assertThat(together(() -> tokens.authorizeAnew(refused)))
                .allSatisfy(call -> assertThat(call.headers()).containsEntry("Authorization", "Bearer token-2"));
        assertThat(issued).hasValue(2);
    }

    @Test
    void a_token_that_is_refused_when_it_is_new_is_not_refused_for_its_age() throws Exception {
        ApiCall refused = tokens.authorize(CALL);

        assertThat(tokens.isWorthAnother(refused)).isFalse();

        clock.advance(Duration.ofHours(1));
        tokens.authorizeAnew(refused);
        // somebody else has got another one meanwhile
        assertThat(tokens.isWorthAnother(refused)).isTrue();
    }

    @Test
    void refused_credentials_are_an_answer() {
        other = PayPalBed.reply(401, "{\"error\":\"invalid_client\",\"error_description\":\"secret-1 is wrong\"}");

        assertThatThrownBy(() -> tokens.authorize(CALL)).isInstanceOfSatisfying(PayPalTokens.Refused.class, refused -> {
            assertThat(refused.answer().kind()).isEqualTo(Kind.CONFIG);
            assertThat(refused.answer().code()).isEqualTo("HUB-PAY-421");
            assertThat(refused.answer().message()).contains("invalid_client").doesNotContain("secret-1");
        });
    }

    @Test
    void without_credentials_nobody_is_asked() {
        PayPalProperties plain = PayPalBed.properties();
        PayPalTokens none = tokens(new PayPalProperties("", "", Set.of(), plain.webhook(), plain.limits()));

        assertThatThrownBy(() -> none.authorize(CALL)).isInstanceOf(PayPalTokens.Refused.class);
        assertThat(issued).hasValue(0);
    }

    @Test
    void an_outage_of_the_tokens_proves_that_the_call_was_not_sent() {
        for (ApiReply reply : List.of(
                PayPalBed.reply(503, ""),
                PayPalBed.reply(429, "{}"),
                PayPalBed.reply(200, "<html>"),
                PayPalBed.reply(200, "{\"access_token\":\"t\"}"))) {
            other = reply;
            notSent();
        }
        other = null;
        away = new SocketTimeoutException("slow");
        notSent();
    }

    @Test
    void a_connection_that_could_not_be_made_is_told_as_such() {
        away = new ConnectException("refused");

        assertThatThrownBy(() -> tokens.authorize(CALL))
                .isInstanceOf(CamelExecutionException.class)
                .hasRootCauseInstanceOf(ConnectException.class);
    }

    @Test
    void the_request_is_a_form_with_the_credentials_in_its_head() {
        ApiCall request = tokens.request();

        assertThat(request.path()).isEqualTo("/v1/oauth2/token");
        assertThat(new String(request.body(), StandardCharsets.US_ASCII)).isEqualTo("grant_type=client_credentials");
        assertThat(request.headers())
                .containsEntry("Authorization", "Basic Y2xpZW50LTE6c2VjcmV0LTE=")
                .containsEntry("Content-Type", "application/x-www-form-urlencoded");
        assertThat(request.creates()).isFalse();
    }

    private void notSent() {
        assertThatThrownBy(() -> tokens.authorize(CALL)).isInstanceOfSatisfying(GatewayTrouble.class, trouble -> {
            assertThat(trouble.answer().kind()).isEqualTo(Kind.NOT_SENT);
            assertThat(trouble.answer().code()).isEqualTo("HUB-PAY-423");
        });
    }

    private PayPalTokens tokens(PayPalProperties properties) {
        return new PayPalTokens(properties, camel.createProducerTemplate(), new ObjectMapper(), clock);
    }

    private String authorization() throws PayPalTokens.Refused {
        return tokens.authorize(CALL).headers().get("Authorization");
    }

    /** Does the same in many threads, which begin at the same moment. */
    private static List<ApiCall> together(Callable<ApiCall> call) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try {
            List<Future<ApiCall>> calls = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                calls.add(pool.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            List<ApiCall> answers = new ArrayList<>();
            for (Future<ApiCall> answer : calls) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }
}
