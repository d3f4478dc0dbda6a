package io.dropshiphub.images;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.storage.ObjectStorage;
import io.dropshiphub.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Downloaded originals, kept on disk for a while: several marketplaces want the same picture in different shapes, and it is
 * fetched once for all of them. Bounded in bytes and age; starts empty.
 */
@Component
class SourcePictures {

    private record Kept(PictureWork.Original original, Instant fetchedAt) {}

    private final ImageFetcher fetcher;
    private final ObjectStorage storage;
    private final ImageMetrics metrics;
    private final ImagesProperties.SourceCache bounds;
    private final Clock clock;
    private final Path directory;
    /** Oldest first; guarded by itself. */
    private final Map<String, Kept> originals = new LinkedHashMap<>();

    private final Map<String, CompletableFuture<PictureWork.Original>> running = new ConcurrentHashMap<>();
    private long bytes;

    SourcePictures(
            ImageFetcher fetcher, ObjectStorage storage, ImageMetrics metrics, ImagesProperties settings, Clock clock)
            throws IOException {
        this.fetcher = fetcher;
        this.storage = storage;
        this.metrics = metrics;
        this.bounds = settings.sourceCache();
        this.clock = clock;
        this.directory = Files.createDirectories(settings.workDirectory());
        clearLeftOvers();
    }

    /**
     * Fetches a picture unless it is at hand, or opens one that the hub holds; callers that ask meanwhile wait for the same
     * download.
     *
     * @throws CallFailed as {@link ImageFetcher#fetch}
     */
    PictureWork.Original original(ImageRef image) {
        String key = PictureWork.sourceKey(image);
        PictureWork.Original known = fresh(key);
        if (known != null) {
            return known;
        }
        CompletableFuture<PictureWork.Original> mine = new CompletableFuture<>();
        CompletableFuture<PictureWork.Original> other = running.putIfAbsent(key, mine);
        if (other != null) {
            return join(other);
        }
        try {
            // somebody may have finished between the look and the claim
            known = fresh(key);
            known = known != null ? known : keep(image, key);
            running.remove(key, mine);
            mine.complete(known);
            return known;
        } catch (IOException | RuntimeException | Error e) {
            CallFailed failure = e instanceof CallFailed decided ? decided : ImageProblems.ownTrouble(image.url(), e);
            running.remove(key, mine);
            mine.completeExceptionally(failure);
            throw failure;
        }
    }

    /** The bytes of a picture; they come into memory only when they are worked on. */
    byte[] read(ImageRef image) throws IOException {
        try {
            return Files.readAllBytes(original(image).file());
        } catch (NoSuchFileException e) {
            // made room for another one in between
            return Files.readAllBytes(original(image).file());
        }
    }

    private static PictureWork.Original join(CompletableFuture<PictureWork.Original> original) {
        try {
            return original.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof CallFailed decided ? decided : e;
        }
    }

    private PictureWork.Original keep(ImageRef image, String key) throws IOException {
        Path file = directory.resolve(key.substring(0, 16) + "-" + UUID.randomUUID());
        String content;
        if (image.isHeldByHub()) {
            content = copyHeld(image, file);
        } else {
            content = fetcher.fetch(image.url(), file);
            metrics.fetched();
        }
        PictureWork.Original original = new PictureWork.Original(file, content, Files.size(file));
        synchronized (originals) {
            forget(originals.remove(key));
            originals.put(key, new Kept(original, clock.instant()));
            bytes += original.bytes();
            makeRoom(key);
        }
        return original;
    }

    private String copyHeld(ImageRef image, Path file) throws IOException {
        MessageDigest digest = Hashes.digest();
        StoredObject held = storage.find(image.url().substring(ImageRef.HUB_MEDIA.length()))
                .orElseThrow(() -> ImageProblems.notHeld(image.url()));
        try (InputStream in = new DigestInputStream(storage.open(held), digest)) {
            Files.copy(in, file);
        }
        return Hashes.hex(digest);
    }

    private PictureWork.Original fresh(String key) {
        synchronized (originals) {
            Kept known = originals.get(key);
            boolean usable = known != null
                    && known.fetchedAt().plus(bounds.keep()).isAfter(clock.instant())
                    && Files.exists(known.original().file());
            return usable ? known.original() : null;
        }
    }

    private void makeRoom(String newest) throws IOException {
        Iterator<Map.Entry<String, Kept>> oldestFirst = originals.entrySet().iterator();
        while (bytes > bounds.size().toBytes() && oldestFirst.hasNext()) {
            Map.Entry<String, Kept> entry = oldestFirst.next();
            if (!entry.getKey().equals(newest)) {
                oldestFirst.remove();
                forget(entry.getValue());
            }
        }
    }

    private void forget(Kept kept) throws IOException {
        if (kept != null) {
            bytes -= kept.original().bytes();
            Files.deleteIfExists(kept.original().file());
        }
    }

    /** Files of an earlier run; younger ones may belong to another hub on the same folder. */
    private void clearLeftOvers() throws IOException {
        Instant limit = clock.instant().minus(bounds.keep());
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
