package io.dropshiphub.accounts;

import io.dropshiphub.product.Caller;
import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.product.Role;
import org.springframework.stereotype.Component;

/** What of an account a caller may decide who may change the account as such. */
@Component
public class AccountRights {

    private final MarketAccounts accounts;
    private final PlatformQuotas quotas;

    AccountRights(MarketAccounts accounts, PlatformQuotas quotas) {
        this.accounts = accounts;
        this.quotas = quotas;
    }

    /**
     * Whether the caller may set what an account logs in with: its owner and administrators may.
     *
     * @throws CodedProblem HUB-ACCOUNTS-022 when not
     */
    public void setsCredentials(Caller caller) {
        if (caller.role() != Role.ADMIN && caller.role() != Role.SELLER) {
            throw AccountProblem.notYourCredentials();
        }
    }

    /**
     * Whether the caller may open an account with these limits. Staff may have any; a seller none that is looser than the
     * marketplace's own.
     *
     * @throws CodedProblem HUB-ACCOUNTS-023 that names the first limit that is not the caller's to set
     */
    public void opensWith(Caller caller, String platform, AccountLimits limits) {
        Quota standard = quotas.of(platform);
        decide(caller, limits, standard, standard);
    }

    /** The same for an account that is there: what staff has allowed it may stay. */
    public void changesTo(Caller caller, long account, AccountLimits limits) {
        MarketAccount known = accounts.byId(account);
        decide(caller, limits, quotas.of(known.platform()), known.quota());
    }

    private static void decide(Caller caller, AccountLimits limits, Quota standard, Quota now) {
        if (caller.role() != Role.SELLER) {
            return;
        }
        notAbove("rate_per_second", limits.ratePerSecond(), standard.ratePerSecond(), now.ratePerSecond());
        notAbove("burst", limits.burst(), standard.burst(), now.burst());
        notAbove("daily_creations", limits.dailyCreations(), standard.dailyCreations(), now.dailyCreations());
        notAbove("max_in_flight", limits.maxInFlight(), standard.maxInFlight(), now.maxInFlight());
        notAbove("calls_per_minute", limits.callsPerMinute(), standard.callsPerMinute(), now.callsPerMinute());
        notAbove("calls_per_day", limits.callsPerDay(), standard.callsPerDay(), now.callsPerDay());
    }

    private static void notAbove(String field, Number wanted, Number standard, Number now) {
        if (wanted != null && isAbove(wanted, standard) && isAbove(wanted, now)) {
            throw AccountProblem.notYourLimit(field, standard);
        }
    }

    /** 0 is no limit, and so above every other. */
    private static boolean isAbove(Number wanted, Number most) {
        return most.doubleValue() != 0 && (wanted.doubleValue() == 0 || wanted.doubleValue() > most.doubleValue());
    }
}
