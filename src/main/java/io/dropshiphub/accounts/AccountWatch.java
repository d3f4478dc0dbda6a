package io.dropshiphub.accounts;

import io.dropshiphub.security.SecurityEvent;
import io.dropshiphub.security.SecurityEvents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Looks at how accounts fare, notes what changed, and tells when a key is about to end. */
@Service
public class AccountWatch {

    private static final Logger LOG = LoggerFactory.getLogger(AccountWatch.class);

    private final MarketAccounts accounts;
    private final AccountTraffic traffic;
    private final HealthRules rules;
    private final HealthStore store;
    private final HealthProperties settings;
    private final SecurityEvents events;
    private final Clock clock;

    AccountWatch(
            MarketAccounts accounts,
            AccountTraffic traffic,
            HealthRules rules,
            HealthStore store,
            HealthProperties settings,
            SecurityEvents events,
            Clock clock) {
        this.accounts = accounts;
        this.traffic = traffic;
        this.rules = rules;
        this.store = store;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** Notes the state of every account; of several hubs that look at once, one tells of a change. */
    public void look() {
        Instant now = clock.instant();
        Map<Long, AccountTraffic.Gate> gates = traffic.gates();
        Map<Long, AccountTraffic.Calls> calls = traffic.calls(now.minus(settings.window()));
        Map<Long, HealthStore.Row> rows = store.all();
        for (AccountDetails details : accounts.readAgain()) {
            long id = details.account().id();
            HealthRules.Finding finding = rules.decide(signs(details, gates, calls, rows.get(id), now), now);
            note(details.account(), rows.get(id), finding, now);
            tellOfKey(details, now);
        }
    }

    /** How an account fares now. */
    public AccountHealth health(long accountId) {
        Instant now = clock.instant();
        AccountDetails details = accounts.details(accountId);
        Map<Long, AccountTraffic.Gate> gates = traffic.gates();
        Map<Long, AccountTraffic.Calls> calls = traffic.calls(now.minus(settings.window()));
        HealthStore.Row row = store.find(accountId).orElse(null);
        HealthRules.Signs signs = signs(details, gates, calls, row, now);
        HealthRules.Finding finding = rules.decide(signs, now);
        if (note(details.account(), row, finding, now)) {
            row = store.find(accountId).orElseThrow();
        }
        return new AccountHealth(
                finding.state(),
                row.since(),
                finding.why(),
                finding.next(),
                signs.gate().pausedByHub() && signs.gate().probeHelps() ? signs.probeDue() : null,
                row.probes(),
                row.probeSaid(),
                signs.calls().lastSuccess(),
                signs.calls().lastFailure(),
                signs.calls().lastFailureWhy(),
                details.keyExpiresAt(),
                store.history(accountId));
    }

    /** The state of every account when it was last looked at, by account. */
    public Map<Long, HealthState> states() {
        Map<Long, HealthState> states = new TreeMap<>();
        store.all().values().forEach(row -> states.put(row.accountId(), row.state()));
        return states;
    }

    /** When an account that the hub has paused is probed: when it was asked to, else a while after the pause. */
    static Instant probeDue(AccountTraffic.Gate gate, HealthStore.Row row, HealthProperties settings) {
        if (!gate.pausedByHub()) {
            return null;
        }
        boolean asked = row != null && row.probeDue() != null && !row.probeDue().isBefore(gate.pausedAt());
        return asked ? row.probeDue() : gate.pausedAt().plus(settings.probeDelay(0));
    }

    private HealthRules.Signs signs(
            AccountDetails details,
            Map<Long, AccountTraffic.Gate> gates,
            Map<Long, AccountTraffic.Calls> calls,
            HealthStore.Row row,
            Instant now) {
        long id = details.account().id();
        AccountTraffic.Gate gate = gates.getOrDefault(id, AccountTraffic.Gate.OPEN);
        return new HealthRules.Signs(
                details,
                gate,
                calls.getOrDefault(id, AccountTraffic.Calls.NONE),
                probeDue(gate, row, settings),
                row != null && row.probing(now));
    }

    /** Notes another state than the last one; of all who notice, one tells. Whether it is another one. */
    private boolean note(MarketAccount account, HealthStore.Row last, HealthRules.Finding finding, Instant now) {
        if (last != null && last.state() == finding.state()) {
            return false;
        }
        boolean wasRefused = wasRefused(account.id());
        if (store.change(account.id(), finding, now)) {
            tell(account, finding);
            boolean isRefused = isRefused(finding.state(), finding.why());
            if (isRefused && !wasRefused) {
                report(SecurityEvent.Kind.ACCOUNT_REFUSED, account, finding);
            } else if (wasRefused && finding.state().goesOn()) {
                report(SecurityEvent.Kind.ACCOUNT_RECOVERED, account, finding);
            }
        }
        return true;
    }

    /** Whether it was refused when it was last known how it fares: a probe under way says nothing yet. */
    private boolean wasRefused(long accountId) {
        return store.history(accountId).stream()
                .filter(change -> change.state() != HealthState.RECOVERING)
                .findFirst()
                .filter(change -> isRefused(change.state(), change.why()))
                .isPresent();
    }

    /** A closed account whose jobs came up was stopped likewise, but not by its marketplace. */
    private static boolean isRefused(HealthState state, String why) {
        return state == HealthState.AUTH_FAILED && !why.startsWith(MarketAccounts.CLOSED);
    }

    private void report(SecurityEvent.Kind kind, MarketAccount account, HealthRules.Finding finding) {
        events.report(new SecurityEvent(
                kind,
                null,
                null,
                Map.of(
                        "account", account.label(),
                        "account_id", String.valueOf(account.id()),
                        "why", finding.why())));
    }

    private static void tell(MarketAccount account, HealthRules.Finding finding) {
        switch (finding.state()) {
            case AUTH_FAILED, TEMPLATE_INCOMPLETE, KEY_EXPIRED, DEGRADED ->
                LOG.warn(
                        "Account {} is now {}: {} {}",
                        account.label(),
                        finding.state().word(),
                        finding.why(),
                        finding.next());
            default ->
                LOG.info(
                        "Account {} is now {}: {}",
                        account.label(),
                        finding.state().word(),
                        finding.why());
        }
    }

    private void tellOfKey(AccountDetails details, Instant now) {
        MarketAccount account = details.account();
        Integer threshold = details.usable() ? threshold(details.keyExpiresAt(), now) : null;
        if (!store.warn(account.id(), threshold) || threshold == null) {
            return;
        }
        events.report(new SecurityEvent(
                SecurityEvent.Kind.KEY_EXPIRES_SOON,
                null,
                null,
                Map.of(
                        "account", account.label(),
                        "account_id", String.valueOf(account.id()),
                        "expires_at", details.keyExpiresAt().toString(),
                        "within_days", threshold.toString())));
        LOG.warn(
                "The key of account {} ends on {}. Have the marketplace issue a new one and PUT it as credentials.",
                account.label(),
                details.keyExpiresAt());
    }

    /** The smallest threshold that is reached; 0 after the end, null before the first. */
    private Integer threshold(Instant expires, Instant now) {
        if (expires == null) {
            return null;
        }
        Duration left = Duration.between(now, expires);
        if (left.isNegative() || left.isZero()) {
            return 0;
        }
        List<Integer> warnings = settings.keyWarnings();
        return warnings.stream()
                .filter(days -> left.compareTo(Duration.ofDays(days)) <= 0)
                .min(Integer::compare)
                .orElse(null);
    }
}
