package io.dropshiphub.security;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The audit log as somebody reads it: browsed, exported, and checked for tampering. */
public interface AuditTrail {

    /**
     * One entry.
     *
     * @param seq its number, without gaps from 1
     * @param at when, to the microsecond
     * @param hash what the next entry is chained to: 64 hexadecimal digits
     */
    record Line(
            long seq,
            Instant at,
            String actor,
            String action,
            String target,
            String outcome,
            Map<String, String> details,
            String hash) {}

    /**
     * Which entries; null matches all.
     *
     * @param since entries from then on
     * @param beforeSeq entries with smaller numbers: the last one of the page before
     * @param limit at most so many
     */
    record Filter(String actor, String action, String target, Instant since, Long beforeSeq, int limit) {}

    /** In which way the log is not what was once written. */
    enum Kind {
        /** an entry says something else than when it was written */
        ALTERED,
        /** an entry is gone from the middle */
        REMOVED,
        /** an entry stands in another one's place */
        REORDERED,
        /** an entry was put in by somebody else than the hub */
        INSERTED,
        /** the last entries are gone */
        CUT_OFF,
        /** the chain is whole, but it is not the one that was signed */
        REWRITTEN,
        /** a checkpoint does not carry the hub's signature */
        CHECKPOINT_FORGED
    }

    /**
     * The first place that is wrong.
     *
     * @param seq number of the first entry that is wrong, missing or in the wrong place; of {@code REWRITTEN} the first
     *     that may be
     * @param message the same in a sentence
     */
    record Finding(Kind kind, long seq, String message) {}

    /**
     * What a check has found.
     *
     * @param intact nothing is wrong
     * @param entries how many entries were looked at
     * @param checkpoints how many signed checkpoints were compared, of database and file together
     * @param finding what is wrong; null when nothing is
     */
    record Verdict(boolean intact, long entries, long checkpoints, Finding finding) {}

    /** Entries, the newest first. */
    List<Line> browse(Filter filter);

    /** Reads the whole log and compares it with itself and its checkpoints. Takes seconds a million entries, little memory. */
    Verdict verify();

    /**
     * All entries from then on as JSON lines in the order of their numbers, read while the stream is read.
     *
     * @param since null: from the first
     */
    InputStream export(Instant since);
}
