package io.dropshiphub.security.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import io.dropshiphub.security.SecurityEvent;
import io.dropshiphub.security.SecurityEvent.Kind;
import io.dropshiphub.security.SecurityEventTrail.Filter;
import io.dropshiphub.security.SecurityEventTrail.Line;
import io.dropshiphub.testing.SettableClock;
import io.dropshiphub.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class SecurityEventsTest {

    private static TestDatabase database;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T03:00:10Z"));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private EventRows rows;
    private StoredSecurityEvents events;

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
        rows = new EventRows(database.jdbc(), Alerts.settings(""));
        // not started: the test says when it stores
        events = new StoredSecurityEvents(rows, meters, clock);
    }

    @Test
    void an_event_is_stored_and_counted() {
        events.report(new SecurityEvent(Kind.LOGIN_LOCKED, "kim", "10.0.0.1", Map.of("b", "2", "a", "1")));
        events.flush();

        assertThat(all()).singleElement().satisfies(line -> {
            assertThat(line.kind()).isEqualTo(Kind.LOGIN_LOCKED);
            assertThat(line.severity()).isEqualTo("MEDIUM");
            assertThat(line.at()).isEqualTo("2026-11-21T03:00:10Z");
            assertThat(line.username()).isEqualTo("kim");
            assertThat(line.address()).isEqualTo("10.0.0.1");
            assertThat(line.details()).isEqualTo(Map.of("a", "1", "b", "2"));
            assertThat(line.times()).isEqualTo(1);
            assertThat(line.handedOnAt()).isNull();
        });
        assertThat(meters.get("hub.security.events")
                        .tag("kind", "LOGIN_LOCKED")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void repeats_within_a_minute_are_one_row() {
        failedLogin("kim", "10.0.0.1", 3);
        events.flush();
        clock.advance(Duration.ofSeconds(20));
        failedLogin("kim", "10.0.0.1", 2);
        failedLogin("lee", "10.0.0.1", 1);
        events.flush();
        clock.advance(Duration.ofSeconds(40));
        failedLogin("kim", "10.0.0.1", 1);
        events.flush();

        assertThat(all())
                .extracting(Line::username, Line::times)
                .containsExactly(tuple("kim", 1L), tuple("lee", 1L), tuple("kim", 5L));
        assertThat(all().get(2).lastAt()).isEqualTo("2026-11-21T03:00:30Z");
    }

    @Test
    void events_without_user_and_address_are_told_apart_by_their_details() {
        events.report(new SecurityEvent(Kind.KEY_EXPIRES_SOON, null, null, Map.of("account", "1")));
        events.report(new SecurityEvent(Kind.KEY_EXPIRES_SOON, null, null, Map.of("account", "2")));
        events.flush();

        assertThat(all()).hasSize(2);
    }

    @Test
    void a_flood_of_users_and_addresses_takes_a_bounded_number_of_rows() {
        for (int i = 0; i < 100_000; i++) {
            failedLogin("user-" + i, "10.0." + i / 250 + "." + i % 250, 1);
        }
        events.flush();

        assertThat(all()).hasSize(101);
        assertThat(all().stream().mapToLong(Line::times).sum()).isEqualTo(100_000);
        assertThat(all().get(0).username()).isNull();
        assertThat(all().get(0).times()).isEqualTo(99_900);
    }

    @Test
    void nothing_breaks_or_is_lost_while_the_database_is_away() {
        database.jdbc().sql("alter table security_event rename to away").update();
        assertThatCode(() -> {
                    failedLogin("kim", "10.0.0.1", 2);
                    events.flush();
                    clock.advance(Duration.ofMinutes(10));
                    failedLogin("kim", "10.0.0.1", 1);
                    events.flush();
                })
                .doesNotThrowAnyException();

        database.jdbc().sql("alter table away rename to security_event").update();
        events.flush();

        assertThat(all()).extracting(Line::times).containsExactly(1L, 2L);
    }

    @Test
    void an_event_stays_when_the_callers_transaction_is_rolled_back() {
        events.start();
        try {
            new TransactionTemplate(new JdbcTransactionManager(database.dataSource())).executeWithoutResult(status -> {
                failedLogin("kim", "10.0.0.1", 1);
                status.setRollbackOnly();
            });
        } finally {
            events.stop();
        }

        assertThat(all()).hasSize(1);
    }

    @Test
    void events_are_found_by_what_they_say() {
        failedLogin("kim", "10.0.0.1", 1);
        events.report(new SecurityEvent(Kind.ACCESS_REFUSED, "kim", "10.0.0.1", Map.of()));
        events.flush();
        clock.advance(Duration.ofHours(1));
        failedLogin("lee", "\0\ud800", 1);
        events.flush();

        assertThat(rows.browse(new Filter(Kind.LOGIN_FAILED, null, null, 10))).hasSize(2);
        assertThat(rows.browse(new Filter(null, "kim", null, 10))).hasSize(2);
        assertThat(rows.browse(new Filter(null, "kim", null, 1))).hasSize(1);
        assertThat(rows.browse(new Filter(null, null, Instant.parse("2026-11-21T04:00:00Z"), 10)))
                .singleElement()
                .extracting(Line::username)
                .isEqualTo("lee");
    }

    private void failedLogin(String username, String address, int times) {
        for (int i = 0; i < times; i++) {
            events.report(new SecurityEvent(Kind.LOGIN_FAILED, username, address, Map.of("try", String.valueOf(i))));
        }
    }

    private List<Line> all() {
        return rows.browse(new Filter(null, null, null, 1000));
    }
}
