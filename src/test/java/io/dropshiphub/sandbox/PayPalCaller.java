package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Calls the simulated PayPal as an honest client would. */
final class PayPalCaller {

    static final String ORDERS = "/v2/checkout/orders";
    static final String AUTHORIZATIONS = "/v2/payments/authorizations/";
    static final String CAPTURES = "/v2/payments/captures/";

    final SandboxCaller caller;
    private String token;

    PayPalCaller(SandboxCaller caller) throws IOException {
        this.caller = caller;
        renew();
    }

    void renew() throws IOException {
        token = SandboxCaller.tree(
                        token("sandbox-paypal-client:sandbox-paypal-secret", "grant_type=client_credentials"))
                .path("access_token")
                .asText();
    }

    HttpResponse<byte[]> token(String credentials, String form) throws IOException {
        return caller.send(HttpRequest.newBuilder(caller.uri("/paypal/v1/oauth2/token"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** A request that asks for everything in the answer. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(caller.uri("/paypal" + path))
                .header("Authorization", "Bearer " + token)
                .header("Prefer", "return=representation")
                .header("Content-Type", "application/json");
    }

    /** @param requestId null for none */
    HttpResponse<byte[]> post(String path, String requestId, String json, String... headers) throws IOException {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(json));
        if (requestId != null) {
            request.header("PayPal-Request-Id", requestId);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return caller.send(request);
    }

    HttpResponse<byte[]> get(String path) throws IOException {
        return caller.send(request(path).GET());
    }

    /** An order of 10.99 dollars paid with a vaulted wallet. */
    static String order(String intent, String vaultId) {
        return order(intent, "USD", "10.99", """
                ,"payment_source":{"paypal":{"vault_id":"%s"}}""".formatted(vaultId));
    }

    static String order(String intent, String currency, String value, String more) {
        return """
                {"intent":"%s","purchase_units":[{"reference_id":"P-1","custom_id":"O-1",
                "amount":{"currency_code":"%s","value":"%s"}}]%s}""".formatted(intent, currency, value, more);
    }

    JsonNode created(String requestId, String json) throws IOException {
        HttpResponse<byte[]> response = post(ORDERS, requestId, json);
        if (response.statusCode() != 201) {
            throw new IllegalStateException(SandboxCaller.text(response));
        }
        return SandboxCaller.tree(response);
    }

    static JsonNode capture(JsonNode order) {
        return order.at("/purchase_units/0/payments/captures/0");
    }

    static JsonNode authorization(JsonNode order) {
        return order.at("/purchase_units/0/payments/authorizations/0");
    }

    void happen(String id, String what, String json) throws IOException {
        HttpResponse<byte[]> response = caller.control("POST", "/payments/paypal/" + id + "/" + what, json);
        if (response.statusCode() != 200) {
            throw new IllegalStateException(SandboxCaller.text(response));
        }
    }

    /** The only row of the book. */
    JsonNode booked() throws IOException {
        return SandboxCaller.tree(caller.control("GET", "/payments?service=paypal", ""))
                .path(0);
    }

    JsonNode summary() throws IOException {
        return SandboxCaller.tree(caller.control("GET", "/payments/summary", ""));
    }

    static String issue(HttpResponse<byte[]> response) throws IOException {
        return response.statusCode() + " "
                + SandboxCaller.tree(response).at("/details/0/issue").asText();
    }
}
