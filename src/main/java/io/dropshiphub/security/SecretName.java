package io.dropshiphub.security;

import java.util.Objects;

/**
 * Names a secret. Its encrypted form is bound to this name: moved under another one it does not open.
 *
 * @param owner what it belongs to, {@code <kind>:<id>}: {@code account:12}, {@code hub:tokens}
 * @param field which of its owner's secrets it is: {@code access-key}
 */
public record SecretName(String owner, String field) {

    public SecretName {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(field, "field");
    }

    /** Owner and field, as messages and the audit log call it. */
    @Override
    public String toString() {
        return owner + "/" + field;
    }
}
