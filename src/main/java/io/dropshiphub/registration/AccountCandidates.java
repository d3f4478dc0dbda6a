package io.dropshiphub.registration;

import io.dropshiphub.accounts.MarketAccount;
import io.dropshiphub.queue.AccountGate;
import io.dropshiphub.queue.CreationLines;
import io.dropshiphub.registration.allocation.Allocator;
import io.dropshiphub.registration.allocation.Candidate;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Looks at accounts as they are now: gate, line, health. */
@Component
class AccountCandidates {

    private final CreationLines lines;
    private final AccountHealthFigures health;
    private final AllocationProperties settings;
    private final Clock clock;

    AccountCandidates(CreationLines lines, AccountHealthFigures health, AllocationProperties settings, Clock clock) {
        this.lines = lines;
        this.health = health;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param rank where an account's marketplace stands in the order of preference */
    List<Candidate> of(Collection<MarketAccount> accounts, ToIntFunction<MarketAccount> rank) {
        Map<Long, CreationLines.Line> byId =
                lines.of(accounts.stream().map(MarketAccount::id).toList(), settings.longestLine()).stream()
                        .collect(Collectors.toMap(line -> line.gate().accountId(), Function.identity()));
        return accounts.stream()
                .map(account -> candidate(account, rank.applyAsInt(account), byId.get(account.id())))
                .toList();
    }

    /** An allocator over these accounts, with the line of each as it is now. */
    Allocator allocator(List<Candidate> candidates) {
        return new Allocator(candidates, settings.patience(), clock.instant(), lines.dayEnds());
    }

    /** An account so new that it has no gate yet has an empty line and the limits it is going to have. */
    private Candidate candidate(MarketAccount account, int rank, CreationLines.Line line) {
        AccountGate gate = line == null ? null : line.gate();
        return new Candidate(
                account.id(),
                rank,
                account.priority(),
                gate != null && (gate.pausedWhy() != null || gate.platformPausedWhy() != null),
                gate == null ? null : gate.creationsOpenAt(),
                gate == null ? account.quota().dailyCreations() : gate.dailyCreations(),
                gate == null ? 0 : gate.creationsUsed(),
                gate == null ? account.quota().ratePerSecond() : gate.callsPerSecond(),
                line == null ? 0 : line.waiting(),
                health.percent(account.id()));
    }
}
