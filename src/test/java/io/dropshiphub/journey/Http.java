package io.dropshiphub.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.testing.AdminKey;
import io.dropshiphub.testing.TestUsers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks one server; an answer above 299 fails the test. */
final class Http {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String base;
    private String apiKey = "";

    Http(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** Is the hub's administrator from now on. */
    void logIn() {
        try {
            apiKey = AdminKey.of(base);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Is whom this API key belongs to from now on. */
    void comeWith(String key) {
        apiKey = key;
    }

    JsonNode get(String path) {
        return json(bytes(request(path).GET()));
    }

    byte[] getBytes(String path) {
        return bytes(request(path).GET());
    }

    JsonNode post(String path, String body) {
        return json(bytes(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    /** Posts under an idempotency key; false when there is no answer or one of trouble. */
    boolean takes(String path, String body, String key) {
        try {
            int status = CLIENT.send(
                            request(path)
                                    .header("Content-Type", "application/json")
                                    .header("Idempotency-Key", key)
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status >= 400 && status < 500 && status != 401 && status != 409 && status != 429) {
                throw new IllegalStateException("POST " + path + " " + key + " was answered " + status);
            }
            return status < 300;
        } catch (IOException gone) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    JsonNode delete(String path) {
        return json(bytes(request(path).DELETE()));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
        return apiKey.isEmpty() ? request : request.header(TestUsers.KEY, apiKey);
    }

    private static byte[] bytes(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<byte[]> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() > 299) {
                throw new IllegalStateException(request.method() + " " + request.uri() + " was answered "
                        + answer.statusCode() + ": " + new String(answer.body()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? JSON.nullNode() : JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
