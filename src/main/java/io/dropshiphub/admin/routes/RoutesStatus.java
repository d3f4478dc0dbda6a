package io.dropshiphub.admin.routes;

import java.time.Instant;
import java.util.List;

/**
 * Route files against running routes.
 *
 * @param place where the routes come from
 * @param watched whether changes are taken while the hub runs
 * @param inOrder whether every file is in use as it stands on disk and every route of it exists
 * @param problem trouble with the folder as a whole, or null
 * @param files every file, by name
 */
public record RoutesStatus(String place, boolean watched, boolean inOrder, String problem, List<FileStatus> files) {

    /** How far a file on disk and the running routes agree. */
    public enum FileState {
        /** In use as it stands on disk. */
        LOADED,
        /** The file on disk was refused; its routes of before run on. */
        KEPT,
        /** A new file that was refused; nothing of it runs. */
        REFUSED,
        /** Checked and good, but it takes effect with the next start of the hub only. */
        NEEDS_RESTART
    }

    /**
     * One file.
     *
     * @param file its path inside the routes folder
     * @param state whether it is in use
     * @param loadedAt since when what runs runs; null when nothing of it does
     * @param problem why it is not in use as it stands, or null
     * @param routes what runs of it
     */
    public record FileStatus(
            String file, FileState state, Instant loadedAt, RouteProblem problem, List<RouteState> routes) {}

    /**
     * One route.
     *
     * @param id its id
     * @param state Started, Stopped, Suspended …, or Missing when Camel does not know it
     */
    public record RouteState(String id, String state) {

        static final String MISSING = "Missing";
    }
}
