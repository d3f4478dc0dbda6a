package io.dropshiphub.security;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps secrets: encrypted in the database, opened only for who names a purpose. */
public interface Vault {

    /**
     * Stores a secret, in place of an earlier value.
     *
     * @param value the secret; not blank
     * @param expires when it stops working where it is used; null: never, or not known
     * @param actor who does it, for the audit log
     */
    void put(SecretName name, String value, Instant expires, String actor);

    /**
     * Decrypts a secret. Leaves a line in the audit log.
     *
     * @param purpose what it is opened for, for the audit log: {@code hub:calls}
     * @return its value; empty when there is none of this name
     * @throws io.dropshiphub.product.CodedProblem when it is there and does not open (altered, moved, its key is gone)
     */
    Optional<String> open(SecretName name, String purpose);

    /** What may be told about an owner's secrets, by field. */
    List<SecretInfo> describe(String owner);

    /** Removes a secret for good; nothing happens when there is none. */
    void remove(SecretName name, String actor);
}
