package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.SandboxCaller.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;

/** Calls the simulated Square as an honest client would. */
final class SquareCaller {

    static final String PAYMENTS = "/v2/payments";
    static final String REFUNDS = "/v2/refunds";

    private final SandboxCaller caller;

    SquareCaller(SandboxCaller caller) {
        this.caller = caller;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(caller.uri("/square" + path))
                .header("Authorization", "Bearer sandbox-square-token")
                .header("Square-Version", "2026-09-16");
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        return caller.send(request);
    }

    HttpResponse<byte[]> get(String path) throws IOException {
        return send(request(path));
    }

    HttpResponse<byte[]> post(String path, Object body) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /** A charge of 10.99 dollars with a new key. */
    static ObjectNode payment(String source) throws IOException {
        return SandboxCaller.json("""
                {"source_id": "%s", "idempotency_key": "%s", "amount_money": {"amount": 1099, "currency": "USD"},
                 "location_id": "LSANDBOX0000001", "reference_id": "O-1"}""".formatted(source, UUID.randomUUID()));
    }

    static ObjectNode refund(String payment, long amount) throws IOException {
        return SandboxCaller.json("""
                {"payment_id": "%s", "idempotency_key": "%s", "amount_money": {"amount": %d, "currency": "USD"},
                 "reason": "too small"}""".formatted(payment, UUID.randomUUID(), amount));
    }

    /** A charge or a hold that is surely made. */
    JsonNode pay(String source, boolean autocomplete) throws IOException {
        HttpResponse<byte[]> reply = post(PAYMENTS, payment(source).put("autocomplete", autocomplete));
        if (reply.statusCode() != 200) {
            throw new IllegalArgumentException(SandboxCaller.text(reply));
        }
        return tree(reply).path("payment");
    }

    JsonNode payment(JsonNode made) throws IOException {
        return tree(get(PAYMENTS + "/" + made.path("id").asText())).path("payment");
    }
}
