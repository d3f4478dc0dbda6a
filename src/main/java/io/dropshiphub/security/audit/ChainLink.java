package io.dropshiphub.security.audit;

import io.dropshiphub.security.AuditEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * An entry as it is stored.
 *
 * @param details canonical JSON, hashed as the text it is
 * @param previous hash of the entry before it; of the first one {@link #NONE}
 * @param hash SHA-256 of {@link #TAG} and {@link #json}, in hexadecimal
 */
record ChainLink(
        long seq,
        Instant at,
        String actor,
        String action,
        String target,
        String outcome,
        String details,
        String previous,
        String hash) {

    static final String NONE = "0".repeat(64);

    /** Keeps these hashes apart from those of anything else. */
    private static final String TAG = "dropship-hub audit entry 1\n";

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** Chains an entry to the one before it. */
    static ChainLink after(long seq, String previous, Instant at, AuditEntry entry) {
        ChainLink open = new ChainLink(
                seq,
                at.truncatedTo(ChronoUnit.MICROS),
                entry.actor(),
                entry.action(),
                entry.target(),
                entry.outcome(),
                CanonicalJson.write(entry.details()),
                previous,
                "");
        return open.sealed();
    }

    /** The same with the hash of its values. */
    ChainLink sealed() {
        return new ChainLink(seq, at, actor, action, target, outcome, details, previous, hashAt(seq));
    }

    /** Whether the hash is that of the values. */
    boolean intact() {
        return belongsAt(seq);
    }

    /** Whether these are the values that once stood under that number. */
    boolean belongsAt(long place) {
        return hashAt(place).equals(hash);
    }

    /** What is hashed; with {@code hash} added, what an export holds. */
    String json() {
        return json(seq, Map.of());
    }

    String exported() {
        return json(seq, Map.of("hash", hash));
    }

    private String hashAt(long place) {
        return sha256(TAG + json(place, Map.of()));
    }

    private String json(long place, Map<String, String> more) {
        Map<String, Object> values = new TreeMap<>(more);
        values.put("seq", place);
        values.put("at", MICROSECONDS.format(at));
        values.put("actor", actor);
        values.put("action", action);
        values.put("target", target);
        values.put("outcome", outcome);
        values.put("details", details);
        values.put("prev_hash", previous);
        return CanonicalJson.write(values);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
