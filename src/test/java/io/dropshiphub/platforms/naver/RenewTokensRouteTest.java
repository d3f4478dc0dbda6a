package io.dropshiphub.platforms.naver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.platforms.TestProducts;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Owners;
import io.dropshiphub.sandbox.Sandbox;
import io.dropshiphub.sandbox.SandboxAccounts;
import io.dropshiphub.sandbox.SandboxSettings;
import io.dropshiphub.sandbox.payments.PaymentSettings;
import io.dropshiphub.sandbox.storage.StorageSettings;
import io.dropshiphub.testing.HubTest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

/** A token near its end, with a simulated Naver whose clock the test moves on. */
@HubTest(
        properties = {
            "hub.sandbox.enabled=false",
            "hub.accounts.renew-tokens=50ms",
            "hub.routes.include=_shared/*.camel.yaml,platforms/naver/token.camel.yaml,platforms/naver/renew-tokens.camel.yaml"
        })
@ActiveProfiles("sandbox")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RenewTokensRouteTest {

    private static final int CALLERS = 32;
    private static final ApiCall CALL = ApiCall.get("/v2/products/origin-products/1", null);
    private static final Sandbox SANDBOX = Sandbox.start(new SandboxSettings(
            "127.0.0.1",
            0,
            SandboxAccounts.demo(),
            SandboxSettings.Limits.none(),
            1,
            null,
            false,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofMinutes(5),
            false,
            StorageSettings.defaults(),
            PaymentSettings.defaults()));

    @Autowired
    private NaverTokens tokens;

    @Autowired
    private MarketAccounts accounts;

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry settings) {
        settings.add("hub.platforms.naver.base-url", () -> "http://127.0.0.1:" + SANDBOX.port() + "/naver/external");
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @Test
    void a_token_in_use_is_replaced_once_while_calls_go_on_and_none_of_them_fails() throws Exception {
        ListingJob job = job();
        String first = authorization(job);
        // Naver gives the same token, and says that half an hour and four seconds of it are left
        advance(Duration.ofMinutes(149).plusSeconds(56));
        assertThat(tokens.authorizeAnew(CALL, job.accountId()).headers()).containsValue(first);
        advance(Duration.ofSeconds(20));
        Set<String> used = ConcurrentHashMap.newKeySet();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            for (int i = 0; i < CALLERS; i++) {
                callers.submit(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        used.add(authorization(job));
                    }
                });
            }
            await().until(() -> used.size() > 1);
            // time for further renewals, if there were any
            await().during(Duration.ofMillis(300)).until(() -> true);
        } finally {
            callers.shutdownNow();
        }
        assertThat(used).hasSize(2).contains(first, authorization(job));
    }

    private String authorization(ListingJob job) {
        return tokens.authorize(CALL, job).headers().get("Authorization");
    }

    private ListingJob job() {
        ListingJob sample = TestProducts.product().job(JobKind.REGISTER, "naver", null);
        return new ListingJob(
                1,
                1,
                sample.leaseUntil(),
                1,
                sample.batchId(),
                JobKind.REGISTER,
                "naver",
                accounts.eligible(Owners.HOUSE, "naver").get(0).id(),
                1,
                0,
                0,
                null,
                sample.fitImagesFor(),
                sample.product());
    }

    private static void advance(Duration by) {
        RestClient.create("http://127.0.0.1:" + SANDBOX.port() + "/sandbox/clock")
                .post()
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("advance_millis", by.toMillis()))
                .retrieve()
                .toBodilessEntity();
    }
}
