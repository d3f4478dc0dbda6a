package io.dropshiphub.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.accounts.AccountRecovery.Probe;
import io.dropshiphub.queue.AccountUsage;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.SettableClock;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How accounts fare as time goes by: the clock is the test's, and nothing is called. */
@HubTest(
        properties = {
            "spring.profiles.active=sandbox",
            "hub.sandbox.enabled=false",
            "hub.routes.include=_shared/*.camel.yaml"
        })
@Import(AccountHealthTest.Settable.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class AccountHealthTest {

    private static final Instant START = Instant.parse("2026-11-21T00:30:00Z");

    @TestConfiguration
    static class Settable {
        @Bean
        Clock clock() {
            return new SettableClock(START);
        }
    }

    @Autowired
    private Clock clock;

    @Autowired
    private AccountWatch watch;

    @Autowired
    private AccountRecovery recovery;

    @Autowired
    private CredentialKeeper credentials;

    @Autowired
    private MarketAccounts accounts;

    @Autowired
    private AccountUsage usage;

    @Autowired
    private JdbcClient jdbc;

    private long account;

    @BeforeEach
    void the_account_of_11st() {
        account = jdbc.sql("select id from market_account where platform = '11st'")
                .query(Long.class)
                .single();
        watch.look();
    }

    @AfterEach
    void leave_nothing_for_the_next_test() {
        jdbc.sql(
                        "update market_account set credentials_source = 'config:' || platform || '/' || name, key_expires_at = null")
                .update();
        jdbc.sql("update account_gate set paused_why = null, paused_by = null, closed_until = null, closed_why = null,"
                        + " creations_used = 0")
                .update();
        jdbc.sql("truncate attempt, account_usage, account_health, account_health_event, security_event, vault_secret")
                .update();
        accounts.changed(account);
    }

    @Test
    void a_keys_end_is_told_once_at_each_threshold_and_after_it() {
        credentials.set(account, Map.of("api-key", "k"), null, "anna");
        assertThat(state()).isEqualTo(HealthState.HEALTHY);
        assertThat(health().keyExpiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(180)));

        assertThat(warnings()).isEmpty();
        lookAfterDays(151);
        assertWarned("30");
        assertThat(state()).isEqualTo(HealthState.KEY_EXPIRES_SOON);
        lookAfterDays(1);
        assertWarned("30");
        lookAfterDays(15);
        assertWarned("30", "14");
        lookAfterDays(7);
        assertWarned("30", "14", "7");
        lookAfterDays(5);
        assertWarned("30", "14", "7", "1");
        lookAfterDays(2);
        assertWarned("30", "14", "7", "1", "0");
        assertThat(state()).isEqualTo(HealthState.KEY_EXPIRED);
        assertThat(health().why()).contains("1 days ago");

        credentials.set(account, Map.of("api-key", "n"), clock.instant().plus(Duration.ofDays(10)), "anna");
        watch.look();

        assertThat(state()).isEqualTo(HealthState.KEY_EXPIRES_SOON);
        assertWarned("30", "14", "7", "1", "0", "14");
    }

    @Test
    void an_account_waits_when_its_quota_is_used_up_and_is_degraded_when_much_fails() {
        jdbc.sql("""
                        update account_gate set daily_creations = 5, creations_used = 5,
                            creations_on = (?::timestamptz at time zone 'Asia/Seoul')::date where account_id = ?""").params(Timestamp.from(clock.instant()), account).update();
        assertThat(state()).isEqualTo(HealthState.WAITING);
        jdbc.sql("update account_gate set creations_used = 0").update();

        attempts(8, "REGISTERED");
        attempts(1, "UNKNOWN");
        assertThat(state()).as("9 calls say nothing").isEqualTo(HealthState.HEALTHY);
        attempts(2, "NOT_SENT");
        assertThat(state()).isEqualTo(HealthState.DEGRADED);
        assertThat(health().lastFailureWhy()).isEqualTo("C-1: it went wrong");
        attempts(20, "REGISTERED");
        assertThat(state()).isEqualTo(HealthState.HEALTHY);
        attempts(40, "REJECTED");
        assertThat(state()).isEqualTo(HealthState.DEGRADED);
        advance(Duration.ofHours(2));
        assertThat(state()).as("long ago").isEqualTo(HealthState.HEALTHY);
    }

    @Test
    void probes_come_ever_more_rarely_and_new_credentials_are_probed_at_once() {
        pauseByHub();
        watch.look();
        assertThat(recovery.due()).isEmpty();

        for (Duration wait : List.of(
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(2))) {
            advance(wait.minusSeconds(1));
            assertThat(recovery.due()).as("before %s", wait).isEmpty();
            advance(Duration.ofSeconds(1));
            recovery.judged(report(ConnectionReport.Verdict.REFUSED), only(recovery.due()));
        }
        assertThat(health().probes()).isEqualTo(5);
        assertThat(state()).isEqualTo(HealthState.AUTH_FAILED);

        credentials.set(account, Map.of("api-key", "new"), null, "anna");
        recovery.judged(report(ConnectionReport.Verdict.OK), only(recovery.due()));

        assertThat(state()).isEqualTo(HealthState.HEALTHY);
        assertThat(recovery.due()).isEmpty();
    }

    @Test
    void a_probe_that_new_credentials_overtake_says_nothing() {
        pauseByHub();
        advance(Duration.ofMinutes(1));
        Probe old = only(recovery.due());
        credentials.set(account, Map.of("api-key", "new"), null, "anna");

        recovery.judged(report(ConnectionReport.Verdict.REFUSED), old);

        assertThat(recovery.due()).as("the new ones are probed").hasSize(1);
    }

    @Test
    void an_answer_that_says_nothing_about_the_account_is_no_failed_probe() {
        pauseByHub();
        advance(Duration.ofMinutes(1));

        recovery.judged(report(ConnectionReport.Verdict.UNREACHABLE), only(recovery.due()));

        assertThat(health().probes()).isZero();
        assertThat(health().nextProbeAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(1)));
    }

    @Test
    void of_many_hubs_one_probes_and_another_takes_over_when_it_dies() throws Exception {
        pauseByHub();
        advance(Duration.ofMinutes(1));

        assertThat(together(recovery::due)).hasSize(1);
        assertThat(state()).isEqualTo(HealthState.RECOVERING);
        advance(Duration.ofMinutes(3));
        assertThat(together(recovery::due)).hasSize(1);
    }

    @Test
    void a_change_of_state_is_told_once_by_however_many_hubs_see_it() throws Exception {
        pauseByHub();

        together(() -> {
            watch.look();
            return List.of();
        });

        assertThat(health().history())
                .extracting(AccountHealth.Change::state)
                .containsExactly(HealthState.AUTH_FAILED, HealthState.HEALTHY);
    }

    @Test
    void usage_is_counted_exactly_however_often_and_by_korean_days() {
        jdbc.sql("""
                        insert into attempt (registration_id, account_id, at, attempt, kind, outcome)
                        select n, ?, ?::timestamptz - n * interval '1 hour', 1, 'REGISTER',
                            case when n % 2 = 0 then 'REGISTERED' else 'REJECTED' end from generate_series(0, 29) n""").params(account, Timestamp.from(clock.instant())).update();
        attempts(3, "QUOTA");

        usage.count();
        usage.count();

        assertThat(usage.hours(account).get(0).count()).isEqualTo(new AccountUsage.Count(4, 1, 0, 3));
        assertThat(usage.hours(account)).hasSize(24);
        List<AccountUsage.Day> days = usage.days(account, 3);
        assertThat(days.stream().mapToLong(day -> day.count().calls()).sum()).isEqualTo(33);
        assertThat(days.get(0).day())
                .isEqualTo(clock.instant().atZone(ZoneId.of("Asia/Seoul")).toLocalDate());
        attempts(1, "REGISTERED");
        usage.count();
        assertThat(usage.hours(account).get(0).count().calls()).isEqualTo(5);
    }

    private void pauseByHub() {
        jdbc.sql(
                        "update account_gate set paused_why = '401: no', paused_by = 'hub', paused_at = ? where account_id = ?")
                .params(Timestamp.from(clock.instant()), account)
                .update();
    }

    private void attempts(int times, String outcome) {
        jdbc.sql("""
                        insert into attempt (registration_id, account_id, at, attempt, kind, outcome, code, message)
                        select n, ?, ?, 1, 'REGISTER', ?, 'C-1', 'it went wrong' from generate_series(1, ?) n""")
                .params(account, Timestamp.from(clock.instant()), outcome, times)
                .update();
    }

    private AccountHealth health() {
        return watch.health(account);
    }

    private HealthState state() {
        return health().state();
    }

    private void lookAfterDays(int days) {
        advance(Duration.ofDays(days));
        watch.look();
        watch.look();
    }

    /** Events are stored by a thread of their own. */
    private void assertWarned(String... days) {
        await().untilAsserted(() -> assertThat(warnings()).containsExactly(days));
    }

    private List<String> warnings() {
        return jdbc.sql(
                        "select details::jsonb ->> 'within_days' from security_event where kind = 'KEY_EXPIRES_SOON' order by id")
                .query(String.class)
                .list();
    }

    private void advance(Duration by) {
        ((SettableClock) clock).advance(by);
    }

    private static Probe only(List<Probe> due) {
        assertThat(due).hasSize(1);
        return due.get(0);
    }

    private static ConnectionReport report(ConnectionReport.Verdict verdict) {
        return new ConnectionReport(verdict, "401", "it says no");
    }

    /** What eight hubs find that look at the same moment. */
    private static <T> List<T> together(Callable<List<T>> look) throws Exception {
        int hubs = 8;
        ExecutorService pool = Executors.newFixedThreadPool(hubs);
        CyclicBarrier start = new CyclicBarrier(hubs);
        try {
            List<Future<List<T>>> found = Stream.generate(() -> pool.submit(() -> {
                        start.await();
                        return look.call();
                    }))
                    .limit(hubs)
                    .toList();
            List<T> all = new ArrayList<>();
            for (Future<List<T>> each : found) {
                all.addAll(each.get());
            }
            return all;
        } finally {
            pool.shutdownNow();
        }
    }
}
