package io.dropshiphub.payments.engine;

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

/** A simulated Stripe: the other side's books, and what can go wrong with it. */
final class StripeWorld {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sandbox sandbox =
            Sandbox.start(SandboxSettings.defaults().onPort(0).withoutQuota().withDownloadImages(false));
    private final HttpClient http = HttpClient.newHttpClient();

    String url() {
        return "http://127.0.0.1:" + sandbox.port() + "/stripe";
    }

    /** So many of the next calls meet with this. */
    void trouble(String kind, int times) {
        ask("POST", "/faults", "{\"service\":\"stripe\",\"kind\":\"" + kind + "\",\"times\":" + times + "}");
    }

    /** A share of all calls meets with this. */
    void often(String kind, double share) {
        ask("POST", "/faults", "{\"service\":\"stripe\",\"kind\":\"" + kind + "\",\"probability\":" + share + "}");
    }

    void noTrouble() {
        ask("DELETE", "/faults", "");
    }

    /** What Stripe's books have of an order. */
    JsonNode books(String orderId) {
        return ask("GET", "/payments?service=stripe&order_id=" + orderId, "");
    }

    /** How many payments of an order have taken money. */
    int charges(String orderId) {
        int charged = 0;
        for (JsonNode payment : books(orderId)) {
            charged += new BigDecimal(payment.path("captured").asText()).signum();
        }
        return charged;
    }

    /** Something that the payer or Stripe's own pages do. */
    void happens(String intent, String what) {
        ask("POST", "/payments/stripe/" + intent + "/" + what, "{}");
    }

    private JsonNode ask(String method, String path, String body) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sandbox.port() + "/sandbox" + path))
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
}
