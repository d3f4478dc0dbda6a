package io.dropshiphub.payments.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PayPal's events: what it has signed counts, in whatever order it comes, and nothing else. */
class PayPalEventsTest extends PayPalHub {

    private static final List<String> SIGNED = List.of(
            "PAYPAL-TRANSMISSION-ID",
            "PAYPAL-TRANSMISSION-TIME",
            "PAYPAL-TRANSMISSION-SIG",
            "PAYPAL-CERT-URL",
            "PAYPAL-AUTH-ALGO");

    private record Caught(byte[] body, Map<String, String> headers) {}

    @AfterEach
    void forget() {
        quiet();
        jdbc.sql("truncate webhook_event").update();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", \"duplicate\": true",
                ", \"reverse\": true",
                ", \"forged\": true, \"duplicate\": true, \"reverse\": true"
            })
    void a_payment_ends_the_same_in_whatever_way_its_events_come(String manner) {
        tell(manner);
        Payment held = authorize("card:c-1", "10.00");
        capture(held, "4");
        capture(held, null);
        String made = PayPalStepTest.orderOf(held);
        happens(made, "refund", "{\"amount\": \"1.50\"}");
        happens(made, "refund", "{}");

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(now(held).status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
            assertThat(now(held).refunded()).isEqualByComparingTo("4");
            assertThat(states()).isEqualTo("applied");
        });
        assertThat(now(held).captured()).isEqualByComparingTo("10");
        assertThat(count("select count(*) - count(distinct event_id) from webhook_event"))
                .isZero();
    }

    @Test
    void only_what_paypal_has_signed_for_this_webhook_just_now_is_taken() throws Exception {
        Caught event = caught();
        long before = alarms();

        assertThat(sent(event)).as("unchanged").isEqualTo(200);
        assertThat(sent(with(event, "PAYPAL-TRANSMISSION-SIG", "Zm9yZ2Vk"))).isEqualTo(400);
        assertThat(sent(new Caught((new String(event.body()) + " ").getBytes(), event.headers())))
                .isEqualTo(400);
        assertThat(sent(with(event, "PAYPAL-TRANSMISSION-ID", "another"))).isEqualTo(400);
        assertThat(sent(with(
                        event,
                        "PAYPAL-TRANSMISSION-TIME",
                        Instant.now().minus(Duration.ofHours(75)).toString())))
                .isEqualTo(400);
        assertThat(sent(with(event, "PAYPAL-CERT-URL", "http://localhost:1/certificate")))
                .as("another's certificate")
                .isEqualTo(400);
        assertThat(sent(with(event, "PAYPAL-AUTH-ALGO", "SHA1withRSA"))).isEqualTo(400);

        assertThat(count("select count(*) from webhook_event")).isOne();
        await().atMost(SOON).until(() -> alarms() >= before + 6);
    }

    /** An event that PayPal has signed, caught on its way. */
    private Caught caught() throws Exception {
        BlockingQueue<Caught> post = new LinkedBlockingQueue<>();
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        elsewhere.createContext("/", exchange -> {
            Map<String, String> headers = new LinkedHashMap<>();
            SIGNED.forEach(
                    name -> headers.put(name, exchange.getRequestHeaders().getFirst(name)));
            post.add(new Caught(exchange.getRequestBody().readAllBytes(), headers));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        elsewhere.start();
        try {
            sandbox(
                    "POST",
                    "/payments/webhooks",
                    "{\"on\": true, \"target\": \"http://127.0.0.1:"
                            + elsewhere.getAddress().getPort() + "\"}");
            charge("vault:w-1", "3.00");
            return post.poll(20, TimeUnit.SECONDS);
        } finally {
            elsewhere.stop(0);
        }
    }

    private static Caught with(Caught event, String name, String value) {
        Map<String, String> headers = new LinkedHashMap<>(event.headers());
        headers.put(name, value);
        return new Caught(event.body(), headers);
    }

    private int sent(Caught event) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(door() + "/paypal")).header("Content-Type", "application/json");
        event.headers().forEach(request::header);
        return HttpClient.newHttpClient()
                .send(
                        request.POST(HttpRequest.BodyPublishers.ofByteArray(event.body()))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private String states() {
        return jdbc.sql("select coalesce(string_agg(distinct state, ' '), '') from webhook_event")
                .query(String.class)
                .single();
    }

    private long alarms() {
        return count("select coalesce(sum(times), 0) from security_event where kind = 'WEBHOOK_FORGED'");
    }

    private long count(String query) {
        return jdbc.sql(query).query(Long.class).single();
    }
}
