package io.dropshiphub.registration;

import io.dropshiphub.accounts.MarketAccount;
import io.dropshiphub.registration.Allocation.Lane;
import io.dropshiphub.registration.allocation.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Begins allocations, and keeps those apart that would give away the same places. */
@Component
class Allocations {

    private final JdbcClient jdbc;
    private final AccountCandidates candidates;

    Allocations(JdbcClient jdbc, AccountCandidates candidates) {
        this.jdbc = jdbc;
        this.candidates = candidates;
    }

    /**
     * Waits until no other transaction gives work to these accounts, where there is a choice: two at a time would give the
     * same free places away, and one new SKU to two accounts. Held until the transaction ends.
     */
    void takeTurns(long ownerId, Spread spread, Map<String, List<MarketAccount>> accounts) {
        accounts.keySet().stream().sorted().forEach(platform -> {
            if (accounts.get(platform).size() > 1 || spread == Spread.ONE && accounts.size() > 1) {
                takeTurn(ownerId, platform);
            }
        });
    }

    /** The same for one marketplace. */
    void takeTurn(long ownerId, String platform) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:lane, 0))")
                .param("lane", "allocation/" + ownerId + "/" + platform)
                .query(row -> {});
    }

    /**
     * The lanes of an allocation, over the accounts as they are now.
     *
     * @param accounts those that may be used, by marketplace in the order of preference
     * @param estimates whether the lanes are asked for estimates; else accounts without alternative are not looked at
     */
    List<Lane> lanes(Spread spread, Map<String, List<MarketAccount>> accounts, boolean estimates) {
        if (spread == Spread.ONE) {
            List<MarketAccount> all =
                    accounts.values().stream().flatMap(List::stream).toList();
            return all.isEmpty() ? List.of() : List.of(lane(all, accounts, estimates));
        }
        return accounts.values().stream()
                .map(ofPlatform -> lane(ofPlatform, accounts, estimates))
                .toList();
    }

    private Lane lane(List<MarketAccount> of, Map<String, List<MarketAccount>> accounts, boolean estimates) {
        if (of.size() == 1 && !estimates) {
            return new Lane(of, List.of(), null);
        }
        List<String> order = new ArrayList<>(accounts.keySet());
        List<Candidate> looked = candidates.of(of, account -> order.indexOf(account.platform()));
        return new Lane(of, looked, candidates.allocator(looked));
    }
}
