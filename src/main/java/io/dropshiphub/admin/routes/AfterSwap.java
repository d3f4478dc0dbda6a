package io.dropshiphub.admin.routes;

/** Told when routes were replaced, so that what pointed at the old ones can be cleared away. */
@FunctionalInterface
public interface AfterSwap {

    /** The new routes run, or the old ones again. */
    void swapped();
}
