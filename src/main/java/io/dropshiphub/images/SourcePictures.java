package io.dropshiphub.images;

import io.dropshiphub.product.CallFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

    private record Original(Path file, long bytes, Instant fetchedAt) {}

    private final ImageFetcher fetcher;
    private final ImagesProperties.SourceCache bounds;
    private final Clock clock;
    private final Path directory;
    /** Oldest first; guarded by itself. */
    private final Map<String, Original> originals = new LinkedHashMap<>();

    private final Map<String, CompletableFuture<Original>> running = new ConcurrentHashMap<>();
    private long bytes;

    SourcePictures(ImageFetcher fetcher, ImagesProperties settings, Clock clock) throws IOException {
        this.fetcher = fetcher;
        this.bounds = settings.sourceCache();
        this.clock = clock;
        this.directory = Files.createDirectories(settings.directory().resolve("source"));
        clearLeftOvers();
    }

    /**
     * Fetches the picture of an address unless it is at hand; callers that ask meanwhile wait for the same download.
     *
     * @return reads it; kept apart so that the bytes come into memory only when they are worked on
     * @throws CallFailed as {@link ImageFetcher#fetch}
     */
    PictureFitter.Source fetched(String address) {
        original(address);
        return () -> {
            try {
                return Files.readAllBytes(original(address).file());
            } catch (NoSuchFileException e) {
                // made room for another one in between
                return Files.readAllBytes(original(address).file());
            }
        };
    }

    private Original original(String address) {
        String key = MediaStore.sha256(address.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Original known = fresh(key);
        if (known != null) {
            return known;
        }
        CompletableFuture<Original> mine = new CompletableFuture<>();
        CompletableFuture<Original> other = running.putIfAbsent(key, mine);
        if (other != null) {
            return join(other);
        }
        try {
            // somebody may have finished between the look and the claim
            known = fresh(key);
            known = known != null ? known : download(address, key);
            running.remove(key, mine);
            mine.complete(known);
            return known;
        } catch (IOException | RuntimeException | Error e) {
            CallFailed failure = e instanceof CallFailed decided ? decided : ImageProblems.ownTrouble(address, e);
            running.remove(key, mine);
            mine.completeExceptionally(failure);
            throw failure;
        }
    }

    private static Original join(CompletableFuture<Original> original) {
        try {
            return original.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof CallFailed decided ? decided : e;
        }
    }

    private Original download(String address, String key) throws IOException {
        Path file = directory.resolve(key.substring(0, 16) + "-" + UUID.randomUUID());
        fetcher.fetch(address, file);
        Original original = new Original(file, Files.size(file), clock.instant());
        synchronized (originals) {
            forget(originals.remove(key));
            originals.put(key, original);
            bytes += original.bytes();
            makeRoom(key);
        }
        return original;
    }

    private Original fresh(String key) {
        synchronized (originals) {
            Original known = originals.get(key);
            boolean usable = known != null
                    && known.fetchedAt().plus(bounds.keep()).isAfter(clock.instant())
                    && Files.exists(known.file());
            return usable ? known : null;
        }
    }

    private void makeRoom(String newest) throws IOException {
        Iterator<Map.Entry<String, Original>> oldestFirst = originals.entrySet().iterator();
        while (bytes > bounds.size().toBytes() && oldestFirst.hasNext()) {
            Map.Entry<String, Original> entry = oldestFirst.next();
            if (!entry.getKey().equals(newest)) {
                oldestFirst.remove();
                forget(entry.getValue());
            }
        }
    }

    private void forget(Original original) throws IOException {
        if (original != null) {
            bytes -= original.bytes();
            Files.deleteIfExists(original.file());
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
