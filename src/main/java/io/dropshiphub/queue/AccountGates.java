package io.dropshiphub.queue;

import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Scope;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Variable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The gates in front of the accounts: quotas, pauses and closures. */
@Component
public class AccountGates {

    /** Daily caps of the Korean marketplaces turn at Korean midnight. */
    static final ZoneId QUOTA_ZONE = ZoneId.of("Asia/Seoul");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final QueueSignals signals;
    private final AdaptiveRate adaptive;
    private final Set<String> probed = ConcurrentHashMap.newKeySet();

    AccountGates(JdbcClient jdbc, Clock clock, QueueSignals signals, AdaptiveRate adaptive) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.signals = signals;
        this.adaptive = adaptive;
    }

    /** Makes sure the account has a gate with these limits; tokens, counters, closures and what was learned stay. */
    public void ensure(long accountId, String platform, GateLimits limits) {
        jdbc.sql("""
                        insert into account_gate (account_id, platform, rate_per_second, burst, rate_is_own, daily_creations,
                            max_in_flight, calls_per_minute, calls_per_day, windows, tokens, tokens_at, creations_on)
                        values (:id, :platform, :rate, :burst, :own, :daily, :inFlight, :perMinute, :perDay, :windows,
                            :burst, :now, :today)
                        on conflict (account_id) do update set rate_per_second = excluded.rate_per_second,
                            burst = excluded.burst, rate_is_own = excluded.rate_is_own,
                            daily_creations = excluded.daily_creations, max_in_flight = excluded.max_in_flight,
                            calls_per_minute = excluded.calls_per_minute, calls_per_day = excluded.calls_per_day,
                            windows = excluded.windows, tokens = least(account_gate.tokens, excluded.burst)""")
                .param("id", accountId)
                .param("platform", platform)
                .param("rate", limits.ratePerSecond())
                .param("burst", limits.burst())
                .param("own", limits.rateIsOwn())
                .param("daily", limits.dailyCreations())
                .param("inFlight", limits.maxInFlight())
                .param("perMinute", limits.callsPerMinute())
                .param("perDay", limits.callsPerDay())
                .param("windows", limits.fixedWindows() ? "fixed" : "sliding")
                .param("now", now())
                .param("today", today())
                .update();
    }

    /** Debits one more call of the job's account: for calls that a job makes beside its main one. May go into debt. */
    public void spend(@Variable("job") ListingJob job) {
        spendCall(job.accountId());
    }

    /** Debits a call that no job makes. May go into debt. */
    public void spendCall(long accountId) {
        jdbc.sql("update account_gate set tokens = tokens - 1 where account_id = :id and rate_per_second > 0")
                .param("id", accountId)
                .update();
    }

    /** Stops an account until a person resumes it; jobs that are being called finish. */
    public void pause(long accountId, String why) {
        jdbc.sql("""
                        update account_gate set paused_why = :why, paused_by = 'person', paused_at = :now
                        where account_id = :id""")
                .param("why", why)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", accountId)
                .update();
    }

    /** Stops an account that the marketplace does not accept; a pause that is there already stays as it is. */
    void pauseByHub(long accountId, String why) {
        jdbc.sql("""
                        update account_gate set paused_why = :why, paused_by = 'hub', paused_at = :now
                        where account_id = :id and paused_why is null""")
                .param("why", why)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", accountId)
                .update();
    }

    /** Lets a paused or closed account go on. */
    public void resume(long accountId) {
        jdbc.sql("""
                        update account_gate set paused_why = null, paused_by = null, paused_at = null,
                            closed_until = null, closed_why = null,
                            creations_stopped_on = null, tokens_at = least(tokens_at, :now)
                        where account_id = :id""").param("id", accountId).param("now", now()).update();
        signals.wakeAll();
    }

    /**
     * Lets an account go on that the hub itself has paused; what a person has paused stays so.
     *
     * @return whether it went on
     */
    public boolean resumeFromHub(long accountId) {
        int resumed = jdbc.sql("""
                        update account_gate set paused_why = null, paused_by = null, paused_at = null
                        where account_id = :id and paused_why is not null and paused_by = 'hub'""").param("id", accountId).update();
        signals.wakeAll();
        return resumed > 0;
    }

    /** Stops all accounts of a marketplace until {@link #resumePlatform}. */
    public void pausePlatform(String platform, String why) {
        jdbc.sql("update account_gate set platform_paused_why = :why where platform = :platform")
                .param("why", why)
                .param("platform", platform)
                .update();
    }

    /** Lets the marketplace's accounts go on, save those that are paused one by one. */
    public void resumePlatform(String platform) {
        jdbc.sql("update account_gate set platform_paused_why = null where platform = :platform")
                .param("platform", platform)
                .update();
        signals.wake(platform);
    }

    /**
     * Closes one account's gate until then; an earlier reopening never shortens a later one. It reopens with an empty bucket,
     * so that what has gathered in front of it does not leave at once.
     */
    void close(long accountId, Instant until, String why) {
        jdbc.sql("""
                        update account_gate set closed_until = greatest(closed_until, :until), closed_why = :why,
                            tokens = least(tokens, 0), tokens_at = greatest(closed_until, :until)
                        where account_id = :id""")
                .param("until", Timestamp.from(until))
                .param("why", why)
                .param("id", accountId)
                .update();
    }

    /** Gives back a call that was paid for and not made. */
    void refundCall(long accountId) {
        jdbc.sql("update account_gate set tokens = tokens + 1 where account_id = :id and rate_per_second > 0")
                .param("id", accountId)
                .update();
    }

    /** Gives back a creation that did not take place to the day it was taken from. */
    void refundCreation(long accountId, Instant takenAt) {
        jdbc.sql("""
                        update account_gate set creations_used = creations_used - 1
                        where account_id = :id and daily_creations > 0 and creations_used > 0 and creations_on = :day""").param("id", accountId).param("day", day(takenAt)).update();
    }

    /**
     * Closes a marketplace's gates after its breaker opened; the first job afterwards goes alone. An account that its own
     * answers have closed for longer stays closed for that long.
     */
    void closePlatform(String platform, Instant until, String why) {
        jdbc.sql("""
                        update account_gate set closed_until = greatest(closed_until, :until),
                            closed_why = case when closed_until > :until then closed_why else :why end, probing = true
                        where platform = :platform""")
                .param("until", Timestamp.from(until))
                .param("why", why)
                .param("platform", platform)
                .update();
        probed.add(platform);
    }

    /** Notes that a marketplace is being probed; ordinary answers of the others then cost no statement. */
    void probing(String platform) {
        probed.add(platform);
    }

    /** The marketplace has answered: no more probing. What is closed beyond {@code outageEnd} is not closed by the outage. */
    void answered(String platform, Instant outageEnd) {
        if (!probed.contains(platform)) {
            return;
        }
        int opened = jdbc.sql("""
                        update account_gate set probing = false,
                            closed_until = case when closed_until > :outageEnd then closed_until end,
                            closed_why = case when closed_until > :outageEnd then closed_why end,
                            tokens_at = case when closed_until > :outageEnd then tokens_at else least(tokens_at, :now) end
                        where platform = :platform and probing""")
                .param("platform", platform)
                .param("outageEnd", Timestamp.from(outageEnd))
                .param("now", now())
                .update();
        probed.remove(platform);
        if (opened > 0) {
            signals.wake(platform);
        }
    }

    /** All gates, by platform and account. */
    public List<AccountGate> all() {
        return of(Scope.ALL);
    }

    /** The gates of a scope's accounts, by platform and account. */
    public List<AccountGate> of(Scope scope) {
        // whose an account is stands at the account: the one thing that the queue looks up there
        return jdbc.sql("""
                        select * from account_gate
                        where %s order by platform, account_id""".formatted(
                                scope.sql("account_id in (select id from market_account where user_id = :owner)")))
                .param("owner", scope.ownerId())
                .query((row, n) -> gate(GateRow.of(row)))
                .list();
    }

    AccountGate gate(GateRow row) {
        Instant now = clock.instant();
        LocalDate today = today();
        boolean isClosed = row.closedUntil() != null && row.closedUntil().isAfter(now);
        Instant nextCall = row.windowsOpenAt(now);
        return new AccountGate(
                row.account(),
                row.platform(),
                row.limits().ratePerSecond(),
                row.limits().burst(),
                row.limits().dailyCreations(),
                row.creationsUsed(today),
                row.areCreationsStopped(today) ? midnight() : null,
                row.limits().maxInFlight(),
                row.tokens(adaptive, now),
                pace(row, now),
                new AccountGate.Calls(
                        row.limits().callsPerMinute(),
                        row.minuteUsed(now),
                        row.limits().callsPerDay(),
                        row.dayUsed(now),
                        nextCall.isAfter(now) ? nextCall : null),
                isClosed ? row.closedUntil() : null,
                isClosed ? row.closedWhy() : null,
                row.probing(),
                row.pausedWhy(),
                row.pausedBy(),
                row.pausedAt(),
                row.platformPausedWhy());
    }

    private AccountGate.Pace pace(GateRow row, Instant now) {
        double rate = row.rate(adaptive, now);
        boolean isSlowed = rate < row.fullRate(adaptive);
        boolean isLearned = row.isPaced() && row.told() != null;
        return new AccountGate.Pace(
                rate,
                row.burst(adaptive, now),
                isSlowed ? "slowed" : isLearned ? "learned" : "configured",
                row.told(),
                isSlowed ? row.slowed().at() : null);
    }

    /** When the running Korean day ends. */
    Instant midnight() {
        return today().plusDays(1).atStartOfDay(QUOTA_ZONE).toInstant();
    }

    /** The Korean day of this moment. */
    static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, QUOTA_ZONE);
    }

    private LocalDate today() {
        return day(clock.instant());
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
