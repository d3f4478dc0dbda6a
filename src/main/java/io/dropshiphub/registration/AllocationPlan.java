package io.dropshiphub.registration;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How the rows of a batch are spread over accounts, and why.
 *
 * @param spread whether each product goes to all marketplaces of the batch, or to one
 * @param accounts the accounts that get rows, the preferred ones first
 */
public record AllocationPlan(Spread spread, List<Share> accounts) {

    /**
     * What one account gets.
     *
     * @param accountId the account
     * @param platform its marketplace
     * @param account marketplace and name
     * @param rows how many rows go there, after moves
     * @param why the rows by reason; the words stand in docs/accounts-allocation.md
     * @param health percent of its share that it gets now
     * @param creationsLeftToday what its quota of the day still allows, not counting its line; null when it has none
     * @param inLine its creations in line now, of all batches; a dry run's rows are not among them
     * @param lastExpectedAt when the last creation of its line, a dry run's included, is expected to be sent; an estimate,
     *     null when the account is stopped or nothing waits
     */
    public record Share(
            long accountId,
            String platform,
            String account,
            long rows,
            Map<String, Long> why,
            int health,
            Long creationsLeftToday,
            long inLine,
            Instant lastExpectedAt) {}
}
