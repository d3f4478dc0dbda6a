package io.dropshiphub.security;

/** The append-only record of who did what to which account, secret, batch and dead letter. */
public interface AuditLog {

    /**
     * Appends an entry; inside the caller's transaction, if there is one: what is rolled back did not happen. Until that
     * transaction ends nobody else can append. So let it be its first step, then nobody waits crosswise, and let it be short.
     */
    void append(AuditEntry entry);
}
