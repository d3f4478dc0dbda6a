package io.dropshiphub.sandbox.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Delivers the services' events by a thread of its own, and repeats what is not answered with 2xx. Events under way are lost when the
 * sandbox stops, as a receiver must expect of any service: that is what reading back is for.
 */
public final class WebhookSender implements AutoCloseable {

    /** Proves that an event comes from the service. */
    public interface Signer {
        /**
         * Made anew for every try, because some signatures hold the time.
         *
         * @param url to which the event goes
         * @return names and values in turn
         */
        String[] headers(String url, byte[] body);
    }

    /** With the doubling, the last repeat comes about four minutes after the first try. */
    private static final int TRIES = 9;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Duration firstRepeat;
    private final DelayQueue<WebhookDelivery> queue = new DelayQueue<>();
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final AtomicLong givenUp = new AtomicLong();
    private final AtomicLong refusedForgeries = new AtomicLong();
    private volatile WebhookWishes wishes;
    private volatile WebhookDelivery underWay;
    private Thread thread;
    private long gatheredUntil;

    WebhookSender(PaymentSettings settings) {
        wishes = WebhookWishes.to(settings.webhooks());
        firstRepeat = settings.firstRepeat();
    }

    /**
     * Delivers an event soon.
     *
     * @param service the last part of the address
     * @param body JSON, exactly these bytes
     */
    public synchronized void send(String service, byte[] body, Signer signer) {
        WebhookWishes now = wishes;
        if (!now.isDelivering()) {
            return;
        }
        long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(now.delayMillis());
        long order = sequence.incrementAndGet() * 2;
        if (now.reverse()) {
            if (gatheredUntil - due <= 0) {
                gatheredUntil = due + TimeUnit.MILLISECONDS.toNanos(WebhookWishes.GATHERING_MILLIS);
            }
            due = gatheredUntil;
            order = -order;
        }
        if (now.forged()) {
            queue.add(new WebhookDelivery(service, body, signer, true, due, order - 1));
        }
        queue.add(new WebhookDelivery(service, body, signer, false, due, order));
        if (now.duplicate()) {
            queue.add(new WebhookDelivery(service, body, signer, false, due, order + 1));
        }
        if (thread == null) {
            thread = new Thread(this::deliverAll, "sandbox-webhooks");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void deliverAll() {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        try {
            while (true) {
                WebhookDelivery delivery = queue.take();
                underWay = delivery;
                deliver(http, delivery);
                underWay = null;
            }
        } catch (InterruptedException e) {
            // the sandbox closes
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(HttpClient http, WebhookDelivery delivery) throws InterruptedException {
        WebhookWishes now = wishes;
        if (!now.isDelivering()) {
            return;
        }
        boolean taken = post(http, now.target() + "/" + delivery.service(), delivery);
        if (delivery.isForged()) {
            refusedForgeries.addAndGet(taken ? 0 : 1);
        } else if (taken) {
            delivered.incrementAndGet();
        } else if (delivery.tries() < TRIES) {
            repeated.incrementAndGet();
            queue.add(delivery.again(firstRepeat));
        } else {
            givenUp.incrementAndGet();
        }
    }

    private boolean post(HttpClient http, String url, WebhookDelivery delivery) throws InterruptedException {
        byte[] body = delivery.body();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .headers(delivery.signer().headers(url, body));
        // a blank after the end is still the same JSON, so only the signature can tell
        byte[] sent = delivery.isForged()
                ? (new String(body, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8)
                : body;
        try {
            int status = http.send(
                            request.POST(BodyPublishers.ofByteArray(sent)).build(), BodyHandlers.discarding())
                    .statusCode();
            return status >= 200 && status < 300;
        } catch (IOException | IllegalArgumentException e) {
            // nobody is there, or nobody can be, such as at port 0
            return false;
        }
    }

    /** @return what is wrong with the wish, or null when it is granted */
    String change(ObjectNode wanted) {
        WebhookWishes changed = wishes.changed(wanted);
        if (changed == null) {
            return "target must be an http address or null, delay_millis a whole number from 0 to 600000";
        }
        wishes = changed;
        return null;
    }

    /** What is wished, and what has become of the events; {@code pending} counts those due later or under way. */
    ObjectNode describe() {
        return wishes.describe()
                .put("pending", queue.size() + (underWay == null ? 0 : 1))
                .put("delivered", delivered.get())
                .put("repeated", repeated.get())
                .put("given_up", givenUp.get())
                .put("refused_forgeries", refusedForgeries.get());
    }

    /** Forgets what is not delivered yet. */
    void reset() {
        queue.clear();
        delivered.set(0);
        repeated.set(0);
        givenUp.set(0);
        refusedForgeries.set(0);
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
