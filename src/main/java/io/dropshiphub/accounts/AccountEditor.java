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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens, changes and closes accounts while the hub runs. This hub knows of a change at once, others after {@code
 * hub.accounts.refresh-after}.
 */
@Service
public class AccountEditor {

    private static final int USUAL_PRIORITY = 100;
    private static final int LONGEST_SECRET = 4096;

    private final MarketAccounts accounts;
    private final AccountRows rows;
    private final PlatformCredentials marketplaces;
    private final ListingTemplates templates;
    private final HealthStore health;
    private final Vault vault;
    private final AuditLog audit;
    private final JdbcClient database;
    private final TransactionTemplate inTransaction;
    private final Clock clock;

    AccountEditor(
            MarketAccounts accounts,
            AccountRows rows,
            PlatformCredentials marketplaces,
            ListingTemplates templates,
            HealthStore health,
            Vault vault,
            AuditLog audit,
            JdbcClient database,
            TransactionTemplate inTransaction,
            Clock clock) {
        this.accounts = accounts;
        this.rows = rows;
        this.marketplaces = marketplaces;
        this.templates = templates;
        this.health = health;
        this.vault = vault;
        this.audit = audit;
        this.database = database;
        this.inTransaction = inTransaction;
        this.clock = clock;
    }

    /** The credentials that accounts of a marketplace have. */
    public CredentialFields fields(String platform) {
        return marketplaces.of(platform);
    }

    /**
     * Opens an account, without credentials as yet, with the marketplace's seed template as its default.
     *
     * @param actor who does it, for the audit log; so below
     * @return its id
     * @throws CodedProblem when its name cannot be or is taken
     */
    public long open(NewAccount account, String actor) {
        if (!Names.isName(account.name())) {
            throw AccountProblem.name();
        }
        try {
            return inTransaction.execute(transaction -> {
                audit.append(AuditEntry.done(
                        actor,
                        "account.open",
                        "account:" + account.platform() + "/" + account.name(),
                        Map.of("owner_id", String.valueOf(account.ownerId()))));
                long id = insert(account);
                templates.begin(id, account.platform(), account.template());
                return id;
            });
        } catch (DuplicateKeyException taken) {
            throw AccountProblem.nameTaken(account.platform(), account.name());
        } finally {
            accounts.readAgain();
        }
    }

    /**
     * Changes an account: fields that are null stay. An account of the configuration follows its priority no longer.
     *
     * @param name a new name, or null
     * @param enabled false closes it for a while, true opens a closed one again; null leaves it
     * @throws CodedProblem when its new name cannot be or is taken
     */
    public void change(long id, String name, AccountLimits limits, Boolean enabled, String actor) {
        MarketAccount account = accounts.byId(id);
        boolean renamed = name != null && !name.equals(account.name());
        if (renamed && !Names.isName(name)) {
            throw AccountProblem.name();
        }
        if (renamed && rows.isConfigured(account)) {
            throw AccountProblem.configuredName(account.label());
        }
        try {
            inTransaction.executeWithoutResult(transaction -> {
                audit.append(AuditEntry.done(actor, "account.change", target(id), told(name, limits, enabled)));
                update(id, name, limits, enabled);
            });
        } catch (DuplicateKeyException taken) {
            throw AccountProblem.nameTaken(account.platform(), name);
        } finally {
            accounts.changed(id);
        }
    }

    /**
     * Sets an account's credentials in place of all earlier ones. When the hub has paused the account, it is probed at once
     * and goes on if the marketplace accepts them.
     *
     * @param values by field name; blank ones count as not sent
     * @param expires when the key stops working; null: the marketplace's usual time from now, or never
     * @throws CodedProblem when a required one is missing or one is not known, or when the account is closed
     */
    public void setCredentials(long id, Map<String, String> values, Instant expires, String actor) {
        AccountDetails details = accounts.details(id);
        String platform = details.account().platform();
        if (!details.enabled()) {
            throw AccountProblem.closed(details.account().label());
        }
        Instant now = clock.instant();
        if (expires != null && !expires.isAfter(now)) {
            throw AccountProblem.expired();
        }
        CredentialFields fields = fields(platform);
        Map<String, String> given = checked(platform, fields, values);
        Instant until = expires != null || fields.validFor() == null ? expires : now.plus(fields.validFor());
        inTransaction.executeWithoutResult(transaction -> {
            audit.append(AuditEntry.done(
                    actor, "account.credentials", target(id), Map.of("fields", String.join(",", given.keySet()))));
            stamp(id, AccountRows.VAULT, until, now);
            forgetAllBut(id, given.keySet(), actor);
            given.forEach((field, value) -> vault.put(name(id, field), value, until, actor));
            health.probeSoon(id, now);
        });
        accounts.changed(id);
    }

    /**
     * Closes an account: it gets no more work and its credentials in the vault are forgotten. What it did stays known.
     */
    public void close(long id, String actor) {
        inTransaction.executeWithoutResult(transaction -> {
            audit.append(AuditEntry.done(actor, "account.close", target(id), Map.of()));
            update(id, null, AccountLimits.UNCHANGED, false);
            stamp(id, AccountRows.NONE, null, clock.instant());
            forgetAllBut(id, Set.of(), actor);
        });
        accounts.changed(id);
    }

    private long insert(NewAccount account) {
        AccountLimits limits = account.limits();
        return database.sql("""
                        insert into market_account (user_id, platform, name, priority, credentials_source, edited,
                            rate_per_second, burst, daily_creations, max_in_flight)
                        values (?, ?, ?, ?, 'none', true, ?, ?, ?, ?) returning id""")
                .params(
                        account.ownerId(),
                        account.platform(),
                        account.name(),
                        limits.priority() == null ? USUAL_PRIORITY : limits.priority(),
                        limits.ratePerSecond(),
                        limits.burst(),
                        limits.dailyCreations(),
                        limits.maxInFlight())
                .query(Long.class)
                .single();
    }

    private void update(long id, String name, AccountLimits limits, Boolean enabled) {
        database.sql("""
                        update market_account set edited = true, name = coalesce(:name, name),
                            priority = coalesce(:priority, priority), enabled = coalesce(:enabled, enabled),
                            rate_per_second = coalesce(:rate, rate_per_second), burst = coalesce(:burst, burst),
                            daily_creations = coalesce(:daily, daily_creations),
                            max_in_flight = coalesce(:inFlight, max_in_flight)
                        where id = :id""")
                .param("name", name, Types.VARCHAR)
                .param("priority", limits.priority(), Types.INTEGER)
                .param("enabled", enabled, Types.BOOLEAN)
                .param("rate", limits.ratePerSecond(), Types.NUMERIC)
                .param("burst", limits.burst(), Types.INTEGER)
                .param("daily", limits.dailyCreations(), Types.INTEGER)
                .param("inFlight", limits.maxInFlight(), Types.INTEGER)
                .param("id", id)
                .update();
    }

    private static Map<String, String> told(String name, AccountLimits limits, Boolean enabled) {
        Map<String, String> told = new TreeMap<>();
        told.put("limits", limits.toString());
        if (name != null) {
            told.put("name", name);
        }
        if (enabled != null) {
            told.put("enabled", enabled.toString());
        }
        return told;
    }

    private void stamp(long id, String source, Instant expires, Instant now) {
        database.sql("""
                        update market_account set credentials_source = ?, credentials_at = ?, key_expires_at = ? where id = ?""")
                .params(source, Timestamp.from(now), expires == null ? null : Timestamp.from(expires), id)
                .update();
    }

    private void forgetAllBut(long id, Set<String> kept, String actor) {
        for (SecretInfo secret : vault.describe(HeldCredentials.owner(id))) {
            if (!kept.contains(secret.name().field())) {
                vault.remove(secret.name(), actor);
            }
        }
    }

    private static SecretName name(long id, String field) {
        return new SecretName(HeldCredentials.owner(id), field);
    }

    private static String target(long id) {
        return "account:" + id;
    }

    private static Map<String, String> checked(String platform, CredentialFields fields, Map<String, String> values) {
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
