package io.dropshiphub.accounts;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import io.dropshiphub.product.Scope;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** The accounts the hub may call with. */
@Service
public class MarketAccounts {

    private record Lane(long ownerId, String platform) {}

    private record Table(
            Map<Long, AccountDetails> byId, List<MarketAccount> all, Map<Lane, List<MarketAccount>> eligible) {}

    /** The code that stops the jobs of an account a person has closed. */
    static final String CLOSED = "HUB-ACCOUNTS-021";

    private final AccountRows rows;
    private final HeldCredentials held;
    private final Map<Long, AccountCredentials> configured = new ConcurrentHashMap<>();
    private final Snapshot<Table> table;

    MarketAccounts(AccountsProperties properties, AccountRows rows, HeldCredentials held, Clock clock) {
        this.rows = rows;
        this.held = held;
        table = new Snapshot<>("market accounts", clock, properties.refreshAfter(), known -> read());
    }

    /**
     * The account of this id, enabled or not.
     *
     * @throws NoSuchElementException when there is none
     */
    public MarketAccount byId(long id) {
        return details(id).account();
    }

    /**
     * The account of this id with what calls need not know of it.
     *
     * @throws NoSuchElementException when there is none
     */
    public AccountDetails details(long id) {
        return find(id).orElseThrow(() -> new NoSuchElementException("no market account has the id " + id));
    }

    /** The account of this id, also one that another hub instance has just opened; empty when there is none. */
    public Optional<AccountDetails> find(long id) {
        AccountDetails found = table.get().byId().get(id);
        if (found == null) {
            table.drop();
            found = table.get().byId().get(id);
        }
        return Optional.ofNullable(found);
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

    /**
     * The secrets of an account; empty when it has none.
     *
     * @throws CallFailed of class AUTH when the account is closed: what it has in line waits
     * @throws io.dropshiphub.product.CodedProblem when the vault cannot open them
     */
    public AccountCredentials credentials(long id) {
        AccountDetails details = details(id);
        MarketAccount account = details.account();
        if (!details.enabled()) {
            throw closed(account);
        }
        return switch (details.credentialsFrom()) {
            case AccountRows.VAULT -> held.of(account, "vault " + details.credentialsAt());
            case AccountRows.CONFIGURATION ->
                configured.computeIfAbsent(
                        id,
                        known -> new AccountCredentials(account.label(), "configuration", rows.configured(account)));
            default -> new AccountCredentials(account.label(), "none", Map.of());
        };
    }

    /** Reads the accounts again at the next use, and opens this one's credentials again. */
    void changed(long id) {
        held.drop(id);
        table.drop();
    }

    /** What every account is now, as the database has it. */
    List<AccountDetails> readAgain() {
        table.drop();
        return table.get().all().stream().map(account -> details(account.id())).toList();
    }

    private static CallFailed closed(MarketAccount account) {
        return new CallFailed(
                Outcome.of(
                        OutcomeClass.AUTH,
                        CLOSED,
                        "Account " + account.label()
                                + " is closed; nothing was sent and its jobs wait. Open it again (PATCH"
                                + " /api/v1/accounts/{id}, enabled: true): it goes on by itself. Or cancel the batch."),
                null);
    }

    private Table read() {
        List<AccountDetails> all = rows.read();
        return new Table(
                all.stream()
                        .collect(Collectors.toUnmodifiableMap(
                                row -> row.account().id(), Function.identity())),
                all.stream().map(AccountDetails::account).toList(),
                all.stream()
                        .filter(AccountDetails::usable)
                        .map(AccountDetails::account)
                        .collect(Collectors.groupingBy(
                                account -> new Lane(account.ownerId(), account.platform()),
                                Collectors.toUnmodifiableList())));
    }
}
