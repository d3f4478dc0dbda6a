package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.accounts.AccountLimits;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;

/**
 * What is sent to open or change an account; every field may be missing, and then is null.
 *
 * @param owner user name of the account's owner; for staff
 * @param credentials secrets by field name
 * @param expiresAt when the credentials stop working
 * @param template fields of the listing template that differ from the marketplace's seed
 */
record AccountWish(
        String platform,
        String name,
        String owner,
        Boolean enabled,
        Integer priority,
        Double ratePerSecond,
        Integer burst,
        Integer dailyCreations,
        Integer maxInFlight,
        Integer callsPerMinute,
        Integer callsPerDay,
        Map<String, String> credentials,
        Instant expiresAt,
        ObjectNode template) {

    AccountLimits limits() {
        return new AccountLimits(
                priority, ratePerSecond, burst, dailyCreations, maxInFlight, callsPerMinute, callsPerDay);
    }

    /** Without the values of credentials. */
    @Override
    public String toString() {
        return "wish for " + platform + "/" + name + " with credentials "
                + (credentials == null ? "none" : new TreeSet<>(credentials.keySet()));
    }
}
