package io.dropshiphub.storage;

/**
 * An object that a store has taken.
 *
 * @param key its name
 * @param purpose what it is kept for
 * @param store the store that has it: {@code local}, {@code s3}, {@code gcs} or {@code supabase}
 * @param bytes its size
 * @param contentType media type it is served with
 * @param name what people call it, or null
 */
public record StoredObject(String key, Purpose purpose, String store, long bytes, String contentType, String name) {}
