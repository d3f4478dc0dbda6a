package io.dropshiphub.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.sandbox.Sandbox;
import io.dropshiphub.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;

/** The simulated gateways on a free port: their books, what payers do, and what can go wrong. */
final class GatewaySandbox implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sandbox sandbox =
            Sandbox.start(SandboxSettings.defaults().onPort(0).withoutQuota().withDownloadImages(false));
    private final HttpClient http = HttpClient.newHttpClient();

    String url(String gateway) {
        return "http://127.0.0.1:" + sandbox.port() + "/" + gateway;
    }

    /** So many of the gateway's next calls meet with this. */
    void trouble(String gateway, String kind, int times) {
        ask("POST", "/faults", "{\"service\":\"%s\",\"kind\":\"%s\",\"times\":%d}".formatted(gateway, kind, times));
    }

    /** The same, for this operation of the gateway only. */
    void trouble(String gateway, String operation, String kind, int times) {
        ask(
                "POST",
                "/faults",
                "{\"service\":\"%s\",\"operations\":[\"%s\"],\"kind\":\"%s\",\"times\":%d}"
                        .formatted(gateway, operation, kind, times));
    }

    void noTrouble() {
        ask("DELETE", "/faults", "");
    }

    /**
     * A payer agrees in the browser to pay 5000 won.
     *
     * @param more such as {@code ,"outcome":"…"}
     * @return the {@code paymentKey}
     */
    String agreed(String orderId, String more) {
        return ask("POST", "/payments/toss", "{\"orderId\":\"%s\",\"amount\":5000%s}".formatted(orderId, more))
                .path("paymentKey")
                .asText();
    }

    /** Gives a payment back on the gateway's own pages. */
    void givesBack(String gateway, String id) {
        ask("POST", "/payments/" + gateway + "/" + id + "/refund", "{}");
    }

    /** Orders that were charged more than once, at one gateway or at several. */
    int chargedTwice() {
        return ask("GET", "/payments/summary", "").path("double_charges").asInt();
    }

    /** What the gateway's books have of an order, its first payment. */
    JsonNode book(String gateway, String orderId) {
        return ask("GET", "/payments?service=" + gateway + "&order_id=" + orderId, "")
                .path(0);
    }

    /** So many payments of somebody else's at Square. */
    void crowd(int size, BigDecimal dollars) {
        for (int i = 0; i < size; i++) {
            answer(HttpRequest.newBuilder(URI.create(url("square") + "/v2/payments"))
                    .header("Authorization", "Bearer sandbox-square-token")
                    .header("Square-Version", "2025-08-20")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"source_id\":\"cnon:card-nonce-ok\",\"idempotency_key\":\"%s\",\"amount_money\":{\"amount\":%s,\"currency\":\"USD\"}}"
                                    .formatted(
                                            UUID.randomUUID(),
                                            dollars.movePointRight(2).toBigIntegerExact())))
                    .build());
        }
    }

    /** What has been taken for an order, refunds not subtracted. */
    BigDecimal taken(String gateway, String orderId) {
        BigDecimal taken = BigDecimal.ZERO;
        for (JsonNode payment : ask("GET", "/payments?service=" + gateway + "&order_id=" + orderId, "")) {
            taken = taken.add(new BigDecimal(payment.path("captured").asText()));
        }
        return taken;
    }

    private JsonNode ask(String method, String path, String body) {
        return answer(HttpRequest.newBuilder(URI.create(url("sandbox") + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private JsonNode answer(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(request + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
