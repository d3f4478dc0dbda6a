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

    /** What has been taken for an order, refunds not subtracted. */
    BigDecimal taken(String gateway, String orderId) {
        BigDecimal taken = BigDecimal.ZERO;
        for (JsonNode payment : ask("GET", "/payments?service=" + gateway + "&order_id=" + orderId, "")) {
            taken = taken.add(new BigDecimal(payment.path("captured").asText()));
        }
        return taken;
    }

    private JsonNode ask(String method, String path, String body) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url("sandbox") + path))
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + answer.body());
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
