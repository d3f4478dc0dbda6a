package io.dropshiphub.queue;

import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    private final Set<String> probed = ConcurrentHashMap.newKeySet();

    AccountGates(JdbcClient jdbc, Clock clock, QueueSignals signals) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.signals = signals;
    }

    /** Makes sure the account has a gate with these limits; tokens, counters and closures of an existing one stay. */
    public void ensure(
            long accountId, String platform, double ratePerSecond, int burst, int dailyCreations, int maxInFlight) {
        jdbc.sql("""
                        insert into account_gate (account_id, platform, rate_per_second, burst, daily_creations,
                            max_in_flight, tokens, tokens_at, creations_on)
                        values (:id, :platform, :rate, :burst, :daily, :inFlight, :burst, :now, :today)
                        on conflict (account_id) do update set rate_per_second = excluded.rate_per_second,
                            burst = excluded.burst, daily_creations = excluded.daily_creations,
                            max_in_flight = excluded.max_in_flight,
                            tokens = least(account_gate.tokens, excluded.burst)""")
                .param("id", accountId)
                .param("platform", platform)
                .param("rate", ratePerSecond)
                .param("burst", burst)
                .param("daily", dailyCreations)
                .param("inFlight", maxInFlight)
                .param("now", Timestamp.from(clock.instant()))
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
                            closed_until = null, closed_why = null
                        where account_id = :id""").param("id", accountId).update();
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

    /** Closes one account's gate until then; an earlier reopening never shortens a later one. */
    void close(long accountId, Instant until, String why) {
        jdbc.sql("""
                        update account_gate set closed_until = greatest(closed_until, :until), closed_why = :why,
                            tokens = least(tokens, 0), tokens_at = :now
                        where account_id = :id""")
                .param("until", Timestamp.from(until))
                .param("why", why)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", accountId)
                .update();
    }

    /** Gives back a call that was paid for and not made. */
    void refundCall(long accountId) {
        jdbc.sql("update account_gate set tokens = tokens + 1 where account_id = :id and rate_per_second > 0")
                .param("id", accountId)
                .update();
    }

    /** Gives back a creation of the day that did not take place. */
    void refundCreation(long accountId) {
        jdbc.sql("""
                        update account_gate set creations_used = creations_used - 1
                        where account_id = :id and daily_creations > 0 and creations_used > 0""").param("id", accountId).update();
    }

    /** Closes a marketplace's gates after its breaker opened; the first job afterwards goes alone. */
    void closePlatform(String platform, Instant until, String why) {
        jdbc.sql("""
                        update account_gate set closed_until = greatest(closed_until, :until), closed_why = :why,
                            probing = true
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

    /** The marketplace has answered: no more probing. */
    void answered(String platform) {
        if (!probed.contains(platform)) {
            return;
        }
        int opened = jdbc.sql("""
                        update account_gate set probing = false, closed_until = null, closed_why = null
                        where platform = :platform and probing""").param("platform", platform).update();
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
                .query((row, n) -> gate(row))
                .list();
    }

    AccountGate gate(ResultSet row) throws SQLException {
        Instant now = clock.instant();
        double rate = row.getDouble("rate_per_second");
        int burst = row.getInt("burst");
        Timestamp closed = row.getTimestamp("closed_until");
        boolean isClosed = closed != null && closed.toInstant().isAfter(now);
        boolean sameDay = row.getObject("creations_on", LocalDate.class).equals(today());
        return new AccountGate(
                row.getLong("account_id"),
                row.getString("platform"),
                rate,
                burst,
                row.getInt("daily_creations"),
                sameDay ? row.getInt("creations_used") : 0,
                row.getInt("max_in_flight"),
                refilled(row.getDouble("tokens"), row.getTimestamp("tokens_at").toInstant(), rate, burst, now),
                isClosed ? closed.toInstant() : null,
                isClosed ? row.getString("closed_why") : null,
                row.getBoolean("probing"),
                row.getString("paused_why"),
                row.getString("paused_by"),
                instant(row.getTimestamp("paused_at")),
                row.getString("platform_paused_why"));
    }

    private static Instant instant(Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    /** The bucket's content now: what was left plus what flowed in since, never above its brim. */
    static double refilled(double tokens, Instant at, double rate, int burst, Instant now) {
        double seconds = Math.max(0, (now.toEpochMilli() - at.toEpochMilli()) / 1000.0);
        return Math.min(burst, tokens + rate * seconds);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), QUOTA_ZONE);
    }
}
