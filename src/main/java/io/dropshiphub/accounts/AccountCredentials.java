package io.dropshiphub.accounts;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import java.util.Map;
import java.util.TreeSet;

/** The secret values of one account. They come from the configuration, are never stored, and never printed. */
public final class AccountCredentials {

    private final String account;
    private final Map<String, String> values;

    /**
     * @param account label of the account, for messages
     * @param values secrets by key ({@code access-key} …); blank ones count as not set
     */
    public AccountCredentials(String account, Map<String, String> values) {
        this.account = account;
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
                                    + "' in the configuration; nothing was sent."
                                    + " Set it under hub.accounts or in its environment variable, restart the hub and"
                                    + " resume the account."),
                    null);
        }
        return value;
    }

    /** The value of this key, or the fallback (may be null) when it is not set. */
    public String getOr(String key, String fallback) {
        String value = values.get(key);
        return value == null || value.isBlank() ? fallback : value;
    }

    /** Names the account and the keys that are set, never a value. */
    @Override
    public String toString() {
        return "credentials of " + account + " " + new TreeSet<>(values.keySet());
    }
}
