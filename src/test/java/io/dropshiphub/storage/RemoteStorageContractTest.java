package io.dropshiphub.storage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.OutcomeClass;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
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

    /** Takes the bucket of pictures away, until the line is mended. */
    void loseBucket() {
        line().spoil("hub-pictures");
    }

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
        storage.put(archived());
        NewObject object = archived();
        line().loseNextAnswer();

        StoredObject stored = storage.put(object);

        assertThat(line().struck()).singleElement().satisfies(lost -> assertThat(lost)
                .contains(id(object)));
        assertThat(stored.store()).isEqualTo(store());
        assertThat(read(stored)).isEqualTo(bytes(object));
    }

    @ParameterizedTest
    @CsvSource({"503 Service Unavailable, 0", "503 Service Unavailable, 1", "429 Too Many Requests, 1"})
    void a_store_that_is_busy_for_a_moment_is_asked_again(String status, int seconds) throws Exception {
        storage.put(archived());
        NewObject object = archived();
        line().refuse(1, status, "Retry-After: " + seconds);
        long begun = System.nanoTime();

        StoredObject stored = storage.put(object);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(seconds));
        assertThat(line().struck()).singleElement().satisfies(refused -> assertThat(refused)
                .contains(id(object)));
        assertThat(stored.store()).isEqualTo(store());
        assertThat(read(stored)).isEqualTo(bytes(object));
    }

    @Test
    void a_store_in_trouble_is_asked_three_times_and_then_passed_over() {
        storage.put(archived());
        line().refuse(9, "500 Internal Server Error");

        assertThat(storage.put(picture()).store()).isEqualTo("local");

        assertThat(line().struck()).hasSize(3);
    }

    @Test
    void a_store_that_asks_for_much_patience_is_passed_over_at_once() {
        storage.put(archived());
        line().refuse(1, "503 Service Unavailable", "Retry-After: 60");

        assertThat(storage.put(picture()).store()).isEqualTo("local");
        assertThat(line().struck()).hasSize(1);

        line().refuse(1, "429 Too Many Requests", "Retry-After: 60");
        assertThatThrownBy(() -> storage.put(archived())).isInstanceOfSatisfying(CallFailed.class, failed -> assertThat(
                        failed.outcome().retryAfter())
                .isEqualTo(Duration.ofSeconds(60)));
        assertThat(line().struck()).hasSize(1);
    }

    @Test
    void a_store_that_stays_silent_costs_one_time_out_an_object_and_soon_none() {
        storage.put(archived());
        line().fallSilent();

        for (int i = 0; i < 6; i++) {
            assertThat(storage.put(picture()).store()).isEqualTo("local");
        }

        // its breaker opened: the window is at most six calls, half of them failed
        assertThat(line().struck()).hasSizeBetween(1, 5).doesNotHaveDuplicates();
    }

    @Test
    void a_bucket_that_is_not_there_is_named_and_the_next_store_takes_over(CapturedOutput log) {
        loseBucket();

        assertThat(storage.put(picture()).store()).isEqualTo("local");

        assertThat(log).contains("The store " + store() + " has no such bucket", "HUB-STORAGE-021");
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
        prepareForLargeFiles();
        HeldMemory held = new HeldMemory();
        line().after(largeBytes() * 9 / 10, held::look);
        StoredObject stored = storage.put(large(new FileSystemResource(sparse(largeBytes()))));
        line().after(largeBytes() * 9 / 10, held::look);
        long read;
        try (InputStream in = storage.open(stored)) {
            read = in.transferTo(OutputStream.nullOutputStream());
        }

        assertThat(stored.store()).isEqualTo(store());
        assertThat(read).isEqualTo(largeBytes());
        assertThat(held.bytes()).as("bytes held on the way").isBetween(1L, largeBytes() / 4);
        storage.delete(stored.key());
    }

    /** Shows that the test above would notice. */
    @Test
    void a_large_file_that_is_held_in_memory_is_seen_to_be() throws Exception {
        prepareForLargeFiles();
        HeldMemory sending = new HeldMemory();
        line().after(largeBytes() * 9 / 10, sending::look);
        StoredObject stored = storage.put(large(new ByteArrayResource(new byte[(int) largeBytes()])));
        HeldMemory reading = new HeldMemory();
        line().after(largeBytes() * 9 / 10, reading::look);
        try (InputStream in = storage.open(stored)) {
            in.readAllBytes();
        }

        assertThat(sending.bytes()).isGreaterThan(largeBytes() / 2);
        assertThat(reading.bytes()).isGreaterThan(largeBytes() / 2);
        storage.delete(stored.key());
    }

    @Test
    void a_large_file_that_is_not_read_to_its_end_is_let_go_at_once() throws Exception {
        prepareForLargeFiles();
        StoredObject stored = storage.put(large(new FileSystemResource(sparse(largeBytes()))));

        // more often than there are connections
        for (int i = 0; i < CONNECTIONS + 2; i++) {
            long before = line().passed();
            try (InputStream in = storage.open(stored)) {
                assertThat(in.readNBytes(1000)).hasSize(1000);
            }
            assertThat(line().passed() - before).isLessThan(largeBytes() / 2);
        }

        assertThat(storage.put(archived()).store()).isEqualTo(store());
        storage.delete(stored.key());
    }

    /** Called before a test of large files. */
    void prepareForLargeFiles() {}

    private static NewObject large(Resource content) {
        NewObject small = archived();
        return new NewObject(Purpose.ARCHIVE, small.key(), content, small.contentType(), small.name());
    }

    private static String id(NewObject object) {
        return object.key().replaceFirst(".*/", "");
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
