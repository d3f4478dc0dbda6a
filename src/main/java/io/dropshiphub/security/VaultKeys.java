package io.dropshiphub.security;

import java.time.Instant;
import java.util.List;

/** The vault's key pairs: how they stand, and that a new one takes over. */
public interface VaultKeys {

    /**
     * How it stands.
     *
     * @param pairs every key pair there was, the newest first
     * @param secrets how many secrets the vault keeps
     * @param toRewrap how many of them are not wrapped by the active pair yet
     * @param broken how many of those did not open; each is in the log, and is tried again at the next rotation
     */
    record Status(List<Pair> pairs, long secrets, long toRewrap, long broken) {}

    /**
     * A key pair; never the keys.
     *
     * @param state {@code active} wraps what is new, {@code retiring} still opens some secrets, {@code retired} is destroyed
     * @param secrets how many secrets it wraps
     * @param replacedAt when the next one took over; null: not yet
     * @param retiredAt when its private key was destroyed; null: not yet
     */
    record Pair(int version, String state, long secrets, Instant createdAt, Instant replacedAt, Instant retiredAt) {}

    /** How it stands. */
    Status status();

    /**
     * Makes a new key pair the active one. The secrets are wrapped anew afterwards, bit by bit, while everybody goes on; when
     * another hub does the same at this moment, one new pair comes of it.
     *
     * @param actor who wants it, for the audit log
     */
    void rotate(String actor);
}
