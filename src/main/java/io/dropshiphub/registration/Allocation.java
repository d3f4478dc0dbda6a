package io.dropshiphub.registration;

import io.dropshiphub.accounts.MarketAccount;
import io.dropshiphub.product.RowProblem;
import io.dropshiphub.registration.allocation.Allocator;
import io.dropshiphub.registration.allocation.Candidate;
import io.dropshiphub.registration.allocation.Choice;
import io.dropshiphub.registration.allocation.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** To which accounts the rows of one chunk go, or of one dry run; counts them as they come. Not thread-safe. */
final class Allocation {

    /**
     * An account that a row goes to.
     *
     * @param unmapped why the row cannot be sent there, or null
     */
    record Target(MarketAccount account, RowProblem unmapped) {}

    /** What is counted together. */
    record Given(long accountId, Reason reason) {}

    /**
     * Accounts of which each row goes to exactly one.
     *
     * @param looked the accounts as they were looked at; empty when there is nothing to choose
     * @param allocator null when there is nothing to choose
     */
    record Lane(List<MarketAccount> accounts, List<Candidate> looked, Allocator allocator) {}

    private final List<Lane> lanes;
    private final Map<Given, Long> given = new HashMap<>();
    /** A SKU that stands twice must not come to two accounts. */
    private final Map<String, MarketAccount> placedHere = new HashMap<>();

    Allocation(List<Lane> lanes) {
        this.lanes = lanes;
    }

    /**
     * Decides one row.
     *
     * @param held what accounts already have
     * @param unmapped the problem a marketplace would have with the row's category, if any
     */
    List<Target> targets(String sku, CurrentRegistrations.Found held, Function<String, Optional<RowProblem>> unmapped) {
        List<Target> targets = new ArrayList<>(lanes.size());
        for (Lane lane : lanes) {
            targets.add(target(lane, sku, held, unmapped));
        }
        return targets;
    }

    private Target target(
            Lane lane, String sku, CurrentRegistrations.Found held, Function<String, Optional<RowProblem>> unmapped) {
        Optional<CurrentRegistrations.Holder> holder = held.holder(lane.accounts(), sku);
        if (holder.isPresent()) {
            MarketAccount account = holder.get().account();
            RowProblem problem = unmapped.apply(account.platform()).orElse(null);
            if (problem == null) {
                count(account, Reason.HELD);
                if (holder.get().needsCreation() && lane.allocator() != null) {
                    lane.allocator().occupy(account.id());
                }
            }
            return new Target(account, problem);
        }
        List<MarketAccount> fitting = lane.accounts().stream()
                .filter(account -> unmapped.apply(account.platform()).isEmpty())
                .toList();
        if (fitting.isEmpty()) {
            MarketAccount first = lane.accounts().get(0);
            return new Target(first, unmapped.apply(first.platform()).orElseThrow());
        }
        return new Target(choose(lane, fitting, sku), null);
    }

    private MarketAccount choose(Lane lane, List<MarketAccount> fitting, String sku) {
        if (lane.allocator() == null) {
            count(fitting.get(0), Reason.ONLY_ACCOUNT);
            return fitting.get(0);
        }
        MarketAccount twin = placedHere.get(sku);
        if (twin != null && fitting.contains(twin)) {
            return twin;
        }
        Choice choice = lane.allocator()
                .place(candidate -> fitting.stream().anyMatch(account -> account.id() == candidate.accountId()))
                .orElseThrow();
        MarketAccount account = fitting.stream()
                .filter(one -> one.id() == choice.accountId())
                .findFirst()
                .orElseThrow();
        count(account, choice.reason());
        placedHere.put(sku, account);
        return account;
    }

    private void count(MarketAccount account, Reason reason) {
        given.merge(new Given(account.id(), reason), 1L, Long::sum);
    }

    /** The rows placed so far. */
    Map<Given, Long> given() {
        return given;
    }
}
