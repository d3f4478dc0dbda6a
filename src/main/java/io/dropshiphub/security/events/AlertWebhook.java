package io.dropshiphub.security.events;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/**
 * Posts alerts to the webhook. It is no Camel endpoint, because its address is often a secret (Slack's are), and Camel shows the
 * addresses it calls in traces, failures and its log.
 */
@Component
public class AlertWebhook {

    private final AlertProperties settings;
    private final HttpClient client;

    AlertWebhook(AlertProperties settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Posts an alert, once.
     *
     * @param message JSON
     * @throws WebhookFailed when it was not taken; says why, without the address
     */
    public void post(@Body String message) {
        int status = send(message);
        if (status < 200 || status > 299) {
            throw new WebhookFailed("the webhook answered " + status);
        }
    }

    private int send(String message) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(settings.webhookUrl()))
                    .timeout(settings.responseTimeout())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(message))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IllegalArgumentException e) {
            throw new WebhookFailed("its address is none that can be posted to");
        } catch (IOException e) {
            throw new WebhookFailed(
                    "the webhook did not answer (" + e.getClass().getSimpleName() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WebhookFailed("the hub is stopping");
        }
    }
}
