package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.SandboxCaller.text;
import static io.dropshiphub.sandbox.SandboxCaller.tree;
import static io.dropshiphub.sandbox.StripeCaller.INTENTS;
import static io.dropshiphub.sandbox.StripeCaller.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.sandbox.payments.PaymentSettings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same key never charges twice at the simulated Stripe, whatever happens in between. */
class StripeOnceSandboxTest {

    @Test
    void a_repeat_gets_the_first_answer_and_changes_nothing() throws Exception {
        try (SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited())) {
            StripeCaller stripe = new StripeCaller(caller);
            HttpResponse<byte[]> first = stripe.once(INTENTS, "key", payment("pm_card_visa"));
            HttpResponse<byte[]> second = stripe.once(INTENTS, "key", payment("pm_card_visa"));
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
            assertThat(second.headers().firstValue("Idempotent-Replayed")).hasValue("true");
            HttpResponse<byte[]> declined = stripe.once(INTENTS, "no", payment("pm_card_visa_chargeDeclined"));
            HttpResponse<byte[]> again = stripe.once(INTENTS, "no", payment("pm_card_visa_chargeDeclined"));
            assertThat(again.statusCode()).isEqualTo(402);
            assertThat(again.body()).isEqualTo(declined.body());
            assertThat(rows(caller)).hasSize(2);
            assertThat(stripe.once(INTENTS, "k".repeat(256), payment("pm_card_visa"))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void another_request_with_the_key_is_refused() throws Exception {
        try (SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited())) {
            StripeCaller stripe = new StripeCaller(caller);
            stripe.once(INTENTS, "key", payment("pm_card_visa"));
            HttpResponse<byte[]> other = stripe.once(INTENTS, "key", payment("pm_card_amex"));
            assertThat(other.statusCode()).isEqualTo(400);
            assertThat(tree(other).at("/error/type").asText()).isEqualTo("idempotency_error");
            HttpResponse<byte[]> elsewhere = stripe.once("/v1/refunds", "key", payment("pm_card_visa"));
            assertThat(tree(elsewhere).at("/error/type").asText()).isEqualTo("idempotency_error");
        }
    }

    @Test
    void what_is_refused_before_it_begins_leaves_the_key_free() throws Exception {
        try (SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited())) {
            StripeCaller stripe = new StripeCaller(caller);
            assertThat(stripe.once(INTENTS, "key", "amount", "1099").statusCode())
                    .isEqualTo(400);
            assertThat(stripe.once(INTENTS, "key", payment("pm_card_visa")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_key_lives_a_day() throws Exception {
        try (SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited())) {
            StripeCaller stripe = new StripeCaller(caller);
            stripe.once(INTENTS, "key", payment("pm_card_visa"));
            caller.control("POST", "/clock", "{\"advance_millis\":86399000}");
            stripe.once(INTENTS, "key", payment("pm_card_visa"));
            assertThat(rows(caller)).hasSize(1);
            caller.control("POST", "/clock", "{\"advance_millis\":1000}");
            stripe.once(INTENTS, "key", payment("pm_card_visa"));
            assertThat(rows(caller)).hasSize(2);
            JsonNode summary = tree(caller.control("GET", "/payments/summary", ""));
            assertThat(summary.path("double_charges").asInt()).isEqualTo(1);
            assertThat(summary.at("/double_charged_orders/0").asText()).isEqualTo("O-1");
            assertThat(summary.at("/totals/0/captured").asText()).isEqualTo("21.98");
        }
    }

    @Test
    void an_error_500_is_kept_like_any_answer_though_the_money_is_taken() throws Exception {
        try (SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited())) {
            StripeCaller stripe = new StripeCaller(caller);
            for (int i = 0; i < 2; i++) {
                HttpResponse<byte[]> reply = stripe.once(INTENTS, "key", payment("pm_sandbox_paidWithError"));
                assertThat(reply.statusCode()).isEqualTo(500);
                assertThat(tree(reply).at("/error/type").asText()).isEqualTo("api_error");
                assertThat(reply.headers().firstValue("Idempotent-Replayed").isPresent())
                        .isEqualTo(i == 1);
            }
            assertThat(rows(caller)).hasSize(1);
            assertThat(rows(caller).at("/0/captured").asText()).isEqualTo("10.99");
        }
    }

    @Test
    void a_lost_answer_is_found_by_a_repeat() throws Exception {
        try (SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited())) {
            StripeCaller stripe = new StripeCaller(caller);
            caller.fault(
                    "{\"service\":\"stripe\",\"kind\":\"drop-reply-after-acting\",\"operations\":[\"create\"],\"times\":1}");
            assertThatThrownBy(() -> stripe.once(INTENTS, "key", payment("pm_card_visa")))
                    .isInstanceOf(IOException.class);
            HttpResponse<byte[]> repeated = stripe.once(INTENTS, "key", payment("pm_card_visa"));
            assertThat(tree(repeated).path("status").asText()).isEqualTo("succeeded");
            assertThat(rows(caller)).hasSize(1);
        }
    }

    @Test
    void thirty_two_equal_requests_at_once_charge_once() throws Exception {
        PaymentSettings slow = PaymentSettings.defaults().withProcessing(Duration.ofMillis(300));
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try (SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited().withPayments(slow))) {
            StripeCaller stripe = new StripeCaller(caller);
            List<Future<HttpResponse<byte[]>>> replies = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                replies.add(threads.submit(() -> stripe.once(INTENTS, "key", payment("pm_card_visa"))));
            }
            int under = 0;
            int done = 0;
            for (Future<HttpResponse<byte[]>> reply : replies) {
                if (reply.get().statusCode() == 409) {
                    assertThat(tree(reply.get()).at("/error/code").asText()).isEqualTo("idempotency_key_in_use");
                    under++;
                } else {
                    assertThat(reply.get().statusCode()).isEqualTo(200);
                    done++;
                }
            }
            assertThat(done).isPositive();
            assertThat(under).isPositive();
            assertThat(rows(caller)).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void payments_refunds_and_keys_survive_a_restart_and_a_line_cut_short(@TempDir Path folder) throws Exception {
        SandboxSettings settings = SandboxCaller.unlimited().withJournal(folder.resolve("journal.jsonl"));
        byte[] first;
        String refund;
        JsonNode before;
        try (SandboxCaller caller = new SandboxCaller(settings)) {
            StripeCaller stripe = new StripeCaller(caller);
            HttpResponse<byte[]> reply = stripe.once(INTENTS, "key", payment("pm_card_visa"));
            first = reply.body();
            String id = tree(reply).path("id").asText();
            refund = tree(stripe.post("/v1/refunds", "payment_intent", id, "amount", "99"))
                    .path("id")
                    .asText();
            before = rows(caller);
        }
        Files.writeString(folder.resolve("payments.jsonl"), "{\"kind\":\"payment str", StandardOpenOption.APPEND);
        try (SandboxCaller caller = new SandboxCaller(settings)) {
            StripeCaller stripe = new StripeCaller(caller);
            assertThat(rows(caller)).isEqualTo(before);
            assertThat(stripe.once(INTENTS, "key", payment("pm_card_visa")).body())
                    .isEqualTo(first);
            assertThat(tree(stripe.get("/v1/refunds/" + refund)).path("amount").asLong())
                    .isEqualTo(99);
            stripe.pay("pm_card_visa");
        }
        try (SandboxCaller caller = new SandboxCaller(settings)) {
            assertThat(rows(caller)).hasSize(2);
            caller.control("DELETE", "/ledger", "");
            assertThat(text(caller.control("GET", "/payments", ""))).isEqualTo("[]");
        }
        try (SandboxCaller caller = new SandboxCaller(settings)) {
            assertThat(rows(caller)).isEmpty();
        }
    }

    private static JsonNode rows(SandboxCaller caller) throws IOException {
        return tree(caller.control("GET", "/payments?service=stripe", ""));
    }
}
