package io.dropshiphub.admin.start;

import io.dropshiphub.accounts.AccountTraffic;
import io.dropshiphub.accounts.MarketAccount;
import io.dropshiphub.platforms.Verdicts;
import io.dropshiphub.queue.AccountGate;
import io.dropshiphub.queue.AccountGates;
import io.dropshiphub.queue.CallPermits;
import io.dropshiphub.queue.QueueStatistics;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What accounts are told of the queue, which they must not know. */
@Configuration(proxyBeanMethods = false)
class AccountPorts {

    @Bean
    AccountTraffic accountTraffic(
            AccountGates gates, CallPermits permits, AccountGateSync sync, QueueStatistics statistics) {
        return new AccountTraffic() {
            @Override
            public Map<Long, Gate> gates() {
                return gates.all().stream().collect(Collectors.toMap(AccountGate::accountId, AccountPorts::gate));
            }

            @Override
            public Map<Long, Calls> calls(Instant since) {
                return statistics.callsByAccount(since).stream()
                        .collect(Collectors.toMap(
                                QueueStatistics.AccountCalls::accountId,
                                calls -> new Calls(
                                        calls.calls(),
                                        calls.rejected(),
                                        calls.failed(),
                                        calls.lastSuccess(),
                                        calls.lastFailure(),
                                        calls.lastFailureWhy())));
            }

            @Override
            public void adjust(MarketAccount account) {
                sync.sync(account);
            }

            @Override
            public void spendCall(long accountId) {
                gates.spendCall(accountId);
                permits.count(accountId);
            }

            @Override
            public boolean resumeFromHub(long accountId) {
                return gates.resumeFromHub(accountId);
            }
        };
    }

    private static AccountTraffic.Gate gate(AccountGate gate) {
        boolean byPerson = gate.pausedWhy() == null && gate.platformPausedWhy() != null;
        return new AccountTraffic.Gate(
                byPerson ? "person" : gate.pausedBy(),
                byPerson ? gate.platformPausedWhy() : gate.pausedWhy(),
                gate.pausedAt(),
                gate.pausedWhy() == null || !gate.pausedWhy().startsWith(Verdicts.TEMPLATE_LACKS),
                gate.closedUntil(),
                whyItWaits(gate),
                gate.probing());
    }

    /** What holds the account back for a while, or null. */
    private static String whyItWaits(AccountGate gate) {
        if (gate.closedUntil() != null) {
            return gate.closedWhy();
        }
        if (gate.calls().nextAt() != null) {
            return "The calls it may make a minute or a day are used up; the next one is made at "
                    + gate.calls().nextAt() + ".";
        }
        boolean usedUp = gate.dailyCreations() > 0 && gate.creationsUsed() >= gate.dailyCreations();
        return usedUp || gate.creationsStoppedUntil() != null
                ? "The new listings of today are used up; it goes on at midnight in Korea."
                : null;
    }
}
