package io.dropshiphub.accounts;

import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Scope;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Variable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The accounts the hub may call with. */
@Service
public class MarketAccounts {

    private record Row(MarketAccount account, boolean enabled) {}

    private record Lane(long ownerId, String platform) {}

    private record Table(
            Map<Long, MarketAccount> byId, List<MarketAccount> all, Map<Lane, List<MarketAccount>> eligible) {}

    private final Map<String, AccountCredentials> credentials = new HashMap<>();
    private final Map<String, AccountsProperties.Declared> declared;
    private final PlatformQuotas quotas;
    private final JdbcClient database;
    private final Snapshot<Table> table;

    MarketAccounts(
            AccountsProperties properties,
            PlatformQuotas quotas,
            AccountsBootstrap bootstrap,
            JdbcClient database,
            Clock clock) {
        this.quotas = quotas;
        this.database = database;
        declared = bootstrap.accounts().stream()
                .collect(Collectors.toMap(account -> account.toString(), Function.identity()));
        declared.forEach(
                (label, account) -> credentials.put(label, new AccountCredentials(label, account.credentials())));
        table = new Snapshot<>("market accounts", clock, properties.refreshAfter(), held -> read());
    }

    /**
     * The account of this id, enabled or not.
     *
     * @throws NoSuchElementException when there is none
     */
    public MarketAccount byId(long id) {
        MarketAccount account = table.get().byId().get(id);
        if (account == null) {
            throw new NoSuchElementException("no market account has the id " + id);
        }
        return account;
    }

    /** An owner's accounts of a marketplace that are enabled and have credentials, preferred ones first. */
    public List<MarketAccount> eligible(long ownerId, String platform) {
        return table.get().eligible().getOrDefault(new Lane(ownerId, platform), List.of());
    }

    /** Every account the database knows, by priority, then by id. */
    public List<MarketAccount> all() {
        return table.get().all();
    }

    /** The accounts of a scope, by priority, then by id. */
    public List<MarketAccount> of(Scope scope) {
        return all().stream().filter(account -> scope.covers(account.ownerId())).toList();
    }

    /** The secrets of an account; empty when it is no longer in the configuration. */
    public AccountCredentials credentials(long id) {
        String label = byId(id).label();
        AccountCredentials held = credentials.get(label);
        return held == null ? new AccountCredentials(label, Map.of()) : held;
    }

    /** Whether the account of this job has a limit of calls a second. */
    public boolean isPaced(@Variable("job") ListingJob job) {
        return byId(job.accountId()).quota().ratePerSecond() > 0;
    }

    /**
     * How many calls of this job's account may leave within a window of time, at least 1. The average is kept by the queue,
     * which holds the tokens; this keeps calls apart that were claimed together or waited together, for their pictures, say.
     *
     * <p>A marketplace's own bucket takes {@code burst + rate * t} calls in any time t, and a sliding window lets go {@code
     * rate * (t + window)}. What the window's calls leave of the burst is room for calls that overtake each other on their
     * way: a window as long as {@code burst / rate} leaves none, so the routes take about half of that.
     *
     * @param windowMillis the throttle's window
     */
    public long callsPerWindow(@Variable("job") ListingJob job, long windowMillis) {
        double calls = byId(job.accountId()).quota().ratePerSecond() * windowMillis / 1000;
        // not a call more for 3.0000000000000004
        return Math.max(1, (long) Math.ceil(calls - 1e-9));
    }

    private Table read() {
        List<Row> rows = database.sql(
                        "select id, user_id, platform, name, priority, enabled from market_account order by priority, id")
                .query((found, line) -> {
                    String platform = found.getString("platform");
                    String name = found.getString("name");
                    AccountsProperties.Declared known = declared.get(platform + "/" + name);
                    Quota standard = quotas.of(platform);
                    return new Row(
                            new MarketAccount(
                                    found.getLong("id"),
                                    found.getLong("user_id"),
                                    platform,
                                    name,
                                    found.getInt("priority"),
                                    known == null ? standard : known.quota(standard)),
                            found.getBoolean("enabled"));
                })
                .list();
        List<MarketAccount> all = rows.stream().map(Row::account).toList();
        return new Table(
                all.stream().collect(Collectors.toUnmodifiableMap(MarketAccount::id, Function.identity())),
                all,
                rows.stream()
                        .filter(Row::enabled)
                        .map(Row::account)
                        .filter(account -> credentials.containsKey(account.label()))
                        .collect(Collectors.groupingBy(
                                account -> new Lane(account.ownerId(), account.platform()),
                                Collectors.toUnmodifiableList())));
    }
}
