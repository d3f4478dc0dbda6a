package io.dropshiphub.accounts;

import io.dropshiphub.security.SecretInfo;
import io.dropshiphub.security.SecretName;
import io.dropshiphub.security.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Credentials out of the vault, held opened for a while so that not every call opens them. They are opened anew when the
 * account's table tells of newer ones. Thread-safe: an account's are opened by one thread while others wait.
 */
@Component
class HeldCredentials {

    private static final String PURPOSE = "hub:calls";

    private record Held(AccountCredentials credentials, Instant until) {}

    private final Vault vault;
    private final Clock clock;
    private final Duration hold;
    private final Map<Long, Held> held = new ConcurrentHashMap<>();

    HeldCredentials(Vault vault, AccountsProperties properties, Clock clock) {
        this.vault = vault;
        this.clock = clock;
        this.hold = properties.holdCredentials();
    }

    /** What an account's secrets belong to in the vault. */
    static String owner(long accountId) {
        return "account:" + accountId;
    }

    /**
     * The credentials of an account.
     *
     * @param version tells which: others are not used
     */
    AccountCredentials of(MarketAccount account, String version) {
        Instant now = clock.instant();
        return held.compute(account.id(), (id, known) -> {
                    boolean usable = known != null
                            && known.credentials().version().equals(version)
                            && now.isBefore(known.until());
                    return usable ? known : new Held(open(account, version), now.plus(hold));
                })
                .credentials();
    }

    /** Lets go of an account's opened credentials. */
    void drop(long accountId) {
        held.remove(accountId);
    }

    private AccountCredentials open(MarketAccount account, String version) {
        Map<String, String> values = new HashMap<>();
        String owner = owner(account.id());
        for (SecretInfo secret : vault.describe(owner)) {
            String field = secret.name().field();
            vault.open(new SecretName(owner, field), PURPOSE).ifPresent(value -> values.put(field, value));
        }
        return new AccountCredentials(account.label(), version, values);
    }
}
