package io.dropshiphub.security.anomalies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropshiphub.security.ActivityCounts.Kind;
import io.dropshiphub.security.SecurityEvent;
import io.dropshiphub.testing.SettableClock;
import io.dropshiphub.testing.TestDatabase;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Weeks of somebody's work, and then something else. */
class AnomalyDetectorTest {

    /** A Monday, 9 o'clock in Seoul. */
    private static final Instant MONDAY = Instant.parse("2026-11-02T00:00:00Z");

    private static TestDatabase database;

    private final SettableClock clock = new SettableClock(MONDAY);
    private final List<SecurityEvent> reported = new ArrayList<>();
    private JdbcClient jdbc;
    private StoredActivityCounts counts;
    private AnomalyDetector detector;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        TestDatabase.clear(database.dataSource());
        jdbc = database.jdbc();
        jdbc.sql("insert into secret_reader_position (seq) select seq from audit_head")
                .update();
        JdbcTransactionManager transactions = new JdbcTransactionManager(database.dataSource());
        ActivityRows rows = new ActivityRows(jdbc, transactions);
        counts = new StoredActivityCounts(rows, clock);
        AnomalyProperties settings = Anomalies.settings();
        detector = new AnomalyDetector(
                rows, new SecretReads(jdbc, rows, settings, transactions), reported::add, settings, clock);
    }

    @Test
    void weeks_of_work_from_nine_to_six_are_nothing_unusual() {
        work("kim", 20);

        assertThat(reported).isEmpty();
    }

    @Test
    void ten_times_as_much_as_usual_is_reported_once() {
        work("kim", 20);
        counts.count("kim", Kind.REQUESTS, 2000);
        look();
        clock.advance(Duration.ofMinutes(5));
        counts.count("kim", Kind.REQUESTS, 1);
        look();

        assertThat(reported).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(SecurityEvent.Kind.UNUSUAL_VOLUME);
            assertThat(event.username()).isEqualTo("kim");
            assertThat(event.details()).containsEntry("what", "requests").containsEntry("count", "2000");
        });
    }

    @Test
    void what_is_below_the_floor_is_never_too_much() {
        for (int hour = 0; hour < 200; hour++) {
            counts.count("lee", Kind.REQUESTS, 3);
            look();
            clock.advance(Duration.ofHours(1));
        }
        counts.count("lee", Kind.REQUESTS, 600);
        look();

        assertThat(reported).isEmpty();
    }

    @Test
    void a_new_user_does_not_alarm() {
        work("kim", 20);
        counts.count("new", Kind.REQUESTS, 50_000);
        counts.count("new", Kind.ROWS, 1_000_000);
        look();

        assertThat(reported).isEmpty();
    }

    @Test
    void an_hour_in_which_nobody_expects_the_user_is_reported() {
        work("kim", 20);
        // Monday, 3 o'clock in the morning
        clock.advance(Duration.ofHours(18));
        counts.count("kim", Kind.REQUESTS, 1);
        look();

        assertThat(reported).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(SecurityEvent.Kind.UNUSUAL_HOUR);
            assertThat(event.username()).isEqualTo("kim");
            assertThat(event.details().get("hour")).contains("T03:00+09:00");
        });
    }

    @Test
    void an_hour_of_overtime_is_nothing_unusual() {
        work("kim", 20);
        clock.advance(Duration.ofHours(9));
        counts.count("kim", Kind.REQUESTS, 40);
        look();

        assertThat(reported).isEmpty();
    }

    @Test
    void a_new_reader_of_an_old_secret_is_reported_and_a_reader_of_a_new_secret_is_not() {
        opened("hub:calls", "secret:account:1/access-key");
        look();
        clock.advance(Duration.ofDays(6));
        opened("hub:probe", "secret:account:1/access-key");
        look();
        assertThat(reported).as("still learning").isEmpty();

        clock.advance(Duration.ofDays(2));
        opened("hub:calls", "secret:account:2/access-key");
        opened("hub:calls", "secret:account:1/access-key");
        look();
        assertThat(reported).as("a new account; a known reader").isEmpty();

        opened("kim", "secret:account:1/access-key");
        opened("kim", "secret:account:1/access-key");
        look();
        look();
        assertThat(reported).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(SecurityEvent.Kind.UNUSUAL_SECRET_READS);
            assertThat(event.username()).isEqualTo("kim");
            assertThat(event.details()).containsEntry("secret", "secret:account:1/access-key");
        });
        assertThat(jdbc.sql("select sum(n) from user_activity where kind = 'SECRETS'")
                        .query(Long.class)
                        .single())
                .isEqualTo(6);
    }

    @Test
    void many_more_secrets_than_usual_are_reported() {
        for (int hour = 0; hour < 40; hour++) {
            opened("hub:calls", "secret:account:1/access-key");
            look();
            clock.advance(Duration.ofHours(1));
        }
        for (int i = 0; i < 601; i++) {
            opened("hub:calls", "secret:account:1/access-key");
        }
        look();

        assertThat(reported).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(SecurityEvent.Kind.UNUSUAL_SECRET_READS);
            assertThat(event.details()).containsEntry("what", "secrets").containsEntry("count", "601");
        });
    }

    @Test
    void counts_that_could_not_be_stored_are_stored_later() {
        counts.count("kim", Kind.REQUESTS, 3);
        jdbc.sql("alter table user_activity rename to away").update();
        assertThatThrownBy(counts::store).hasMessageContaining("user_activity");
        counts.count("kim", Kind.REQUESTS, 4);
        jdbc.sql("alter table away rename to user_activity").update();
        counts.store();
        counts.store();

        assertThat(jdbc.sql("select n from user_activity").query(Long.class).list())
                .containsExactly(7L);
    }

    /** Every weekday of so many days, nine hours of about 100 requests; ends on a Sunday, 9 o'clock. */
    private void work(String username, int days) {
        for (int day = 0; day < days / 5 * 7; day++) {
            for (int hour = 0; hour < 9 && day % 7 < 5; hour++) {
                counts.count(username, Kind.REQUESTS, 90 + (day * 7 + hour * 5) % 21);
                look();
                clock.advance(Duration.ofHours(1));
            }
            clock.advance(Duration.ofHours(day % 7 < 5 ? 15 : 24));
        }
    }

    private void look() {
        counts.store();
        detector.look();
    }

    private void opened(String actor, String target) {
        jdbc.sql("""
                        with head as (update audit_head set seq = seq + 1 returning seq)
                        insert into audit_log (seq, at, actor, action, target, outcome, details, prev_hash, hash)
                        select seq, ?, ?, 'secret.open', ?, 'done', '{}', '', '' from head""").params(Timestamp.from(clock.instant()), actor, target).update();
    }
}
