package io.dropshiphub.sandbox.payments;

import java.time.Duration;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/** One event on its way. */
final class WebhookDelivery implements Delayed {

    private final String service;
    private final byte[] body;
    private final WebhookSender.Signer signer;
    private final boolean forged;
    private final long due;
    private final long order;
    private final int tries;

    /**
     * @param due by {@link System#nanoTime}
     * @param order among those due at the same moment
     */
    WebhookDelivery(String service, byte[] body, WebhookSender.Signer signer, boolean forged, long due, long order) {
        this(service, body, signer, forged, due, order, 1);
    }

    private WebhookDelivery(
            String service, byte[] body, WebhookSender.Signer signer, boolean forged, long due, long order, int tries) {
        this.service = service;
        this.body = body;
        this.signer = signer;
        this.forged = forged;
        this.due = due;
        this.order = order;
        this.tries = tries;
    }

    /** The next try; each waits twice as long as the one before. */
    WebhookDelivery again(Duration firstRepeat) {
        long wait = firstRepeat.toNanos() << (tries - 1);
        return new WebhookDelivery(service, body, signer, forged, System.nanoTime() + wait, order, tries + 1);
    }

    String service() {
        return service;
    }

    byte[] body() {
        return body;
    }

    WebhookSender.Signer signer() {
        return signer;
    }

    boolean isForged() {
        return forged;
    }

    int tries() {
        return tries;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        WebhookDelivery that = (WebhookDelivery) other;
        int byTime = Long.signum(due - that.due);
        return byTime == 0 ? Long.compare(order, that.order) : byTime;
    }
}
