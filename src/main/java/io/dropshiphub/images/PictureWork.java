package io.dropshiphub.images;

import io.dropshiphub.images.codec.ImageFormat;
import io.dropshiphub.product.ImageRef;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One source picture on its way through the pipeline: what is wanted of it, and what is there so far. Handed from step to
 * step by one thread at a time.
 */
final class PictureWork {

    private final ImageRef image;
    private final String sourceKey;
    private final Set<ImageRule> rules;
    private final Map<ImageRule, HostedPicture> hosted = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private Original original;
    private DrawingMemory.Taken memory;
    private Instant fetchedAt;
    private Header header;

    /**
     * The bytes of the source.
     *
     * @param file where they lie; may be deleted later, see {@link SourcePictures}
     * @param contentKey SHA-256 of them
     * @param bytes how many
     */
    record Original(Path file, String contentKey, long bytes) {}

    /** What the header of the source says. */
    record Header(ImageFormat format, int width, int height) {}

    PictureWork(ImageRef image, Collection<ImageRule> rules) {
        this.image = image;
        this.sourceKey = sourceKey(image);
        this.rules = Set.copyOf(rules);
    }

    /** Names a source: the hash of its address. */
    static String sourceKey(ImageRef image) {
        return Hashes.sha256(image.url());
    }

    ImageRef image() {
        return image;
    }

    String sourceKey() {
        return sourceKey;
    }

    /** Whether a picture is still missing for a rule. */
    boolean isIncomplete() {
        return !hosted.keySet().containsAll(rules);
    }

    List<ImageRule> missing() {
        return rules.stream().filter(rule -> !hosted.containsKey(rule)).toList();
    }

    Set<ImageRule> rules() {
        return rules;
    }

    Map<ImageRule, HostedPicture> hosted() {
        return Map.copyOf(hosted);
    }

    void host(ImageRule rule, HostedPicture picture) {
        hosted.put(rule, picture);
    }

    /** Completes when nothing more is done for this work. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Null until it was fetched in this run of the work. */
    Original original() {
        return original;
    }

    void fetched(Original fetched, Instant at) {
        original = fetched;
        fetchedAt = at;
    }

    /** When the source was last fetched; null when that is not known. */
    Instant fetchedAt() {
        return fetchedAt;
    }

    void fetchedAt(Instant at) {
        fetchedAt = at;
    }

    /** Null until it was read in this run of the work. */
    Header header() {
        return header;
    }

    void header(Picture picture) {
        header = new Header(picture.format(), picture.width(), picture.height());
    }

    void took(DrawingMemory.Taken taken) {
        memory = taken;
    }

    /** Once the drawing is done, or has failed; more often does no harm. */
    void giveMemoryBack() {
        if (memory != null) {
            memory.close();
        }
    }

    @Override
    public String toString() {
        return ImageProblems.shown(image.url());
    }
}
