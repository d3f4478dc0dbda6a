package io.dropshiphub.security.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.dropshiphub.product.CodedProblem;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** What a hash costs, and who waits for whom. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PasswordHashesTest {

    private static final DataSize MEMORY = DataSize.ofMegabytes(8);

    @Test
    void an_unknown_user_costs_the_same_work_as_a_wrong_password() {
        PasswordHashes hashes = hashes(2, Duration.ofSeconds(10));
        String hash = hashes.hash("three blue kettles");
        hashes.matches("warm up", hash);

        long wrong = allocatedBy(() -> assertThat(hashes.matches("wrong", hash)).isFalse());
        long unknown =
                allocatedBy(() -> assertThat(hashes.matches("wrong", null)).isFalse());
        long nothing = allocatedBy(() -> assertThat(hashes.matches(null, null)).isFalse());

        assertThat(wrong).isGreaterThan(MEMORY.toBytes());
        assertThat(unknown).isCloseTo(wrong, Percentage.withPercentage(5));
        assertThat(nothing).isCloseTo(wrong, Percentage.withPercentage(5));
    }

    @Test
    void what_does_not_get_its_turn_in_time_is_told_to_come_back() throws Exception {
        PasswordHashes hashes = hashes(1, Duration.ofMillis(50));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<String> slow = thread.submit(() -> hashes.inTurn(() -> {
                begun.countDown();
                await(end);
                return "done";
            }));
            begun.await();

            CodedProblem busy = catchThrowableOfType(CodedProblem.class, () -> hashes.inTurn(() -> "too early"));

            assertThat(busy.code()).isEqualTo("HUB-SECURITY-305");
            assertThat(busy.retryAfter()).isPresent();
            end.countDown();
            assertThat(slow.get()).isEqualTo("done");
            assertThat(hashes.inTurn(() -> "its turn")).isEqualTo("its turn");
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void a_hash_names_its_algorithm_and_no_two_are_the_same() {
        PasswordHashes hashes = hashes(1, Duration.ofSeconds(10));
        String first = hashes.hash("three blue kettles");

        assertThat(first).startsWith("{argon2}$argon2id$v=19$m=8192,t=1,p=1$");
        assertThat(hashes.hash("three blue kettles")).isNotEqualTo(first);
        assertThat(hashes.matches("three blue kettles", first)).isTrue();
        assertThat(hashes.isOutdated(first)).isFalse();
    }

    private static long allocatedBy(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static PasswordHashes hashes(int atOnce, Duration patience) {
        LoginProperties usual = LogInTest.Settings.defaults();
        return new PasswordHashes(new LoginProperties(
                "",
                Path.of("unused"),
                null,
                usual.tendEvery(),
                new LoginProperties.Hashing(MEMORY, 1, 1, atOnce, patience),
                usual.waits(),
                usual.tokens(),
                usual.oidc()));
    }
}
