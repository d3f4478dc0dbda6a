package io.dropshiphub.sandbox.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.wire.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Which requests a service has already carried out, by the key that came with them. What a service makes of a second one is its
 * own affair: this only tells what it finds.
 */
public final class IdempotencyKeys {

    /** What is known about a key. */
    public enum Found {
        /**
         * Nothing: it now belongs to this request, which has to {@link #keep} an answer or to {@link #release} the key, in the
         * same thread.
         */
        NOTHING,
        /** Its first request is still being carried out. */
        UNDER_WAY,
        /** The same request was carried out. */
        THE_SAME,
        /** Another request was carried out with it. */
        ANOTHER
    }

    /**
     * What a claim came to.
     *
     * @param status of the kept answer, 0 when none is kept
     * @param answer the kept answer, or null
     */
    public record Claim(Found found, int status, String answer) {}

    private record Kept(String fingerprint, int status, String answer, long at) {

        boolean isDone() {
            return answer != null;
        }
    }

    private final String kind;
    private final PaymentJournal journal;
    private final Duration life;
    private final SandboxClock clock;
    private final Map<String, Kept> keys = new HashMap<>();

    IdempotencyKeys(String service, Duration life, PaymentJournal journal, SandboxClock clock) {
        this.kind = "key " + service;
        this.life = life;
        this.journal = journal;
        this.clock = clock;
        journal.restore(kind, this::restore);
    }

    private void restore(ObjectNode line) {
        keys.put(
                Json.text(line, "key"),
                new Kept(
                        Json.text(line, "fingerprint"),
                        line.path("status").intValue(),
                        Json.text(line, "answer"),
                        line.path("at").longValue()));
    }

    /**
     * Asks for a key, once a request has been found valid.
     *
     * @param key with whatever it is confined to, such as the path and the account
     * @param fingerprint of the request: equal for equal requests
     */
    public synchronized Claim claim(String key, String fingerprint) {
        Kept kept = keys.get(key);
        if (kept == null || kept.isDone() && life != null && clock.millis() - kept.at >= life.toMillis()) {
            keys.put(key, new Kept(fingerprint, 0, null, clock.millis()));
            journal.begin();
            return new Claim(Found.NOTHING, 0, null);
        }
        if (!kept.isDone()) {
            return new Claim(Found.UNDER_WAY, 0, null);
        }
        return new Claim(
                kept.fingerprint.equals(fingerprint) ? Found.THE_SAME : Found.ANOTHER, kept.status, kept.answer);
    }

    /**
     * The answer that repeats shall get.
     *
     * @param answer the body, or whatever the service makes its answer from; not null
     */
    public synchronized void keep(String key, int status, String answer) {
        Kept done = new Kept(keys.get(key).fingerprint, status, answer, keys.get(key).at);
        keys.put(key, done);
        journal.write(
                kind,
                Json.object()
                        .put("key", key)
                        .put("fingerprint", done.fingerprint)
                        .put("status", status)
                        .put("answer", answer)
                        .put("at", done.at));
        journal.end();
    }

    /** The request came to nothing that is kept; the key is free again. Does nothing to a key whose answer is kept. */
    public synchronized void release(String key) {
        keys.computeIfPresent(key, (name, kept) -> kept.isDone() ? kept : null);
        journal.end();
    }

    synchronized void clear() {
        keys.clear();
    }
}
