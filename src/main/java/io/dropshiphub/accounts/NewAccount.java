package io.dropshiphub.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * An account to open.
 *
 * @param ownerId the user it is to belong to
 * @param platform marketplace key, of one the hub knows
 * @param name what the seller calls it
 * @param limits its priority and the limits it has alone
 * @param template fields of its listing template that differ from the marketplace's seed; null: none
 */
public record NewAccount(long ownerId, String platform, String name, AccountLimits limits, ObjectNode template) {

    public NewAccount {
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(limits, "limits");
    }
}
