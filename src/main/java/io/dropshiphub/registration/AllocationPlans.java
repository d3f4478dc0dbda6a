package io.dropshiphub.registration;

import io.dropshiphub.accounts.MarketAccount;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.product.Caller;
import io.dropshiphub.registration.Allocation.Lane;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** How batches are spread over accounts: beforehand as a dry run, afterwards as it was done. */
@Service
public class AllocationPlans {

    private record Head(long ownerId, List<String> platforms, Spread spread) {}

    private final JdbcClient jdbc;
    private final MarketAccounts accounts;
    private final Allocations allocations;
    private final AllocationLedger ledger;
    private final CurrentRegistrations current;
    private final RowFanOut fanOut;

    AllocationPlans(
            JdbcClient jdbc,
            MarketAccounts accounts,
            Allocations allocations,
            AllocationLedger ledger,
            CurrentRegistrations current,
            RowFanOut fanOut) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.allocations = allocations;
        this.ledger = ledger;
        this.current = current;
        this.fanOut = fanOut;
    }

    /**
     * Begins a dry run over the accounts as they are now.
     *
     * @param ownerId whose batch it would be
     * @param platforms its marketplaces, the preferred one first; those on which the owner has no account are left out
     */
    public AllocationPreview preview(long ownerId, List<String> platforms, Spread spread) {
        Map<String, List<MarketAccount>> usable = new LinkedHashMap<>();
        for (String platform : platforms) {
            List<MarketAccount> eligible = accounts.eligible(ownerId, platform);
            if (!eligible.isEmpty()) {
                usable.put(platform, eligible);
            }
        }
        return new AllocationPreview(spread, usable.values(), allocations.lanes(spread, usable, true), current, fanOut);
    }

    /**
     * How a batch's rows were spread, with the lines of its accounts as they are now.
     *
     * @throws RegistrationProblem when there is no such batch, or the caller may not see it
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public AllocationPlan of(UUID batch, Caller caller) {
        Head head = jdbc.sql("select user_id, platforms, spread from registration_batch where id = :id")
                .param("id", batch)
                .query((row, n) -> new Head(
                        row.getLong(1), List.of((String[]) row.getArray(2).getArray()), Spread.parse(row.getString(3))))
                .optional()
                .filter(found -> caller.sees(found.ownerId()))
                .orElseThrow(() -> RegistrationProblem.unknownBatch(batch));
        Map<Long, Map<String, Long>> given = ledger.of(batch);
        Map<String, List<MarketAccount>> used = new LinkedHashMap<>();
        for (String platform : head.platforms()) {
            List<MarketAccount> ofPlatform = accounts.all().stream()
                    .filter(account -> account.platform().equals(platform) && given.containsKey(account.id()))
                    .toList();
            if (!ofPlatform.isEmpty()) {
                used.put(platform, ofPlatform);
            }
        }
        List<Lane> lanes = allocations.lanes(head.spread(), used, true);
        return new AllocationPlan(
                head.spread(),
                lanes.stream()
                        .flatMap(lane -> lane.accounts().stream()
                                .map(account -> Shares.of(account, lane, given.get(account.id()))))
                        .toList());
    }
}
