package io.dropshiphub.security.audit;

import io.dropshiphub.security.AuditTrail.Finding;
import io.dropshiphub.security.AuditTrail.Kind;
import io.dropshiphub.security.AuditTrail.Verdict;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * Walks along the chain and stops at the first entry that is not what was written. Knows one entry and one checkpoint of each
 * source at a time.
 */
final class ChainWalk {

    /** Whether some entry, wherever it stands now, names that hash as the one before it. */
    private final Predicate<String> hasSuccessor;

    private final Predicate<Checkpoint> genuine;
    private final ChainHead head;
    private long seq;
    private String hash = ChainLink.NONE;
    private long signedUpTo;
    private long compared;

    /** @param head where the chain should end; null when that row is gone */
    ChainWalk(ChainHead head, Predicate<Checkpoint> genuine, Predicate<String> hasSuccessor) {
        this.head = head;
        this.genuine = genuine;
        this.hasSuccessor = hasSuccessor;
    }

    /**
     * @param links in the order of their numbers
     * @param checkpoints of each place that keeps them, in the order of their numbers
     */
    Verdict walk(Iterator<ChainLink> links, List<CheckpointCursor> checkpoints) {
        while (links.hasNext()) {
            ChainLink link = links.next();
            Optional<Finding> finding = wrongPlace(link).or(() -> wrongContent(link));
            if (finding.isEmpty()) {
                seq = link.seq();
                hash = link.hash();
                finding = wrongCheckpoint(checkpoints);
            }
            if (finding.isPresent()) {
                return verdict(finding);
            }
        }
        return verdict(wrongEnd().or(() -> missingEnd(checkpoints)));
    }

    private Optional<Finding> wrongPlace(ChainLink link) {
        if (link.seq() <= seq) {
            return found(
                    Kind.INSERTED, link.seq(), "The number %d stands twice or is none that the hub gives", link.seq());
        }
        if (link.seq() > seq + 1) {
            return hasSuccessor.test(hash)
                    ? found(Kind.REORDERED, seq + 1, "Entry %d stands somewhere else", seq + 1)
                    : found(Kind.REMOVED, seq + 1, "Entries from %d to before %d are gone", seq + 1, link.seq());
        }
        return Optional.empty();
    }

    private Optional<Finding> wrongContent(ChainLink link) {
        long at = link.seq();
        if (!link.intact()) {
            long home = home(link);
            if (home == 0) {
                return found(Kind.ALTERED, at, "Entry %d was altered: its hash is not that of its values", at);
            }
            if (home < at) {
                return found(Kind.INSERTED, home, "Entry %d was put in: the one that was there is now %d", home, at);
            }
            return hasSuccessor.test(hash)
                    ? found(Kind.REORDERED, at, "Under %d stands what was written as entry %d", at, home)
                    : found(Kind.REMOVED, at, "Entry %d is gone, entry %d was given its number", at, home);
        }
        if (!link.previous().equals(hash)) {
            return found(
                    Kind.ALTERED,
                    Math.max(1, seq),
                    "Entry %d was altered and given a new hash: the next entry knows another one",
                    Math.max(1, seq));
        }
        return Optional.empty();
    }

    /** The number under which the entry was written; 0 when it is no entry that was ever written. */
    private long home(ChainLink link) {
        long last = Math.max(link.seq(), head == null ? 0 : head.seq()) + 1;
        return LongStream.rangeClosed(1, last)
                .filter(link::belongsAt)
                .findFirst()
                .orElse(0);
    }

    private Optional<Finding> wrongCheckpoint(List<CheckpointCursor> places) {
        long signedBefore = signedUpTo;
        for (CheckpointCursor place : places) {
            while (place.reaches(seq)) {
                Checkpoint checkpoint = place.take();
                if (!genuine.test(checkpoint)) {
                    return forged(checkpoint);
                }
                if (checkpoint.seq() == seq) {
                    compared++;
                    signedUpTo = seq;
                    if (!checkpoint.hash().equals(hash)) {
                        return found(
                                Kind.REWRITTEN,
                                signedBefore + 1,
                                "The entries from %d to %d are not those that were signed on %s",
                                signedBefore + 1,
                                seq,
                                checkpoint.at());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> wrongEnd() {
        if (head == null) {
            return found(
                    Kind.CUT_OFF,
                    seq + 1,
                    "The row that says where the log ends is gone, it may have had more than %d entries",
                    seq);
        }
        if (head.seq() > seq) {
            return found(
                    Kind.CUT_OFF, seq + 1, "The log ends with entry %d, the last one written was %d", seq, head.seq());
        }
        if (head.seq() < seq) {
            return found(Kind.INSERTED, head.seq() + 1, "The last entry that the hub wrote is %d", head.seq());
        }
        return head.hash().equals(hash)
                ? Optional.empty()
                : found(Kind.ALTERED, seq, "The last entry, %d, was altered and given a new hash", seq);
    }

    private Optional<Finding> missingEnd(List<CheckpointCursor> places) {
        for (CheckpointCursor place : places) {
            while (place.reaches(Long.MAX_VALUE)) {
                Checkpoint checkpoint = place.take();
                return genuine.test(checkpoint)
                        ? found(
                                Kind.CUT_OFF,
                                seq + 1,
                                "The log ends with entry %d, but entry %d was signed on %s",
                                seq,
                                checkpoint.seq(),
                                checkpoint.at())
                        : forged(checkpoint);
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> forged(Checkpoint checkpoint) {
        return found(
                Kind.CHECKPOINT_FORGED,
                checkpoint.seq(),
                "The checkpoint of entry %d does not carry the hub's signature",
                checkpoint.seq());
    }

    private static Optional<Finding> found(Kind kind, long seq, String message, Object... of) {
        return Optional.of(new Finding(kind, seq, String.format(message, of) + "."));
    }

    private Verdict verdict(Optional<Finding> finding) {
        return new Verdict(finding.isEmpty(), seq, compared, finding.orElse(null));
    }
}
