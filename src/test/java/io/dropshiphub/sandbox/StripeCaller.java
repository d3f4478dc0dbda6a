package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.SandboxCaller.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Calls the simulated Stripe as an honest client would. */
final class StripeCaller {

    static final String INTENTS = "/v1/payment_intents";
    static final String REFUNDS = "/v1/refunds";

    private final SandboxCaller caller;
    String version = "2026-10-28.endive";

    StripeCaller(SandboxCaller caller) {
        this.caller = caller;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(caller.uri("/stripe" + path))
                .header("Authorization", "Bearer sk_test_sandbox0stripe0key")
                .header("Stripe-Version", version);
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        return caller.send(request);
    }

    HttpResponse<byte[]> get(String path) throws IOException {
        return send(request(path));
    }

    /** @param parameters names and values in turn, which are encoded */
    HttpResponse<byte[]> once(String path, String key, String... parameters) throws IOException {
        return send(request(path)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(parameters))));
    }

    HttpResponse<byte[]> post(String path, String... parameters) throws IOException {
        return once(path, UUID.randomUUID().toString(), parameters);
    }

    static String form(String... parameters) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(URLEncoder.encode(parameters[i], StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }

    /** What a charge of 10.99 dollars needs, and more. */
    static String[] payment(String method, String... more) {
        String[] base = {
            "amount", "1099",
            "currency", "usd",
            "payment_method", method,
            "confirm", "true",
            "automatic_payment_methods[enabled]", "true",
            "automatic_payment_methods[allow_redirects]", "never",
            "metadata[order_id]", "O-1",
            "metadata[hub_payment_id]", "P-1"
        };
        String[] all = Arrays.copyOf(base, base.length + more.length);
        System.arraycopy(more, 0, all, base.length, more.length);
        return all;
    }

    /** A charge that is surely made, or a hold with {@code capture_method} manual. */
    JsonNode pay(String method, String... more) throws IOException {
        HttpResponse<byte[]> reply = post(INTENTS, payment(method, more));
        if (reply.statusCode() != 200) {
            throw new IllegalArgumentException(SandboxCaller.text(reply));
        }
        return tree(reply);
    }

    JsonNode intent(String id) throws IOException {
        return tree(get(INTENTS + "/" + id + "?expand[]=latest_charge"));
    }
}
