package io.dropshiphub.images;

import java.util.concurrent.CompletableFuture;

/** Somebody else is making what is wanted: to be asked for again later, when most likely it is there. */
final class WorkedOnElsewhere extends RuntimeException {

    private final transient CompletableFuture<Void> until;

    WorkedOnElsewhere(CompletableFuture<Void> until) {
        // a turn in the road, not a failure
        super("somebody else works on this picture", null, false, false);
        this.until = until;
    }

    /** Completes when asking again is worth while. */
    CompletableFuture<Void> until() {
        return until;
    }
}
