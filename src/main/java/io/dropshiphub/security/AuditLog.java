package io.dropshiphub.security;

/** The append-only record of who did what to which account, secret, batch and dead letter. */
public interface AuditLog {

    /**
     * Appends an entry; inside the caller's transaction, if there is one: what is rolled back did not happen. Until that
     * transaction ends nobody else can append, so let it be among its last steps.
     */
    void append(AuditEntry entry);
}
