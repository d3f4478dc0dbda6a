package io.dropshiphub.monitoring;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.testing.HubTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HubTest(
        properties = {
            "hub.routes.include=_shared/*.camel.yaml,monitoring/*.camel.yaml",
            // accounts without anything to call
            "spring.profiles.active=sandbox",
            "hub.sandbox.enabled=false",
            "hub.monitoring.purge-every=200ms",
            "hub.monitoring.refresh=200ms"
        })
class HistoryPurgeRouteTest {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private io.micrometer.core.instrument.MeterRegistry metrics;

    @Test
    void old_calls_leave_the_history_and_recent_ones_stay() {
        jdbc.sql("truncate attempt").update();
        jdbc.sql("""
                        insert into attempt (registration_id, account_id, at, attempt, kind, outcome)
                        values (1, 1, now() - interval '91 days', 1, 'REGISTER', 'REGISTERED'),
                            (2, 1, now() - interval '89 days', 1, 'REGISTER', 'REGISTERED')""").update();

        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(jdbc.sql("select registration_id from attempt")
                        .query(Long.class)
                        .list())
                .containsExactly(2L));
    }

    @Test
    void a_round_that_fails_is_counted_and_the_next_one_works_again() {
        jdbc.sql("alter table attempt rename to attempt_away").update();
        try {
            await().atMost(20, SECONDS).until(() -> failures() > 0);
        } finally {
            jdbc.sql("alter table attempt_away rename to attempt").update();
        }

        old_calls_leave_the_history_and_recent_ones_stay();
    }

    private double failures() {
        var counter = metrics.find("hub.background.errors")
                .tag("route", "monitoring-purge-history")
                .counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void the_ledger_is_a_metric() {
        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(
                        metrics.find("hub.rows").tag("state", "waiting").gauge())
                .isNotNull());
        assertThat(metrics.get("hub.unaccounted").gauge().value()).isZero();
    }

    @Test
    void pace_and_used_quota_of_the_accounts_are_metrics() {
        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(metrics.find("hub.account.quota.used.ratio")
                        .tags("platform", "11st", "window", "creations")
                        .gauge())
                .isNotNull());
        assertThat(metrics.get("hub.account.rate.effective")
                        .tag("platform", "naver")
                        .gauge()
                        .value())
                .isEqualTo(2);
        assertThat(metrics.find("hub.account.quota.used.ratio")
                        .tag("window", "minute")
                        .gauges())
                .as("no gauge without a limit")
                .isEmpty();
    }
}
