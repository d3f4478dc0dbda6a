package io.dropshiphub.security;

/** Counts who does how much of what, so that the unusual can be told from the usual. */
public interface ActivityCounts {

    /** What is counted. */
    enum Kind {
        /** requests over HTTP */
        REQUESTS,
        /** rows of batches that were accepted */
        ROWS,
        /** secrets that were opened; the hub counts them itself, from the audit log */
        SECRETS
    }

    /**
     * Adds to the present hour's count. Cheap: kept in memory and stored every few seconds; nobody misses the seconds
     * before the hub stops.
     *
     * @param username a known user; not what somebody has typed
     */
    void count(String username, Kind kind, long n);
}
