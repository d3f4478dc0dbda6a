package io.dropshiphub.security.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dropshiphub.security.AuditLog;
import io.dropshiphub.security.SecretName;
import io.dropshiphub.security.SecurityEvents;
import io.dropshiphub.security.VaultKeys.Pair;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.SettableClock;
import io.dropshiphub.testing.TestDatabase;
import io.dropshiphub.testing.TestKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A new key pair takes over: when, that nothing is lost on the way however it ends, and that the old one is destroyed. */
@HubTest(properties = "hub.routes.include=_shared/*.camel.yaml")
@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyRotationTest {

    private static final int SECRETS = 3;
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static byte[] firstPair;

    @Autowired
    private AuditLog audit;

    @Autowired
    private SecurityEvents events;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));
    private final JdbcClient jdbc = DATABASE.jdbc();
    private VaultHub hub;

    @BeforeEach
    void some_secrets_under_the_first_pair() {
        jdbc.sql("truncate vault_secret, vault_key_pair").update();
        if (firstPair == null) {
            another(DATABASE.dataSource()).ring().prepare();
            firstPair = jdbc.sql("select private_key from vault_key_pair")
                    .query((row, line) -> row.getBytes(1))
                    .single();
        } else {
            // making one takes a second
            new KeyPairRows(jdbc, clock).add(1, firstPair);
        }
        hub = another(DATABASE.dataSource());
        IntStream.range(0, SECRETS).forEach(number -> put(hub, number));
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void afterwards_everything_is_under_the_new_pair_and_the_old_ones_private_key_is_destroyed() {
        clock.advance(Duration.ofDays(1));
        hub.rotation().rotate("kim");
        assertThat(hub.rotation().status().toRewrap()).isEqualTo(SECRETS);

        hub.goOn();

        assertThat(hub.rotation().status().toRewrap()).isZero();
        assertThat(hub.rotation().status().pairs())
                .containsExactly(
                        new Pair(2, "active", SECRETS, clock.instant(), null, null),
                        new Pair(
                                1,
                                "retired",
                                0,
                                clock.instant().minus(Duration.ofDays(1)),
                                clock.instant(),
                                clock.instant()));
        assertThat(privateKeys()).isEqualTo(1);
        assertThat(hub.vault().describe("account:1").get(0).rewrappedAt()).isEqualTo(clock.instant());
        everything_opens(hub);
        everything_opens(another(DATABASE.dataSource()));
        assertThat(hub.ring().find(1)).as("also in memory").isEmpty();
    }

    @Test
    void a_pair_is_replaced_when_it_is_too_old() {
        clock.advance(Duration.ofDays(90).minusSeconds(1));
        hub.rotation().rotateWhenDue();
        assertThat(hub.rotation().status().pairs()).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        hub.rotation().rotateWhenDue();
        hub.rotation().rotateWhenDue();
        assertThat(hub.rotation().status().pairs()).hasSize(2);
    }

    @Test
    void before_the_first_secret_there_is_nothing_to_replace() {
        try (TestDatabase empty = TestDatabase.create()) {
            VaultHub fresh = another(empty.dataSource());
            fresh.rotation().rotateWhenDue();
            fresh.goOn();
            assertThat(fresh.rotation().status().pairs()).isEmpty();
        }
    }

    @Test
    void two_hubs_that_keep_the_first_secrets_at_once_make_one_pair() throws Exception {
        try (TestDatabase empty = TestDatabase.create()) {
            VaultHub one = another(empty.dataSource());
            VaultHub other = another(empty.dataSource());

            together(() -> put(one, 0), () -> put(other, 1));

            assertThat(one.rotation().status().pairs()).hasSize(1);
            assertThat(one.vault().open(name(1), "test")).contains("value 1");
            assertThat(other.vault().open(name(0), "test")).contains("value 0");
        }
    }

    @Test
    void several_rotations_before_the_secrets_follow_end_at_the_last_pair() {
        hub.rotation().rotate("kim");
        hub.rotation().rewrapSome();
        put(hub, 0);
        hub.rotation().rotate("kim");

        hub.goOn();

        assertThat(hub.rotation().status().pairs())
                .extracting(Pair::state)
                .containsExactly("active", "retired", "retired");
        everything_opens(another(DATABASE.dataSource()));
    }

    @Test
    void two_hubs_that_rotate_at_once_make_one_new_pair() throws Exception {
        VaultHub other = another(DATABASE.dataSource());

        together(() -> rotate(hub), () -> rotate(other));
        together(() -> goOn(hub), () -> goOn(other));
        // one may have left the work to the other, which had ended its round: the timer comes again
        hub.goOn();

        assertThat(hub.rotation().status().pairs()).extracting(Pair::state).containsExactly("active", "retired");
        assertThat(hub.rotation().status().toRewrap()).isZero();
        everything_opens(hub);
        everything_opens(other);
    }

    @Test
    void a_hub_that_dies_at_any_step_of_the_change_leaves_one_active_pair() {
        int start = stepsOfTheStart();
        int deaths = 0;
        for (int steps = 0; ; steps++) {
            DyingDatabase dying = new DyingDatabase(DATABASE.dataSource(), start + steps);
            VaultHub victim = another(dying);
            try {
                victim.rotation().rotate("kim");
            } catch (RuntimeException died) {
                deaths++;
            }
            assertThat(activePairs()).as("after %s steps", steps).isEqualTo(1);
            everything_opens(hub);
            if (!dying.isDead()) {
                break;
            }
        }

        assertThat(deaths).isGreaterThan(5);
        assertThat(hub.rotation().status().pairs()).hasSize(2);
        hub.goOn();
        everything_opens(another(DATABASE.dataSource()));
    }

    @Test
    void a_hub_that_dies_at_any_step_of_wrapping_anew_leaves_nothing_that_another_one_cannot_finish() {
        hub.rotation().rotate("kim");
        jdbc.sql("create table kept_pairs as table vault_key_pair").update();
        jdbc.sql("create table kept_secrets as table vault_secret").update();
        int start = stepsOfTheStart();
        int deaths = 0;
        for (int steps = 0; ; steps++) {
            jdbc.sql("truncate vault_secret, vault_key_pair").update();
            jdbc.sql("insert into vault_key_pair table kept_pairs").update();
            jdbc.sql("insert into vault_secret table kept_secrets").update();
            DyingDatabase dying = new DyingDatabase(DATABASE.dataSource(), start + steps);
            VaultHub victim = another(dying);
            try {
                victim.goOn();
            } catch (RuntimeException died) {
                deaths++;
            }
            VaultHub survivor = another(DATABASE.dataSource());
            everything_opens(survivor);
            survivor.goOn();

            assertThat(survivor.rotation().status().toRewrap())
                    .as("after %s steps", steps)
                    .isZero();
            assertThat(privateKeys()).as("after %s steps", steps).isEqualTo(1);
            everything_opens(survivor);
            if (!dying.isDead()) {
                break;
            }
        }
        jdbc.sql("drop table kept_pairs, kept_secrets").update();
        assertThat(deaths).isGreaterThan(SECRETS + 5);
    }

    @Test
    void a_secret_that_does_not_come_out_holds_up_only_itself_and_keeps_its_key() {
        jdbc.sql("update vault_secret set wrapped_key = substr(wrapped_key, 2) where owner = 'account:1'")
                .update();
        hub.rotation().rotate("kim");

        hub.goOn();

        assertThat(hub.rotation().status().toRewrap()).isEqualTo(1);
        assertThat(hub.rotation().status().broken()).isEqualTo(1);
        assertThat(hub.rotation().status().pairs()).extracting(Pair::state).containsExactly("active", "retiring");
        assertThatExceptionOfType(VaultProblem.class)
                .isThrownBy(() -> hub.vault().open(name(1), "test"));
        assertThat(hub.vault().open(name(2), "test")).contains("value 2");

        put(hub, 1);
        hub.goOn();

        assertThat(hub.rotation().status().broken()).isZero();
        assertThat(hub.rotation().status().pairs()).extracting(Pair::state).containsExactly("active", "retired");
        everything_opens(hub);
    }

    private VaultHub another(DataSource on) {
        return VaultHub.on(on, audit, events, clock, VaultHub.keys(TestKeys.MASTER, ""));
    }

    /** A hub's start looks at the vault, too; it shall survive that. */
    private int stepsOfTheStart() {
        DyingDatabase counting = new DyingDatabase(DATABASE.dataSource(), Integer.MAX_VALUE);
        another(counting);
        return Integer.MAX_VALUE - counting.left();
    }

    private static void everything_opens(VaultHub hub) {
        IntStream.range(0, SECRETS).forEach(number -> assertThat(hub.vault().open(name(number), "test"))
                .contains("value " + number));
    }

    private static Void put(VaultHub hub, int number) {
        hub.vault().put(name(number), "value " + number, null, "kim");
        return null;
    }

    private static Void rotate(VaultHub hub) {
        hub.rotation().rotate("kim");
        return null;
    }

    private static Void goOn(VaultHub hub) {
        hub.goOn();
        return null;
    }

    private static void together(Callable<Void> one, Callable<Void> other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (Future<Void> done : threads.invokeAll(List.of(after(start, one), after(start, other)))) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static Callable<Void> after(CyclicBarrier start, Callable<Void> work) {
        return () -> {
            start.await();
            return work.call();
        };
    }

    private long activePairs() {
        return jdbc.sql("select count(*) from vault_key_pair where state = 'active'")
                .query(Long.class)
                .single();
    }

    private long privateKeys() {
        return jdbc.sql("select count(private_key) from vault_key_pair")
                .query(Long.class)
                .single();
    }

    private static SecretName name(int number) {
        return new SecretName("account:" + number, "access-key");
    }
}
