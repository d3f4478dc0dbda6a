package io.dropshiphub.bench;

import io.dropshiphub.testing.AdminKey;
import io.dropshiphub.testing.TestUsers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** Plain requests to the processes under test, for everything that is not measured. */
final class Web {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static volatile String apiKey = "";

    private Web() {}

    /** Is the administrator of that hub from now on. */
    static void logIn(String hub) throws IOException, InterruptedException {
        apiKey = AdminKey.of(hub);
    }

    static String get(String address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)).GET());
    }

    static String post(String address, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    static String delete(String address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)).DELETE());
    }

    static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!apiKey.isEmpty()) {
            request.header(TestUsers.KEY, apiKey);
        }
        HttpResponse<String> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Whether something answers there with success. */
    static boolean isUp(String address) throws InterruptedException {
        try {
            get(address);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
