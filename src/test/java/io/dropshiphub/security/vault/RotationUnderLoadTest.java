package io.dropshiphub.security.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.security.AuditLog;
import io.dropshiphub.security.SecretInfo;
import io.dropshiphub.security.SecretName;
import io.dropshiphub.security.SecurityEvents;
import io.dropshiphub.security.Vault;
import io.dropshiphub.security.VaultKeys.Pair;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.TestKeys;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Rotations while 32 others read and write, through two hubs on one database: no call fails, and everything follows. */
@HubTest(properties = "hub.routes.include=_shared/*.camel.yaml")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RotationUnderLoadTest {

    private static final int CALLERS = 32;
    private static final int ROTATIONS = 2;

    @Autowired
    private DataSource database;

    @Autowired
    private AuditLog audit;

    @Autowired
    private SecurityEvents events;

    @Autowired
    private Clock clock;

    @Autowired
    private Vault vault;

    @Autowired
    private KeyRotation rotation;

    private final AtomicBoolean rotated = new AtomicBoolean();
    private final AtomicLong calls = new AtomicLong();

    @Test
    void no_call_fails_and_every_secret_follows() throws Exception {
        VaultHub other = another();
        int before = rotation.status().pairs().size();
        for (int number = 0; number < CALLERS; number++) {
            vault.put(read(number), "shared " + number, null, "kim");
        }
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        List<Future<String>> callers = new ArrayList<>();
        try {
            for (int number = 0; number < CALLERS; number++) {
                int own = number;
                Vault mine = number % 2 == 0 ? vault : other.vault();
                callers.add(threads.submit(() -> work(own, mine)));
            }
            for (int round = 0; round < ROTATIONS; round++) {
                // in turn: each has to learn of the other one's new pairs
                (round % 2 == 0 ? rotation : other.rotation()).rotate("kim");
                other.goOn();
                while (rotation.rewrapSome() > 0) {
                    // the next ones
                }
                rotation.retireUnused();
            }
            rotated.set(true);
            for (int number = 0; number < CALLERS; number++) {
                String last = callers.get(number).get();
                assertThat(vault.open(own(number), "test")).contains(last);
                assertThat(vault.open(gone(number), "test")).isEmpty();
            }
        } finally {
            rotated.set(true);
            threads.shutdown();
        }
        other.goOn();

        assertThat(calls.get()).isGreaterThan(10L * CALLERS);
        assertThat(rotation.status().toRewrap()).isZero();
        assertThat(rotation.status().broken()).isZero();
        List<Pair> pairs = rotation.status().pairs();
        assertThat(pairs).hasSize(Math.max(1, before) + ROTATIONS);
        assertThat(pairs.get(0).state()).isEqualTo("active");
        assertThat(pairs.subList(1, pairs.size())).extracting(Pair::state).containsOnly("retired");
        for (int number = 0; number < CALLERS; number++) {
            assertThat(another().vault().open(read(number), "test")).contains("shared " + number);
        }
    }

    /** Reads what all read, writes, reads and removes what is its own, until the rotations are over; gives the last value. */
    private String work(int number, Vault mine) {
        for (int round = 0; ; round++) {
            String value = "own " + number + " " + round;
            mine.put(own(number), value, null, "caller");
            assertThat(mine.open(own(number), "caller")).contains(value);
            int shared = (number + round) % CALLERS;
            assertThat(mine.open(read(shared), "caller")).contains("shared " + shared);
            // one that has no key pair in memory yet
            assertThat((round % 8 == 7 ? another().vault() : mine).open(read(number), "caller"))
                    .contains("shared " + number);
            mine.put(gone(number), value, null, "caller");
            assertThat(mine.describe("account:" + number))
                    .extracting(SecretInfo::name)
                    .contains(gone(number));
            mine.remove(gone(number), "caller");
            calls.addAndGet(7);
            if (rotated.get()) {
                return value;
            }
        }
    }

    private VaultHub another() {
        return VaultHub.on(database, audit, events, clock, VaultHub.keys(TestKeys.MASTER, ""));
    }

    private static SecretName read(int number) {
        return new SecretName("account:" + number, "read-by-all");
    }

    private static SecretName own(int number) {
        return new SecretName("account:" + number, "own");
    }

    private static SecretName gone(int number) {
        return new SecretName("account:" + number, "removed");
    }
}
