package io.dropshiphub.admin.start;

import io.dropshiphub.accounts.MarketAccount;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.accounts.Quota;
import io.dropshiphub.queue.AccountGates;
import io.dropshiphub.queue.GateLimits;
import jakarta.annotation.PostConstruct;
import org.springframework.stereotype.Component;

/** Gives every account its gate, with the limits it has now. */
@Component
class AccountGateSync {

    private final MarketAccounts accounts;
    private final AccountGates gates;

    AccountGateSync(MarketAccounts accounts, AccountGates gates) {
        this.accounts = accounts;
        this.gates = gates;
    }

    @PostConstruct
    void sync() {
        accounts.all().forEach(this::sync);
    }

    void sync(MarketAccount account) {
        gates.ensure(account.id(), account.platform(), limits(account.quota()));
    }

    private static GateLimits limits(Quota quota) {
        return new GateLimits(
                quota.ratePerSecond(),
                quota.burst(),
                quota.rateIsOwn(),
                quota.dailyCreations(),
                quota.maxInFlight(),
                quota.callsPerMinute(),
                quota.callsPerDay(),
                quota.fixedWindows());
    }
}
