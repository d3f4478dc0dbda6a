package io.dropshiphub.platforms.naver;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.platforms.AdapterBed;
import io.dropshiphub.platforms.TestProducts;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NaverTokensTest {

    private static final int THREADS = 32;
    private static final ApiCall CALL = ApiCall.get("/v2/products/origin-products/1", null);

    private final NaverTokens tokens = AdapterBed.get(NaverTokens.class);
    private final CamelContext camel = AdapterBed.get(CamelContext.class);
    private final ListingJob job = AdapterBed.job(TestProducts.product(), JobKind.REGISTER, "naver", null);
    private final AtomicInteger issued = new AtomicInteger();
    private volatile boolean down;
    private volatile String always;

    @BeforeEach
    void stand_in_for_the_token_route() throws Exception {
        // whatever an earlier test has left is too old now
        AdapterBed.CLOCK.advance(Duration.ofHours(4));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:naver-token").routeId("naver-token").process(exchange -> {
                    if (down) {
                        throw new IllegalStateException("Naver is away");
                    }
                    int number = issued.incrementAndGet();
                    String body = "{\"access_token\":\"" + (always == null ? "token-" + number : always)
                            + "\",\"expires_in\":10800,\"token_type\":\"Bearer\"}";
                    exchange.getMessage()
                            .setBody(tokens.issued(
                                    new ApiReply(200, Map.of(), body.getBytes(StandardCharsets.UTF_8), null),
                                    tokens.request(exchange.getMessage().getBody(Long.class))));
                });
            }
        });
    }

    @AfterEach
    void remove_it() throws Exception {
        camel.getRouteController().stopRoute("naver-token");
        camel.removeRoute("naver-token");
    }

    @Test
    void many_threads_without_a_token_cause_one_request() throws Exception {
        assertThat(together(() -> tokens.authorize(CALL, job)))
                .allSatisfy(call -> assertThat(call.headers()).containsEntry("Authorization", "Bearer token-1"));
        assertThat(issued).hasValue(1);
    }

    @Test
    void a_token_in_use_is_renewed_ahead_as_soon_as_naver_would_give_another_one() {
        tokens.authorize(CALL, job);
        AdapterBed.CLOCK.advance(Duration.ofMinutes(149));
        assertThat(tokens.dueAhead()).isEmpty();

        AdapterBed.CLOCK.advance(Duration.ofMinutes(2));
        assertThat(tokens.dueAhead()).containsExactly(job.accountId());
        tokens.renewAhead(job.accountId());

        assertThat(tokens.authorize(CALL, job).headers()).containsEntry("Authorization", "Bearer token-2");
        assertThat(tokens.dueAhead()).isEmpty();
        assertThat(issued).hasValue(2);
    }

    @Test
    void a_token_that_nobody_uses_is_left_to_end() {
        tokens.authorize(CALL, job);
        AdapterBed.CLOCK.advance(Duration.ofMinutes(151));
        tokens.renewAhead(job.accountId());
        AdapterBed.CLOCK.advance(Duration.ofMinutes(151));

        assertThat(tokens.dueAhead()).isEmpty();
    }

    @Test
    void a_call_waits_for_a_new_token_when_the_timer_has_not_renewed_it_in_time() throws Exception {
        tokens.authorize(CALL, job);
        AdapterBed.CLOCK.advance(Duration.ofMinutes(159));
        tokens.authorize(CALL, job);
        assertThat(issued).hasValue(1);

        AdapterBed.CLOCK.advance(Duration.ofMinutes(2));

        assertThat(together(() -> tokens.authorize(CALL, job)))
                .allSatisfy(call -> assertThat(call.headers()).containsEntry("Authorization", "Bearer token-2"));
        assertThat(issued).hasValue(2);
    }

    @Test
    void many_threads_with_the_same_refused_token_cause_one_request() throws Exception {
        ApiCall refused = tokens.authorize(CALL, job);

        assertThat(together(() -> tokens.renewed(refused, job)))
                .allSatisfy(call -> assertThat(call.headers()).containsEntry("Authorization", "Bearer token-2"));
        assertThat(issued).hasValue(2);
    }

    @Test
    void a_refused_token_that_naver_gives_again_is_not_asked_for_by_every_thread() throws Exception {
        always = "token-same";
        ApiCall refused = tokens.authorize(CALL, job);

        assertThat(together(() -> tokens.renewed(refused, job)))
                .allSatisfy(call -> assertThat(call.headers()).containsEntry("Authorization", "Bearer token-same"));
        assertThat(issued).hasValue(2);
    }

    @Test
    void a_token_that_is_still_valid_is_used_on_when_no_new_one_can_be_had() {
        tokens.authorize(CALL, job);
        AdapterBed.CLOCK.advance(Duration.ofMinutes(160));
        down = true;

        assertThat(tokens.authorize(CALL, job).headers()).containsEntry("Authorization", "Bearer token-1");
    }

    @Test
    void the_request_is_a_form_that_proves_the_secret_without_showing_it() {
        String form = new String(tokens.request(job.accountId()).body(), StandardCharsets.US_ASCII);

        assertThat(form)
                .contains("client_id=sandboxnaver")
                .contains("grant_type=client_credentials")
                .contains("type=SELF")
                .contains("timestamp=" + (AdapterBed.CLOCK.millis() - 3000))
                .doesNotContain("sandboxsandbox");
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
