package io.dropshiphub.accounts;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /** The secrets of an account; empty when it is no longer in the configuration. */
    public AccountCredentials credentials(long id) {
        String label = byId(id).label();
        AccountCredentials held = credentials.get(label);
        return held == null ? new AccountCredentials(label, Map.of()) : held;
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
