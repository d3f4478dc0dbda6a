package io.dropshiphub.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.testing.TestUsers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Whoever asks a hub by a name and proof of their own, and takes any answer. */
final class Visitor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String base;
    private final String[] proof;

    /** Without any log-in. */
    Visitor(int port) {
        this("http://127.0.0.1:" + port);
    }

    private Visitor(String base, String... proof) {
        this.base = base;
        this.proof = proof;
    }

    Visitor withToken(String token) {
        return new Visitor(base, "Authorization", "Bearer " + token);
    }

    Visitor withKey(String key) {
        return new Visitor(base, TestUsers.KEY, key);
    }

    /** A browser with these cookies. */
    Visitor withCookies(String cookies) {
        return new Visitor(base, "Cookie", cookies);
    }

    HttpResponse<byte[]> get(String path) {
        return send("GET", path, "application/json", "");
    }

    /** The answer to JSON, which must not be a refusal. */
    JsonNode ask(String method, String path, String body) {
        HttpResponse<byte[]> answer = send(method, path, "application/json", body);
        if (answer.statusCode() > 299) {
            throw new IllegalStateException(
                    method + " " + path + " was answered " + answer.statusCode() + ": " + new String(answer.body()));
        }
        return json(answer);
    }

    /** Asks with further {@code headers}, names and values in turn. */
    HttpResponse<byte[]> send(String method, String path, String type, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", type)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (proof.length > 0) {
            request.headers(proof);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
