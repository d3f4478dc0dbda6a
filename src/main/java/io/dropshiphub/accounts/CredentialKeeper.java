package io.dropshiphub.accounts;

import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import io.dropshiphub.security.SecretInfo;
import io.dropshiphub.security.SecretName;
import io.dropshiphub.security.Vault;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes accounts' credentials into the vault and tells everything of them but their values. */
@Service
public class CredentialKeeper {

    private static final int LONGEST_SECRET = 4096;

    private final MarketAccounts accounts;
    private final AccountRows rows;
    private final PlatformCredentials marketplaces;
    private final HealthStore health;
    private final Vault vault;
    private final AuditLog audit;
    private final JdbcClient database;
    private final TransactionTemplate inTransaction;
    private final Clock clock;

    CredentialKeeper(
            MarketAccounts accounts,
            AccountRows rows,
            PlatformCredentials marketplaces,
            HealthStore health,
            Vault vault,
            AuditLog audit,
            JdbcClient database,
            TransactionTemplate inTransaction,
            Clock clock) {
        this.accounts = accounts;
        this.rows = rows;
        this.marketplaces = marketplaces;
        this.health = health;
        this.vault = vault;
        this.audit = audit;
        this.database = database;
        this.inTransaction = inTransaction;
        this.clock = clock;
    }

    /** What may be told about an account's credentials; never their values. */
    public List<CredentialInfo> info(long id) {
        AccountDetails details = accounts.details(id);
        CredentialFields fields = marketplaces.of(details.account().platform());
        Map<String, SecretInfo> kept = vault.describe(HeldCredentials.owner(id)).stream()
                .collect(Collectors.toMap(secret -> secret.name().field(), Function.identity()));
        Map<String, String> configured = details.credentialsFrom().equals(AccountRows.CONFIGURATION)
                ? rows.configured(details.account())
                : Map.of();
        return fields.all().stream()
                .map(field -> {
                    SecretInfo secret = kept.get(field);
                    boolean set = secret != null
                            || !configured.getOrDefault(field, "").isBlank();
                    return new CredentialInfo(
                            field,
                            fields.required().contains(field),
                            set,
                            secret == null ? null : secret.fingerprint(),
                            secret == null ? null : secret.createdAt(),
                            secret == null ? null : secret.expiresAt());
                })
                .toList();
    }

    /**
     * Finds out whether credentials may be set, before an account is opened for them.
     *
     * @param expires null: not known
     * @throws CodedProblem when a required one is missing, one is not known, or they have expired
     */
    public void check(String platform, Map<String, String> values, Instant expires) {
        if (expires != null && !expires.isAfter(clock.instant())) {
            throw AccountProblem.expired();
        }
        checked(platform, values);
    }

    /**
     * Sets an account's credentials in place of all earlier ones. When the hub has paused the account, it is probed at once
     * and goes on if the marketplace accepts them. This hub calls with them at once, others after {@code
     * hub.accounts.refresh-after}.
     *
     * @param values by field name; blank ones count as not sent
     * @param expires when the key stops working; null: the marketplace's usual time from now, or never
     * @param actor who does it, for the audit log
     * @throws CodedProblem as {@link #check}, or when the account is closed
     */
    public void set(long id, Map<String, String> values, Instant expires, String actor) {
        AccountDetails details = accounts.details(id);
        String platform = details.account().platform();
        if (!details.enabled()) {
            throw AccountProblem.closed(details.account().label());
        }
        check(platform, values, expires);
        Map<String, String> given = checked(platform, values);
        Instant now = clock.instant();
        CredentialFields fields = marketplaces.of(platform);
        Instant until = expires != null || fields.validFor() == null ? expires : now.plus(fields.validFor());
        inTransaction.executeWithoutResult(transaction -> {
            audit.append(AuditEntry.done(
                    actor,
                    "account.credentials",
                    HeldCredentials.owner(id),
                    Map.of("fields", String.join(",", given.keySet()))));
            // the row before its secrets: two who set credentials of one account take turns
            stamp(id, AccountRows.VAULT, until, now);
            forgetAllBut(id, given.keySet(), actor);
            given.forEach(
                    (field, value) -> vault.put(new SecretName(HeldCredentials.owner(id), field), value, until, actor));
            health.probeSoon(id, now);
        });
        accounts.changed(id);
    }

    /**
     * Lets an account call with what the vault has of it, when that is all it needs; for credentials that were put there
     * without {@link #set}. Else nothing happens: what it has called with so far goes on.
     *
     * @param actor who does it, for the audit log
     */
    public void useVault(long id, String actor) {
        AccountDetails details = accounts.details(id);
        Set<String> kept = vault.describe(HeldCredentials.owner(id)).stream()
                .map(secret -> secret.name().field())
                .collect(Collectors.toSet());
        CredentialFields fields = marketplaces.of(details.account().platform());
        if (!details.enabled() || !kept.containsAll(fields.required())) {
            return;
        }
        Instant now = clock.instant();
        inTransaction.executeWithoutResult(transaction -> {
            audit.append(AuditEntry.done(
                    actor,
                    "account.credentials",
                    HeldCredentials.owner(id),
                    Map.of("fields", String.join(",", new TreeSet<>(kept)))));
            stamp(id, AccountRows.VAULT, null, now);
            health.probeSoon(id, now);
        });
        accounts.changed(id);
    }

    /** Forgets an account's credentials; within the caller's transaction, and nobody is told. */
    void forget(long id, String actor) {
        stamp(id, AccountRows.NONE, null, clock.instant());
        forgetAllBut(id, Set.of(), actor);
    }

    private void stamp(long id, String source, Instant expires, Instant now) {
        database.sql("""
                        update market_account set credentials_source = :source, credentials_at = :now, key_expires_at = :expires
                        where id = :id""")
                .param("source", source)
                .param("now", Timestamp.from(now))
                .param("expires", expires == null ? null : Timestamp.from(expires), Types.TIMESTAMP)
                .param("id", id)
                .update();
    }

    private void forgetAllBut(long id, Set<String> kept, String actor) {
        for (SecretInfo secret : vault.describe(HeldCredentials.owner(id))) {
            if (!kept.contains(secret.name().field())) {
                vault.remove(secret.name(), actor);
            }
        }
    }

    private Map<String, String> checked(String platform, Map<String, String> values) {
        CredentialFields fields = marketplaces.of(platform);
        Map<String, String> given = new TreeMap<>();
        values.forEach((field, value) -> {
            if (!fields.all().contains(field)) {
                throw AccountProblem.credentials(platform, "a field is not known", fields);
            }
            if (value != null && value.length() > LONGEST_SECRET) {
                throw AccountProblem.credentials(platform, "'" + field + "' is too long", fields);
            }
            if (value != null && !value.isBlank()) {
                given.put(field, value.strip());
            }
        });
        fields.required().stream()
                .filter(field -> !given.containsKey(field))
                .findFirst()
                .ifPresent(field -> {
                    throw AccountProblem.credentials(platform, "'" + field + "' is missing", fields);
                });
        return given;
    }
}
