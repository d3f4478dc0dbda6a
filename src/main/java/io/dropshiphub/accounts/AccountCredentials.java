package io.dropshiphub.accounts;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import java.util.Map;
import java.util.TreeSet;

/** The secret values of one account, opened for calling. Never printed. */
public final class AccountCredentials {

    private final String account;
    private final String version;
    private final Map<String, String> values;

    /**
     * @param account label of the account, for messages
     * @param version changes whenever the values do; no secret
     * @param values secrets by key ({@code access-key} …); blank ones count as not set
     */
    public AccountCredentials(String account, String version, Map<String, String> values) {
        this.account = account;
        this.version = version;
        this.values = Map.copyOf(values);
    }

    /**
     * The secret of this key.
     *
     * @throws CallFailed of class AUTH when it is not set: no call of this account can succeed until somebody sets it
     */
    public String get(String key) {
        String value = values.get(key);
        if (value == null || value.isBlank()) {
            throw new CallFailed(
                    Outcome.of(
                            OutcomeClass.AUTH,
                            "HUB-ACCOUNTS-004",
                            "Account " + account + " has no credential '" + key
                                    + "'; nothing was sent and the account waits. Set its credentials (PUT"
                                    + " /api/v1/accounts/{id}/credentials): it goes on by itself. Or set them in the"
                                    + " configuration and restart the hub."),
                    null);
        }
        return value;
    }

    /** The value of this key, or the fallback (may be null) when it is not set. */
    public String getOr(String key, String fallback) {
        String value = values.get(key);
        return value == null || value.isBlank() ? fallback : value;
    }

    /** Changes whenever the values do: what was made from other credentials must not be used any more. */
    public String version() {
        return version;
    }

    /** Names the account and the keys that are set, never a value. */
    @Override
    public String toString() {
        return "credentials of " + account + " " + new TreeSet<>(values.keySet());
    }
}
