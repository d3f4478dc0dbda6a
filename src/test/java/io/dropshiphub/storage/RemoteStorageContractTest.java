package io.dropshiphub.storage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.OutcomeClass;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.FileSystemResource;
import org.springframework.util.StringUtils;

/** What every store on another machine does the same way when the line or the store is in trouble. */
@ExtendWith(OutputCaptureExtension.class)
abstract class RemoteStorageContractTest extends StorageContractTest {

    @Autowired
    StorageHealthIndicator health;

    /** The line to the store. */
    abstract TroubledLine line();

    /** A text on the line without which the store does not know who calls. */
    abstract void useWrongCredentials();

    void useRightCredentials() {}

    @AfterEach
    void mended() {
        line().mend();
        useRightCredentials();
        // the next test begins with a closed breaker
        await().atMost(10, SECONDS).until(() -> storage.put(picture()).store().equals(store()));
    }

    @Test
    void during_an_outage_pictures_go_to_the_next_store_and_afterwards_to_this_one_again(CapturedOutput log)
            throws Exception {
        line().cut();
        NewObject first = picture();

        for (int i = 0; i < 6; i++) {
            assertThat(storage.put(picture()).store()).isEqualTo("local");
        }
        StoredObject kept = storage.put(first);

        assertThat(kept.store()).isEqualTo("local");
        assertThat(StringUtils.countOccurrencesOf(log.getAll(), "HUB-STORAGE-022"))
                .isEqualTo(1);
        assertThat(log).contains("The store " + store() + " could not be reached");
        assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(health.health().getDetails().get(store()).toString()).startsWith("unusable since 20");

        line().mend();
        await().atMost(10, SECONDS).until(() -> storage.put(picture()).store().equals(store()));
        assertThat(health.health()).isEqualTo(healthy());
        // what went to the second store stays there
        assertThat(storage.put(first)).isEqualTo(kept);
        assertThat(read(kept)).isEqualTo(bytes(first));
    }

    @Test
    void without_a_second_store_an_outage_is_tried_again_later() {
        line().cut();

        assertThatThrownBy(() -> storage.put(archived())).isInstanceOfSatisfying(CallFailed.class, failed -> {
            assertThat(failed.outcome().outcomeClass()).isEqualTo(OutcomeClass.NOT_SENT);
            assertThat(failed.outcome().code()).isEqualTo("HUB-STORAGE-010");
            assertThat(failed.outcome().message()).contains(store());
        });
    }

    @Test
    void reading_during_an_outage_is_tried_again_later() {
        StoredObject stored = storage.put(picture());
        line().cut();

        assertThatThrownBy(() -> storage.open(stored)).isInstanceOfSatisfying(CallFailed.class, failed -> assertThat(
                        failed.outcome().code())
                .isEqualTo("HUB-STORAGE-011"));
        assertThatThrownBy(() -> storage.exists(stored.key())).isInstanceOf(CallFailed.class);
        assertThatThrownBy(() -> storage.delete(stored.key())).isInstanceOf(CallFailed.class);
        assertThat(storage.find(stored.key())).contains(stored);
    }

    @Test
    void an_answer_that_was_lost_after_the_store_had_acted_is_a_success() throws Exception {
        NewObject object = archived();
        line().loseNextAnswer();

        StoredObject stored = storage.put(object);

        assertThat(stored.store()).isEqualTo(store());
        assertThat(read(stored)).isEqualTo(bytes(object));
    }

    @Test
    void a_store_that_is_busy_for_a_moment_is_asked_again() throws Exception {
        NewObject object = archived();
        line().refuse(1, "503 Service Unavailable", "Retry-After: 0");

        StoredObject stored = storage.put(object);

        assertThat(stored.store()).isEqualTo(store());
        assertThat(read(stored)).isEqualTo(bytes(object));
    }

    @Test
    void wrong_credentials_are_named_once_and_the_next_store_takes_over(CapturedOutput log) {
        useWrongCredentials();

        for (int i = 0; i < 5; i++) {
            assertThat(storage.put(picture()).store()).isEqualTo("local");
        }

        assertThat(StringUtils.countOccurrencesOf(log.getAll(), "HUB-STORAGE-020"))
                .isEqualTo(1);
        assertThat(log).contains("Check the store's key in hub.storage");
        assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
    }

    @Test
    void a_large_file_passes_without_being_held_in_memory() throws Exception {
        Path file = Files.createTempFile("large-", null);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(largeBytes());
        }
        NewObject small = archived();
        NewObject large = new NewObject(
                Purpose.ARCHIVE, small.key(), new FileSystemResource(file), small.contentType(), small.name());
        // arrays of such a size go straight to the old generation
        MemoryPoolMXBean old = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().matches(".*(Old|Tenured) Gen"))
                .findFirst()
                .orElseThrow();
        long before = old.getUsage().getUsed();
        old.resetPeakUsage();

        StoredObject stored = storage.put(large);
        long read;
        try (InputStream in = storage.open(stored)) {
            read = in.transferTo(OutputStream.nullOutputStream());
        }

        long held = old.getPeakUsage().getUsed() - before;
        assertThat(stored.store()).isEqualTo(store());
        assertThat(read).isEqualTo(largeBytes());
        assertThat(held).as("bytes held on the way").isLessThan(largeBytes() * 3 / 4);
        storage.delete(stored.key());
        Files.delete(file);
    }

    /** How large a file is worth the time. */
    long largeBytes() {
        return 64L * 1024 * 1024;
    }

    private Health healthy() {
        return Health.up()
                .withDetail(store(), "usable")
                .withDetail("local", "usable")
                .build();
    }
}
