package io.dropshiphub.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** An administrator's API key of a hub in a process of its own, which was started with {@link #PASSWORD}. */
public final class AdminKey {

    /** The environment variable that a hub takes its first administrator's password from. */
    public static final String VARIABLE = "HUB_ADMIN_PASSWORD";

    /** A password for hubs that live as long as a test. */
    public static final String PASSWORD = "a-password-for-tests-only";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private AdminKey() {}

    /**
     * Logs in and makes a key.
     *
     * @param address of the hub, {@code http://host:port}
     * @return what to send as {@code X-API-Key}
     */
    public static String of(String address) throws IOException, InterruptedException {
        String token = post(
                        address + "/api/v1/auth/token",
                        "{\"username\": \"admin\", \"password\": \"" + PASSWORD + "\"}",
                        "none")
                .path("access_token")
                .asText();
        return post(address + "/api/v1/auth/api-keys", "{\"name\": \"tests\"}", token)
                .path("key")
                .asText();
    }

    private static JsonNode post(String address, String body, String token) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(address + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
