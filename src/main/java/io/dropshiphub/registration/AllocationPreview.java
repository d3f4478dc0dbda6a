package io.dropshiphub.registration;

import io.dropshiphub.accounts.MarketAccount;
import io.dropshiphub.registration.Allocation.Given;
import io.dropshiphub.registration.Allocation.Lane;
import io.dropshiphub.registration.allocation.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** To which accounts the rows of a dry run would go; stores nothing. Not thread-safe. */
public final class AllocationPreview {

    private static final int CHUNK = 1000;

    private final Spread spread;
    private final Collection<List<MarketAccount>> accounts;
    private final List<Lane> lanes;
    private final CurrentRegistrations current;
    private final RowFanOut fanOut;
    private final List<BatchRow> rows = new ArrayList<>();
    private final Map<Given, Long> given = new HashMap<>();

    AllocationPreview(
            Spread spread,
            Collection<List<MarketAccount>> accounts,
            List<Lane> lanes,
            CurrentRegistrations current,
            RowFanOut fanOut) {
        this.spread = spread;
        this.accounts = accounts;
        this.lanes = lanes;
        this.current = current;
        this.fanOut = fanOut;
    }

    /** Takes the next row; one without a product goes nowhere. */
    public void add(BatchRow row) {
        if (row.product() != null && !lanes.isEmpty()) {
            rows.add(row);
        }
        if (rows.size() == CHUNK) {
            place();
        }
    }

    /** Where the rows so far would go. */
    public AllocationPlan plan() {
        place();
        Map<Long, Map<Reason, Long>> why = new HashMap<>();
        given.forEach((what, n) ->
                why.computeIfAbsent(what.accountId(), id -> new TreeMap<>()).put(what.reason(), n));
        return new AllocationPlan(
                spread,
                lanes.stream()
                        .flatMap(lane -> lane.accounts().stream()
                                .filter(account -> why.containsKey(account.id()))
                                .map(account -> Shares.of(account, lane, Shares.words(why.get(account.id())))))
                        .toList());
    }

    private void place() {
        if (rows.isEmpty()) {
            return;
        }
        CurrentRegistrations.Found held = current.look(
                rows.stream().map(row -> row.product().sku().value()).toList(), accounts);
        Allocation allocation = new Allocation(lanes);
        for (BatchRow row : rows) {
            allocation.targets(row.product().sku().value(), held, platform -> fanOut.unmapped(row, platform));
        }
        allocation.given().forEach((what, n) -> given.merge(what, n, Long::sum));
        rows.clear();
    }
}
