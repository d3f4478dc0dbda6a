package io.dropshiphub.sandbox.storage;

import java.nio.file.Path;
import java.util.List;

/**
 * What the simulated storage services hold.
 *
 * @param buckets the same on each service
 * @param folder where objects survive a restart, null for a temporary folder that goes with the sandbox
 */
public record StorageSettings(List<Bucket> buckets, Path folder) {

    /**
     * A bucket.
     *
     * @param publicRead whether anybody may read its objects
     * @param maxBytes the largest object that Supabase takes, 0 for any; Google knows no such limit
     * @param mimeTypes what Supabase takes, such as {@code image/png} or {@code image/*}; empty for anything
     */
    public record Bucket(String name, boolean publicRead, long maxBytes, List<String> mimeTypes) {

        public Bucket {
            mimeTypes = mimeTypes == null ? List.of() : List.copyOf(mimeTypes);
        }
    }

    private static final long MAX_PICTURE_BYTES = 50L * 1024 * 1024;

    public StorageSettings {
        buckets = List.copyOf(buckets);
    }

    /** {@code hub-pictures}, public and for images only, and {@code hub-archive}, private; nothing outlives the sandbox. */
    public static StorageSettings defaults() {
        return new StorageSettings(
                List.of(
                        new Bucket("hub-pictures", true, MAX_PICTURE_BYTES, List.of("image/*")),
                        new Bucket("hub-archive", false, 0, List.of())),
                null);
    }

    public StorageSettings inFolder(Path other) {
        return new StorageSettings(buckets, other);
    }

    public StorageSettings withBuckets(List<Bucket> other) {
        return new StorageSettings(other, folder);
    }
}
