package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.PayPalCaller.AUTHORIZATIONS;
import static io.dropshiphub.sandbox.PayPalCaller.CAPTURES;
import static io.dropshiphub.sandbox.PayPalCaller.ORDERS;
import static io.dropshiphub.sandbox.PayPalCaller.authorization;
import static io.dropshiphub.sandbox.PayPalCaller.capture;
import static io.dropshiphub.sandbox.PayPalCaller.issue;
import static io.dropshiphub.sandbox.PayPalCaller.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.sandbox.payments.PaymentSettings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the simulated PayPal makes of the same request a second time. */
class PayPalRepeatsSandboxTest {

    private static final int CALLERS = 32;
    private static final String ONE = "{\"amount\":{\"currency_code\":\"USD\",\"value\":\"1.00\"}}";

    private SandboxCaller caller;
    private PayPalCaller paypal;

    private void start(SandboxSettings settings) throws IOException {
        caller = new SandboxCaller(settings);
        paypal = new PayPalCaller(caller);
    }

    private void start() throws IOException {
        start(SandboxCaller.unlimited());
    }

    @AfterEach
    void stop() {
        caller.close();
    }

    private int booked() throws IOException {
        return SandboxCaller.tree(caller.control("GET", "/payments?service=paypal", ""))
                .size();
    }

    @Test
    void a_repeat_tells_what_has_become_of_the_first_one() throws IOException {
        start();
        JsonNode first = paypal.created("k", order("CAPTURE", "any"));
        paypal.post(CAPTURES + capture(first).path("id").asText() + "/refund", "r", ONE);

        HttpResponse<byte[]> repeat = paypal.post(ORDERS, "k", order("CAPTURE", "any"));

        assertThat(repeat.statusCode()).isEqualTo(200);
        JsonNode now = SandboxCaller.tree(repeat);
        assertThat(now.path("id")).isEqualTo(first.path("id"));
        assertThat(capture(now).path("status").asText()).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(booked()).isEqualTo(1);
    }

    @Test
    void an_orders_key_is_forgotten_after_six_hours_and_charges_again() throws IOException {
        start();
        paypal.created("k", order("CAPTURE", "any"));
        caller.clock.advance(Duration.ofHours(6).minusMillis(1));
        assertThat(paypal.post(ORDERS, "k", order("CAPTURE", "any")).statusCode())
                .isEqualTo(200);

        caller.clock.advance(Duration.ofMillis(1));
        assertThat(paypal.post(ORDERS, "k", order("CAPTURE", "any")).statusCode())
                .isEqualTo(201);

        assertThat(paypal.summary().path("double_charges").asInt()).isEqualTo(1);
    }

    @Test
    void a_refunds_key_is_known_for_45_days() throws IOException {
        start();
        String id =
                capture(paypal.created("k", order("CAPTURE", "any"))).path("id").asText();
        String refund = SandboxCaller.tree(paypal.post(CAPTURES + id + "/refund", "r", ONE))
                .path("id")
                .asText();
        caller.clock.advance(Duration.ofDays(45).minusMillis(1));
        paypal.renew();
        assertThat(SandboxCaller.tree(paypal.post(CAPTURES + id + "/refund", "r", ONE))
                        .path("id")
                        .asText())
                .isEqualTo(refund);

        caller.clock.advance(Duration.ofMillis(1));
        assertThat(paypal.post(CAPTURES + id + "/refund", "r", ONE).statusCode())
                .isEqualTo(201);
        assertThat(paypal.booked().path("refunded").asText()).isEqualTo("2.00");
    }

    @Test
    void without_a_key_money_moves_twice() throws IOException {
        start();
        String id = authorization(paypal.created("k", order("AUTHORIZE", "any")))
                .path("id")
                .asText();
        paypal.post(AUTHORIZATIONS + id + "/capture", null, ONE);
        paypal.post(AUTHORIZATIONS + id + "/capture", null, ONE);

        assertThat(paypal.booked().path("captured").asText()).isEqualTo("2.00");
    }

    @Test
    void captures_voids_and_ends_of_orders_are_repeated_without_effect() throws IOException {
        start();
        String held = authorization(paypal.created("k", order("AUTHORIZE", "any")))
                .path("id")
                .asText();
        assertThat(paypal.post(AUTHORIZATIONS + held + "/capture", "c", ONE).statusCode())
                .isEqualTo(201);
        assertThat(paypal.post(AUTHORIZATIONS + held + "/capture", "c", ONE).statusCode())
                .isEqualTo(200);
        assertThat(paypal.post(AUTHORIZATIONS + held + "/void", "v", "{}").statusCode())
                .isEqualTo(200);
        assertThat(paypal.post(AUTHORIZATIONS + held + "/void", "v", "{}").statusCode())
                .isEqualTo(200);
        assertThat(paypal.booked().path("captured").asText()).isEqualTo("1.00");

        String open = paypal.created("o", order("CAPTURE", "USD", "3.00", ""))
                .path("id")
                .asText();
        paypal.happen(open, "approve", "");
        assertThat(paypal.post(ORDERS + "/" + open + "/capture", "e", "{}").statusCode())
                .isEqualTo(201);
        assertThat(paypal.post(ORDERS + "/" + open + "/capture", "e", "{}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_refused_request_keeps_no_key() throws IOException {
        start();
        assertThat(issue(paypal.post(ORDERS, "k", order("CAPTURE", "sandbox-instrument-declined"))))
                .isEqualTo("422 INSTRUMENT_DECLINED");

        assertThat(paypal.post(ORDERS, "k", order("CAPTURE", "any")).statusCode())
                .isEqualTo(201);
    }

    @Test
    void a_lost_answer_is_found_again_by_its_key() throws IOException {
        start();
        caller.fault(
                "{\"service\":\"paypal\",\"kind\":\"drop-reply-after-acting\",\"operations\":[\"create-order\"],\"times\":1}");
        assertThatThrownBy(() -> paypal.post(ORDERS, "k", order("CAPTURE", "any")))
                .isInstanceOf(IOException.class);

        HttpResponse<byte[]> repeat = paypal.post(ORDERS, "k", order("CAPTURE", "any"));

        assertThat(repeat.statusCode()).isEqualTo(200);
        assertThat(paypal.booked().path("captured").asText()).isEqualTo("10.99");
        assertThat(booked()).isEqualTo(1);
    }

    @Test
    void keys_and_money_survive_a_restart(@TempDir Path folder) throws IOException {
        SandboxSettings settings = SandboxCaller.unlimited().withJournal(folder.resolve("ledger.jsonl"));
        start(settings);
        String id = paypal.created("k", order("CAPTURE", "any")).path("id").asText();
        stop();
        start(settings);

        HttpResponse<byte[]> repeat = paypal.post(ORDERS, "k", order("CAPTURE", "any"));

        assertThat(repeat.statusCode()).isEqualTo(200);
        assertThat(SandboxCaller.tree(repeat).path("id").asText()).isEqualTo(id);
        assertThat(booked()).isEqualTo(1);
    }

    @Test
    void of_32_equal_requests_at_once_one_charges_and_others_are_turned_away_meanwhile() throws Exception {
        start(SandboxCaller.unlimited()
                .withPayments(PaymentSettings.defaults().withProcessing(Duration.ofMillis(300))));
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        List<Callable<HttpResponse<byte[]>>> calls = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            calls.add(() -> paypal.post(ORDERS, "k", order("CAPTURE", "any")));
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<HttpResponse<byte[]>> answer : threads.invokeAll(calls)) {
            statuses.add(answer.get().statusCode());
            if (answer.get().statusCode() == 409) {
                assertThat(issue(answer.get())).isEqualTo("409 PREVIOUS_REQUEST_IN_PROGRESS");
            }
        }
        threads.shutdown();

        assertThat(statuses).containsOnlyOnce(201).contains(409);
        assertThat(booked()).isEqualTo(1);
        assertThat(paypal.booked().path("captured").asText()).isEqualTo("10.99");
    }
}
