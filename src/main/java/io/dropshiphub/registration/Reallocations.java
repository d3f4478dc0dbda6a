package io.dropshiphub.registration;

import io.dropshiphub.accounts.MarketAccount;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.queue.Columns;
import io.dropshiphub.queue.LineMoves;
import io.dropshiphub.queue.LineMoves.Movable;
import io.dropshiphub.registration.Allocation.Given;
import io.dropshiphub.registration.allocation.Allocator;
import io.dropshiphub.registration.allocation.Candidate;
import io.dropshiphub.registration.allocation.Reason;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves what waits for an account to the owner's other accounts of the same marketplace. Only creations that were never tried
 * move: whatever may have reached the marketplace stays with the account it was sent for.
 */
@Service
public class Reallocations {

    /**
     * What was moved.
     *
     * @param moved creations that another account has now
     * @param left creations that stay in the account's line: tried before, or their SKU is known to another account
     * @param to the moved ones by account label
     */
    public record Moved(long moved, long left, Map<String, Long> to) {}

    private static final int PAGE = 1000;
    private static final int TRIES = 5;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final MarketAccounts accounts;
    private final AccountCandidates candidates;
    private final Allocations allocations;
    private final AllocationLedger ledger;
    private final LineMoves moves;

    Reallocations(
            JdbcTemplate template,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            MarketAccounts accounts,
            AccountCandidates candidates,
            Allocations allocations,
            AllocationLedger ledger,
            LineMoves moves) {
        this.template = template;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.accounts = accounts;
        this.candidates = candidates;
        this.allocations = allocations;
        this.ledger = ledger;
        this.moves = moves;
    }

    /**
     * Moves an account's untried creations, page by page; what is being called stays.
     *
     * @throws java.util.NoSuchElementException when there is no such account
     * @throws RegistrationProblem when no other account of the owner can take them
     */
    public Moved move(long accountId) {
        MarketAccount from = accounts.byId(accountId);
        List<MarketAccount> others = others(from);
        Map<String, Long> to = new TreeMap<>();
        List<Movable> page = moves.movable(accountId, -1, PAGE);
        while (!page.isEmpty()) {
            movePage(from, others, page).forEach((label, n) -> to.merge(label, n, Long::sum));
            page = moves.movable(accountId, page.get(page.size() - 1).registrationId(), PAGE);
        }
        long moved = to.values().stream().mapToLong(Long::longValue).sum();
        return new Moved(moved, moves.creations(accountId), to);
    }

    private List<MarketAccount> others(MarketAccount from) {
        List<MarketAccount> eligible = accounts.eligible(from.ownerId(), from.platform()).stream()
                .filter(account -> account.id() != from.id())
                .toList();
        Set<Long> going = candidates.of(eligible, account -> 0).stream()
                .filter(candidate -> !candidate.stopped())
                .map(Candidate::accountId)
                .collect(Collectors.toSet());
        List<MarketAccount> others = eligible.stream()
                .filter(account -> going.contains(account.id()))
                .toList();
        if (others.isEmpty()) {
            throw RegistrationProblem.nowhereToMove(from.label());
        }
        return others;
    }

    private Map<String, Long> movePage(MarketAccount from, List<MarketAccount> others, List<Movable> page) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(status -> moveOnce(from, others, page));
            } catch (ConcurrencyFailureException | DuplicateKeyException e) {
                // a batch is writing the same SKUs: look again at what is there now
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private Map<String, Long> moveOnce(MarketAccount from, List<MarketAccount> others, List<Movable> page) {
        allocations.takeTurn(from.ownerId(), from.platform());
        Map<Long, String> skus = untouched(from, page);
        Set<String> known = knownTo(others, skus.values());
        Allocator allocator = candidates.allocator(candidates.of(others, account -> 0));
        Map<Long, Long> wanted = new HashMap<>();
        skus.forEach((registration, sku) -> {
            if (!known.contains(sku)) {
                wanted.put(
                        registration, allocator.place(any -> true).orElseThrow().accountId());
            }
        });
        Set<Long> moved = moves.move(from.id(), from.platform(), wanted);
        wanted.keySet().retainAll(moved);
        follow(wanted);
        return count(from, others, page, wanted);
    }

    /** The registrations among these that nothing else has happened to, locked; in the order of their ids. */
    private Map<Long, String> untouched(MarketAccount from, List<Movable> page) {
        Map<Long, String> skus = new TreeMap<>();
        jdbc.sql("""
                        select id, seller_sku from platform_registration
                        where id = any (:ids) and account_id = :from and is_current and state = 'waiting'
                            and listing_id is null
                        order by id for update""")
                .param("ids", page.stream().map(Movable::registrationId).toArray(Long[]::new))
                .param("from", from.id())
                .query(row -> {
                    skus.put(row.getLong(1), row.getString(2));
                });
        return skus;
    }

    private Set<String> knownTo(List<MarketAccount> others, Collection<String> skus) {
        return new HashSet<>(jdbc.sql("""
                        select seller_sku from platform_registration
                        where is_current and account_id = any (:others) and seller_sku = any (:skus)""")
                .param("others", others.stream().map(MarketAccount::id).toArray(Long[]::new))
                .param("skus", skus.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    private void follow(Map<Long, Long> moved) {
        Columns rows = new Columns();
        moved.forEach(rows::row);
        if (!rows.isEmpty()) {
            rows.update(template, """
                    update platform_registration r set account_id = t.account_id, updated_at = now()
                    from unnest(?::bigint[], ?::bigint[]) as t (id, account_id) where r.id = t.id""", "bigint", "bigint");
        }
    }

    private Map<String, Long> count(
            MarketAccount from, List<MarketAccount> others, List<Movable> page, Map<Long, Long> moved) {
        Map<Long, String> labels = others.stream().collect(Collectors.toMap(MarketAccount::id, MarketAccount::label));
        Map<UUID, Map<Given, Long>> byBatch = new TreeMap<>();
        Map<String, Long> to = new HashMap<>();
        for (Movable job : page) {
            Long account = moved.get(job.registrationId());
            if (account != null) {
                Map<Given, Long> given = byBatch.computeIfAbsent(job.batchId(), id -> new HashMap<>());
                given.merge(new Given(account, Reason.MOVED_HERE), 1L, Long::sum);
                given.merge(new Given(from.id(), Reason.MOVED_AWAY), 1L, Long::sum);
                to.merge(labels.get(account), 1L, Long::sum);
            }
        }
        byBatch.forEach(ledger::add);
        return to;
    }
}
