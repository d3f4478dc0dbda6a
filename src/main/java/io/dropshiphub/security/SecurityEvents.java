package io.dropshiphub.security;

/** What has happened to the hub's security: stored, shown, and handed to alerting. */
public interface SecurityEvents {

    /**
     * Takes note of an event. Never fails and never waits, so that it can stand anywhere: it is stored in a moment, apart from
     * the caller's transaction, and repeats within a minute are counted.
     */
    void report(SecurityEvent event);
}
