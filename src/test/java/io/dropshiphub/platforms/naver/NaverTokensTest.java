package io.dropshiphub.platforms.naver;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.platforms.AdapterBed;
import io.dropshiphub.platforms.ApiCall;
import io.dropshiphub.platforms.ApiReply;
import io.dropshiphub.platforms.TestProducts;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
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
                    String body = "{\"access_token\":\"token-" + issued.incrementAndGet()
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
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<ApiCall>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            calls.add(pool.submit(() -> {
                start.await();
                return tokens.authorize(CALL, job);
            }));
        }
        start.countDown();

        for (Future<ApiCall> call : calls) {
            assertThat(call.get().headers()).containsEntry("Authorization", "Bearer token-1");
        }
        pool.shutdown();
        assertThat(issued).hasValue(1);
    }

    @Test
    void a_token_is_renewed_when_less_than_half_an_hour_is_left() {
        tokens.authorize(CALL, job);
        AdapterBed.CLOCK.advance(Duration.ofMinutes(149));
        tokens.authorize(CALL, job);
        assertThat(issued).hasValue(1);

        AdapterBed.CLOCK.advance(Duration.ofMinutes(2));

        assertThat(tokens.authorize(CALL, job).headers()).containsEntry("Authorization", "Bearer token-2");
    }

    @Test
    void many_threads_with_the_same_refused_token_cause_one_request() throws Exception {
        ApiCall refused = tokens.authorize(CALL, job);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Future<ApiCall>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            calls.add(pool.submit(() -> tokens.renewed(refused, job)));
        }

        for (Future<ApiCall> call : calls) {
            assertThat(call.get().headers()).containsEntry("Authorization", "Bearer token-2");
        }
        pool.shutdown();
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
}
