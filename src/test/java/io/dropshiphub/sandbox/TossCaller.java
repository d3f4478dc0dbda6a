package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Calls the simulated Toss Payments as an honest client would. */
final class TossCaller {

    static final String ORDER = "ORDER-000001";
    static final String CONFIRM = "/v1/payments/confirm";

    final SandboxCaller caller;

    TossCaller(SandboxCaller caller) {
        this.caller = caller;
    }

    HttpRequest.Builder request(String path) {
        return request(path, "test_sk_sandboxtosskey:");
    }

    HttpRequest.Builder request(String path, String credentials) {
        return HttpRequest.newBuilder(caller.uri("/toss" + path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json");
    }

    /** @param key the Idempotency-Key, or null for none */
    HttpResponse<byte[]> post(String path, String key, String json) throws IOException {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(json));
        return caller.send(key == null ? request : request.header("Idempotency-Key", key));
    }

    HttpResponse<byte[]> get(String path) throws IOException {
        return caller.send(request(path).GET());
    }

    /** A payer agrees to pay 5000 won. @param more such as {@code ,"outcome":"…"} */
    String begun(String more) throws IOException {
        return begun(ORDER, 5000, more);
    }

    String begun(String orderId, long amount, String more) throws IOException {
        HttpResponse<byte[]> begun = caller.control(
                "POST", "/payments/toss", "{\"orderId\":\"%s\",\"amount\":%d%s}".formatted(orderId, amount, more));
        if (begun.statusCode() != 201) {
            throw new IllegalStateException(SandboxCaller.text(begun));
        }
        return SandboxCaller.tree(begun).path("paymentKey").asText();
    }

    HttpResponse<byte[]> confirm(String paymentKey, String key) throws IOException {
        return confirm(paymentKey, ORDER, 5000, key);
    }

    HttpResponse<byte[]> confirm(String paymentKey, String orderId, long amount, String key) throws IOException {
        return post(
                CONFIRM,
                key,
                "{\"paymentKey\":\"%s\",\"orderId\":\"%s\",\"amount\":%d}".formatted(paymentKey, orderId, amount));
    }

    HttpResponse<byte[]> cancel(String paymentKey, String key, String more) throws IOException {
        return post("/v1/payments/" + paymentKey + "/cancel", key, "{\"cancelReason\":\"변심\"" + more + "}");
    }

    int happen(String paymentKey, String what, String json) throws IOException {
        return caller.control("POST", "/payments/toss/" + paymentKey + "/" + what, json)
                .statusCode();
    }

    String status(String paymentKey) throws IOException {
        return SandboxCaller.tree(get("/v1/payments/" + paymentKey))
                .path("status")
                .asText();
    }

    JsonNode books() throws IOException {
        return SandboxCaller.tree(caller.control("GET", "/payments?service=toss", ""));
    }

    static String code(HttpResponse<byte[]> response) throws IOException {
        return response.statusCode() + " "
                + SandboxCaller.tree(response).path("code").asText();
    }
}
