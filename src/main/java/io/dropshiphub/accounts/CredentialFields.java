package io.dropshiphub.accounts;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which credentials the accounts of a marketplace have.
 *
 * @param required without these no call can be made
 * @param optional these may be left out
 * @param validFor how long a key works after it was issued; null: until it is revoked
 */
public record CredentialFields(List<String> required, List<String> optional, Duration validFor) {

    public CredentialFields {
        required = required == null ? List.of() : List.copyOf(required);
        optional = optional == null ? List.of() : List.copyOf(optional);
    }

    /** Required ones first. */
    public List<String> all() {
        return Stream.concat(required.stream(), optional.stream()).toList();
    }
}
