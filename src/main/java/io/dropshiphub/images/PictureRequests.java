package io.dropshiphub.images;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.OutcomeClass;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Gives the hosted pictures for a source, and has the work for them done at most once: what is known is answered from
 * memory, whoever asks while it is made waits for the same run, and only so many are under way at a time. Work that nobody
 * waits for any more still ends and is remembered.
 */
@Component
class PictureRequests implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PictureRequests.class);

    static final String PROCESS = "direct:images-process";
    /** A broken address is asked once for all products that share it, and again soon after it may have been mended. */
    private static final Duration REMEMBER_REFUSAL = Duration.ofSeconds(30);
    /** Shorter than the queue's first retry, which must find the door open. */
    private static final Duration REMEMBER_TROUBLE = Duration.ofSeconds(3);

    /** What is known of a source until a time: its pictures, or why there are none. */
    private record Answer(Map<ImageRule, HostedPicture> hosted, CallFailed failure, Instant until) {}

    /** A run that others may wait for. */
    private record Run(Set<ImageRule> rules, CompletableFuture<Map<ImageRule, HostedPicture>> result) {}

    private final ProducerTemplate producer;
    private final ImagesProperties settings;
    private final ImageMetrics metrics;
    private final Clock clock;
    private final HostTurns turns;
    private final Map<String, Run> running = new ConcurrentHashMap<>();
    /** Least recently used first; guarded by itself. */
    private final Map<String, Answer> answers;

    PictureRequests(ProducerTemplate producer, ImagesProperties settings, ImageMetrics metrics, Clock clock) {
        this.producer = producer;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        this.turns = new HostTurns(settings.workers(), settings.workersPerHost());
        this.answers = new LinkedHashMap<>(256, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
                return size() > settings.remembered();
            }
        };
    }

    /**
     * The hosted pictures of a source.
     *
     * @param image an address, or a picture the hub holds
     * @param rules what is wanted of it
     * @return at least one picture a rule; fails with {@link CallFailed} only
     */
    CompletableFuture<Map<ImageRule, HostedPicture>> get(ImageRef image, Set<ImageRule> rules) {
        String source = PictureWork.sourceKey(image);
        CompletableFuture<Map<ImageRule, HostedPicture>> known = remembered(source, rules);
        if (known != null) {
            return known;
        }
        Run mine = new Run(rules, new CompletableFuture<>());
        Run other = running.putIfAbsent(source, mine);
        if (other == null) {
            // somebody may have finished between the look and the claim
            known = remembered(source, rules);
            if (known != null) {
                running.remove(source, mine);
                known.whenComplete((hosted, failure) -> settle(mine, hosted, failure));
            } else {
                turns.enter(host(image), () -> start(image, source, mine));
            }
            return mine.result();
        }
        return other.rules().containsAll(rules)
                ? other.result()
                : other.result().handle((hosted, failure) -> null).thenCompose(ended -> get(image, rules));
    }

    /** Who may ask a server when. */
    HostTurns turns() {
        return turns;
    }

    private void start(ImageRef image, String source, Run run) {
        PictureWork work = new PictureWork(image, run.rules());
        producer.asyncSend(PROCESS, exchange -> exchange.getMessage().setBody(work))
                .whenComplete((exchange, failure) -> {
                    turns.leave(host(image));
                    end(source, run, work, failure != null ? failure : exchange.getException());
                });
    }

    private void end(String source, Run run, PictureWork work, Throwable failure) {
        if (failure instanceof WorkedOnElsewhere elsewhere) {
            elsewhere.until().thenRun(() -> turns.enter(host(work.image()), () -> start(work.image(), source, run)));
            return;
        }
        Instant now = clock.instant();
        CallFailed failed = failure == null ? null : decided(work.image(), failure);
        if (failed != null && failed.getCause() == failure && !(failure instanceof CancellationException)) {
            LOG.error("The picture {} could not be processed", work, failure);
        }
        if (failed == null) {
            Instant fetched = work.fetchedAt() == null ? now : work.fetchedAt();
            remember(
                    source,
                    new Answer(
                            work.hosted(),
                            null,
                            work.image().isHeldByHub() ? Instant.MAX : fetched.plus(settings.refreshAfter())));
        } else {
            boolean refused = failed.outcome().outcomeClass() == OutcomeClass.REJECTED;
            remember(source, new Answer(Map.of(), failed, now.plus(refused ? REMEMBER_REFUSAL : REMEMBER_TROUBLE)));
            if (refused) {
                metrics.refused();
            } else {
                metrics.failed();
            }
        }
        // first out of the way, then answered: whoever asks after the answer must not get it again when it is out of
        // date
        running.remove(source, run);
        settle(run, work.hosted(), failed);
    }

    private static void settle(Run run, Map<ImageRule, HostedPicture> hosted, Throwable failure) {
        if (failure == null) {
            run.result().complete(hosted);
        } else {
            run.result().completeExceptionally(failure);
        }
    }

    /** What a failed step means for the products that wait. */
    static CallFailed decided(ImageRef image, Throwable failure) {
        return failure instanceof CallFailed decided ? decided : ImageProblems.ownTrouble(image.url(), failure);
    }

    private CompletableFuture<Map<ImageRule, HostedPicture>> remembered(String source, Set<ImageRule> rules) {
        Answer answer;
        synchronized (answers) {
            answer = answers.get(source);
        }
        if (answer == null || !clock.instant().isBefore(answer.until())) {
            return null;
        }
        if (answer.failure() != null) {
            return CompletableFuture.failedFuture(answer.failure());
        }
        return answer.hosted().keySet().containsAll(rules) ? CompletableFuture.completedFuture(answer.hosted()) : null;
    }

    private void remember(String source, Answer answer) {
        synchronized (answers) {
            Answer before = answers.get(source);
            boolean adds =
                    before != null && answer.failure() == null && answer.until().equals(before.until());
            if (!adds) {
                answers.put(source, answer);
                return;
            }
            // the same download, other rules: both hold
            Map<ImageRule, HostedPicture> all = new HashMap<>(before.hosted());
            all.putAll(answer.hosted());
            answers.put(source, new Answer(Map.copyOf(all), null, answer.until()));
        }
    }

    /** Whose server has the source; pictures that the hub holds have none. */
    static String host(ImageRef image) {
        if (image.isHeldByHub()) {
            return "";
        }
        try {
            String host = URI.create(image.url()).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            // the first step refuses it
            return "";
        }
    }

    @Override
    public void close() {
        // work that never began answers too: nobody shall wait for a stopped hub
        running.forEach((source, run) -> run.result()
                .completeExceptionally(ImageProblems.ownTrouble("", new CancellationException("the hub stops"))));
    }
}
