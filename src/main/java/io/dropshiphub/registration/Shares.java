package io.dropshiphub.registration;

import io.dropshiphub.accounts.MarketAccount;
import io.dropshiphub.registration.Allocation.Lane;
import io.dropshiphub.registration.AllocationPlan.Share;
import io.dropshiphub.registration.allocation.Candidate;
import io.dropshiphub.registration.allocation.Reason;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes down what an account gets. */
final class Shares {

    private Shares() {}

    /**
     * @param lane a lane with estimates that the account is in
     * @param why rows by reason, in words
     */
    static Share of(MarketAccount account, Lane lane, Map<String, Long> why) {
        Candidate looked = lane.looked().stream()
                .filter(candidate -> candidate.accountId() == account.id())
                .findFirst()
                .orElseThrow();
        long movedAway = why.getOrDefault(Reason.MOVED_AWAY.word(), 0L);
        return new Share(
                account.id(),
                account.platform(),
                account.label(),
                why.values().stream().mapToLong(Long::longValue).sum() - 2 * movedAway,
                why,
                looked.health(),
                looked.leftToday() == Long.MAX_VALUE ? null : looked.leftToday(),
                looked.waiting(),
                lane.allocator().lastExpected(account.id()));
    }

    static Map<String, Long> words(Map<Reason, Long> why) {
        Map<String, Long> words = new LinkedHashMap<>();
        why.forEach((reason, n) -> words.put(reason.word(), n));
        return words;
    }
}
