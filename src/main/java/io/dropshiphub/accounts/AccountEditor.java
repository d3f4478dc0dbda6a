package io.dropshiphub.accounts;

import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import java.sql.Types;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens, changes and closes accounts while the hub runs. This hub knows of a change at once, others after {@code
 * hub.accounts.refresh-after}. In each transaction the audit line comes first: all wait for each other there, and nobody
 * crosswise.
 */
@Service
public class AccountEditor {

    private static final int USUAL_PRIORITY = 100;

    private final MarketAccounts accounts;
    private final AccountRows rows;
    private final CredentialKeeper credentials;
    private final ListingTemplates templates;
    private final AccountTraffic traffic;
    private final HealthStore health;
    private final AuditLog audit;
    private final JdbcClient database;
    private final TransactionTemplate inTransaction;
    private final Clock clock;

    AccountEditor(
            MarketAccounts accounts,
            AccountRows rows,
            CredentialKeeper credentials,
            ListingTemplates templates,
            AccountTraffic traffic,
            HealthStore health,
            AuditLog audit,
            JdbcClient database,
            TransactionTemplate inTransaction,
            Clock clock) {
        this.accounts = accounts;
        this.rows = rows;
        this.credentials = credentials;
        this.templates = templates;
        this.traffic = traffic;
        this.health = health;
        this.audit = audit;
        this.database = database;
        this.inTransaction = inTransaction;
        this.clock = clock;
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
            long opened = inTransaction.execute(transaction -> {
                audit.append(AuditEntry.done(
                        actor,
                        "account.open",
                        "account:" + account.platform() + "/" + account.name(),
                        Map.of("owner_id", String.valueOf(account.ownerId()))));
                long id = insert(account);
                templates.begin(id, account.platform(), account.template());
                return id;
            });
            changed(opened);
            return opened;
        } catch (DuplicateKeyException taken) {
            throw AccountProblem.nameTaken(account.platform(), account.name());
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
                audit.append(AuditEntry.done(
                        actor, "account.change", HeldCredentials.owner(id), told(name, limits, enabled)));
                update(id, name, limits, enabled);
                // what the hub has paused meanwhile is tried again
                health.probeSoon(id, clock.instant());
            });
        } catch (DuplicateKeyException taken) {
            throw AccountProblem.nameTaken(account.platform(), name);
        }
        changed(id);
    }

    /** Closes an account: it gets no more work and its credentials in the vault are forgotten. What it did stays known. */
    public void close(long id, String actor) {
        inTransaction.executeWithoutResult(transaction -> {
            audit.append(AuditEntry.done(actor, "account.close", HeldCredentials.owner(id), Map.of()));
            update(id, null, AccountLimits.UNCHANGED, false);
            credentials.forget(id, actor);
        });
        changed(id);
    }

    private void changed(long id) {
        accounts.changed(id);
        traffic.adjust(accounts.byId(id));
    }

    private long insert(NewAccount account) {
        AccountLimits limits = account.limits();
        return database.sql("""
                        insert into market_account (user_id, platform, name, priority, credentials_source, edited,
                            rate_per_second, burst, daily_creations, max_in_flight, calls_per_minute, calls_per_day)
                        values (:owner, :platform, :name, :priority, 'none', true, :rate, :burst, :daily, :inFlight,
                            :minute, :day)
                        returning id""")
                .param("owner", account.ownerId())
                .param("platform", account.platform())
                .param("name", account.name())
                .param("priority", limits.priority() == null ? USUAL_PRIORITY : limits.priority())
                .param("rate", limits.ratePerSecond(), Types.NUMERIC)
                .param("burst", limits.burst(), Types.INTEGER)
                .param("daily", limits.dailyCreations(), Types.INTEGER)
                .param("inFlight", limits.maxInFlight(), Types.INTEGER)
                .param("minute", limits.callsPerMinute(), Types.INTEGER)
                .param("day", limits.callsPerDay(), Types.INTEGER)
                .query(Long.class)
                .single();
    }

    private void update(long id, String name, AccountLimits limits, Boolean enabled) {
        database.sql("""
                        update market_account set edited = true, name = coalesce(:name, name),
                            priority = coalesce(:priority, priority), enabled = coalesce(:enabled, enabled),
                            rate_per_second = coalesce(:rate, rate_per_second), burst = coalesce(:burst, burst),
                            daily_creations = coalesce(:daily, daily_creations),
                            max_in_flight = coalesce(:inFlight, max_in_flight),
                            calls_per_minute = coalesce(:minute, calls_per_minute),
                            calls_per_day = coalesce(:day, calls_per_day)
                        where id = :id""")
                .param("name", name, Types.VARCHAR)
                .param("priority", limits.priority(), Types.INTEGER)
                .param("enabled", enabled, Types.BOOLEAN)
                .param("rate", limits.ratePerSecond(), Types.NUMERIC)
                .param("burst", limits.burst(), Types.INTEGER)
                .param("daily", limits.dailyCreations(), Types.INTEGER)
                .param("inFlight", limits.maxInFlight(), Types.INTEGER)
                .param("minute", limits.callsPerMinute(), Types.INTEGER)
                .param("day", limits.callsPerDay(), Types.INTEGER)
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
}
