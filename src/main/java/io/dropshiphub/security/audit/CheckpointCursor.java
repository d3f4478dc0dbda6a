package io.dropshiphub.security.audit;

import java.util.Iterator;

/** Reads the checkpoints of one place, in the order of their numbers, when the walk reaches them. */
final class CheckpointCursor {

    private final Iterator<Checkpoint> rest;
    private Checkpoint next;

    CheckpointCursor(Iterator<Checkpoint> checkpoints) {
        rest = checkpoints;
        advance();
    }

    /** Whether the next one is of this entry or an earlier one. */
    boolean reaches(long seq) {
        return next != null && next.seq() <= seq;
    }

    Checkpoint take() {
        Checkpoint taken = next;
        advance();
        return taken;
    }

    private void advance() {
        next = rest.hasNext() ? rest.next() : null;
    }
}
