package io.dropshiphub.accounts;

import io.dropshiphub.product.Owners;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the table of accounts and lays the configuration over it. */
@Component
class AccountRows {

    /** Where the secrets are of an account that people have set them for. */
    static final String VAULT = "vault";

    /** Where they are of an account that the configuration knows, as long as nobody has set others. */
    static final String CONFIGURATION = "configuration";

    /** An account that has none. */
    static final String NONE = "none";

    private final JdbcClient database;
    private final PlatformQuotas quotas;
    private final Map<String, AccountsProperties.Declared> declared;

    AccountRows(JdbcClient database, PlatformQuotas quotas, AccountsBootstrap bootstrap) {
        this.database = database;
        this.quotas = quotas;
        declared = bootstrap.accounts().stream()
                .collect(Collectors.toMap(AccountsProperties.Declared::toString, Function.identity()));
    }

    /** Every account, preferred ones first. */
    List<AccountDetails> read() {
        return database.sql("select * from market_account order by priority, id")
                .query((row, line) -> details(row))
                .list();
    }

    /** The secrets of an account that is in the configuration. */
    Map<String, String> configured(MarketAccount account) {
        return declared.get(account.label()).credentials();
    }

    /** Whether the configuration knows an account, which it does by its name. */
    boolean isConfigured(MarketAccount account) {
        return account.ownerId() == Owners.HOUSE && declared.containsKey(account.label());
    }

    private AccountDetails details(ResultSet row) throws SQLException {
        String platform = row.getString("platform");
        String source = row.getString("credentials_source");
        long owner = row.getLong("user_id");
        String label = platform + "/" + row.getString("name");
        boolean byConfiguration = source.startsWith("config:");
        AccountsProperties.Declared known = byConfiguration || owner == Owners.HOUSE ? declared.get(label) : null;
        Quota standard = quotas.of(platform);
        Quota configured = known == null ? standard : known.quota(standard);
        return new AccountDetails(
                new MarketAccount(
                        row.getLong("id"),
                        owner,
                        platform,
                        row.getString("name"),
                        row.getInt("priority"),
                        quota(row, configured)),
                row.getBoolean("enabled"),
                source.equals(VAULT) ? VAULT : byConfiguration && known != null ? CONFIGURATION : NONE,
                instant(row.getTimestamp("credentials_at")),
                instant(row.getTimestamp("key_expires_at")));
    }

    private static Quota quota(ResultSet row, Quota otherwise) throws SQLException {
        var rate = row.getBigDecimal("rate_per_second");
        return new Quota(
                rate == null ? otherwise.ratePerSecond() : rate.doubleValue(),
                orElse(row.getObject("burst", Integer.class), otherwise.burst()),
                orElse(row.getObject("daily_creations", Integer.class), otherwise.dailyCreations()),
                orElse(row.getObject("max_in_flight", Integer.class), otherwise.maxInFlight()),
                orElse(row.getObject("calls_per_minute", Integer.class), otherwise.callsPerMinute()),
                orElse(row.getObject("calls_per_day", Integer.class), otherwise.callsPerDay()),
                otherwise.fixedWindows(),
                rate != null || otherwise.rateIsOwn());
    }

    private static int orElse(Integer own, int otherwise) {
        return own == null ? otherwise : own;
    }

    private static Instant instant(Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
