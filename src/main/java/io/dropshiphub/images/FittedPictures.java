package io.dropshiphub.images;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.OutcomeClass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gives the hosted picture for a source and a rule, and does the work for it at most once: first from memory, then from the
 * database, else by fetching and fitting on its own bounded pool. A thousand products that share a picture wait for one
 * download. Work that nobody waits for any more still ends and is remembered.
 */
@Component
class FittedPictures implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FittedPictures.class);

    /** A broken address is asked once for all products that share it, and again soon after it may have been mended. */
    private static final Duration REMEMBER_REFUSAL = Duration.ofSeconds(30);
    /** Shorter than the queue's first retry, which must find the door open. */
    private static final Duration REMEMBER_TROUBLE = Duration.ofSeconds(3);
    /** Pictures that may wait for a worker; callers hold a handful each, so this is far above the dispatch pools. */
    private static final int MAX_WAITING = 5000;

    private record Wish(String sourceKey, String rule) {}

    /** What became of a wish: a media key or a failure, until a time. */
    private record Answer(String mediaKey, CallFailed failure, Instant until) {}

    private final JdbcClient database;
    private final SourcePictures sources;
    private final PictureFitter fitter;
    private final MediaStore store;
    private final ImagesProperties settings;
    private final Clock clock;
    private final ThreadPoolExecutor workers;
    private final Map<Wish, CompletableFuture<String>> running = new ConcurrentHashMap<>();
    /** Least recently used first; guarded by itself. */
    private final Map<Wish, Answer> answers;

    FittedPictures(
            JdbcClient database,
            SourcePictures sources,
            PictureFitter fitter,
            MediaStore store,
            ImagesProperties settings,
            Clock clock) {
        this.database = database;
        this.sources = sources;
        this.fitter = fitter;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.workers = workers(settings.workers());
        this.answers = new LinkedHashMap<>(256, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Wish, Answer> eldest) {
                return size() > settings.remembered();
            }
        };
    }

    /**
     * The media key of {@code image} fitted to {@code rule}; the future fails with {@link CallFailed} only.
     *
     * @param image an address, or a picture the hub holds
     */
    CompletableFuture<String> get(ImageRef image, ImageRule rule) {
        Wish wish = new Wish(MediaStore.sha256(image.url().getBytes(StandardCharsets.UTF_8)), rule.name());
        CompletableFuture<String> known = remembered(wish);
        if (known != null) {
            return known;
        }
        CompletableFuture<String> mine = new CompletableFuture<>();
        CompletableFuture<String> other = running.putIfAbsent(wish, mine);
        if (other != null) {
            return other;
        }
        try {
            workers.execute(() -> answer(wish, image, rule, mine));
        } catch (RejectedExecutionException e) {
            running.remove(wish, mine);
            mine.completeExceptionally(ImageProblems.ownTrouble(image.url(), e));
        }
        return mine;
    }

    private CompletableFuture<String> remembered(Wish wish) {
        Answer answer;
        synchronized (answers) {
            answer = answers.get(wish);
        }
        if (answer == null || !clock.instant().isBefore(answer.until())) {
            return null;
        }
        return answer.failure() == null
                ? CompletableFuture.completedFuture(answer.mediaKey())
                : CompletableFuture.failedFuture(answer.failure());
    }

    private void answer(Wish wish, ImageRef image, ImageRule rule, CompletableFuture<String> mine) {
        String key = null;
        CallFailed failure = null;
        try {
            // somebody may have finished between the look and the claim
            CompletableFuture<String> known = remembered(wish);
            key = known != null ? known.join() : find(wish, image, rule);
        } catch (CompletionException e) {
            failure = (CallFailed) e.getCause();
        } catch (CallFailed e) {
            boolean refused = e.outcome().outcomeClass() == OutcomeClass.REJECTED;
            remember(wish, new Answer(null, e, clock.instant().plus(refused ? REMEMBER_REFUSAL : REMEMBER_TROUBLE)));
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = ImageProblems.ownTrouble(image.url(), e);
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            LOG.error("The picture {} could not be processed", ImageProblems.shown(image.url()), e);
            failure = ImageProblems.ownTrouble(image.url(), e);
        }
        // first out of the way, then answered: whoever asks after the answer must not get it again when it is out of
        // date
        running.remove(wish, mine);
        if (failure == null) {
            mine.complete(key);
        } else {
            mine.completeExceptionally(failure);
        }
    }

    private String find(Wish wish, ImageRef image, ImageRule rule) throws IOException, InterruptedException {
        // content-addressed pictures never change, the one behind an address may
        Duration good = image.isHeldByHub() ? Duration.ofDays(36500) : settings.refreshAfter();
        Instant now = clock.instant();
        Optional<Asset> asset = lookUp(wish);
        if (asset.isPresent() && asset.get().createdAt().plus(good).isAfter(now)) {
            String key = asset.get().mediaKey();
            // the folder may have been emptied or another one mounted
            if (store.find(key).isPresent()) {
                remember(wish, new Answer(key, null, asset.get().createdAt().plus(good)));
                return key;
            }
        }
        PictureFitter.Fitted fitted = fitter.fit(image.url(), source(image), rule);
        String key = store.put(fitted.bytes(), fitted.format());
        record(wish, key, fitted, now);
        remember(wish, new Answer(key, null, now.plus(good)));
        return key;
    }

    private PictureFitter.Source source(ImageRef image) {
        if (!image.isHeldByHub()) {
            return sources.fetched(image.url());
        }
        Path file = store.find(image.url().substring(ImageRef.HUB_MEDIA.length()))
                .orElseThrow(() -> ImageProblems.notHeld(image.url()));
        return () -> Files.readAllBytes(file);
    }

    private void remember(Wish wish, Answer answer) {
        synchronized (answers) {
            answers.put(wish, answer);
        }
    }

    private record Asset(String mediaKey, Instant createdAt) {}

    private Optional<Asset> lookUp(Wish wish) {
        return database.sql("select media_key, created_at from image_asset where source_key = ? and spec = ?")
                .param(wish.sourceKey())
                .param(wish.rule())
                .query((row, n) -> new Asset(
                        row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()))
                .optional();
    }

    private void record(Wish wish, String key, PictureFitter.Fitted fitted, Instant now) {
        database.sql("""
                        insert into image_asset
                               (source_key, spec, media_key, width, height, bytes, content_type, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (source_key, spec) do update set
                               media_key = excluded.media_key, width = excluded.width, height = excluded.height,
                               bytes = excluded.bytes, content_type = excluded.content_type,
                               created_at = excluded.created_at
                        """)
                .params(
                        wish.sourceKey(),
                        wish.rule(),
                        key,
                        fitted.width(),
                        fitted.height(),
                        (long) fitted.bytes().length,
                        fitted.format().contentType(),
                        now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static ThreadPoolExecutor workers(int size) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), task -> {
                    Thread thread = new Thread(task, "hub-images-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    // drawing must not take the processors from dispatching
                    thread.setPriority(Thread.NORM_PRIORITY - 1);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public void close() {
        workers.shutdownNow();
        // work that never began answers too: nobody shall wait for a stopped pool
        running.forEach((wish, answer) -> answer.completeExceptionally(
                ImageProblems.ownTrouble(wish.rule(), new CancellationException("the hub stops"))));
    }
}
