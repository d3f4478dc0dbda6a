package io.dropshiphub.storage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class S3StorageTest extends RemoteStorageContractTest {

    private static final S3Server SERVER = new S3Server("hub-pictures", "hub-archive");
    private static final int FRONT = SERVER.startFront();
    private static final TroubledLine LINE = new TroubledLine(SERVER.port());

    @Autowired
    MeterRegistry metrics;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("hub.storage.pictures", () -> "s3,local");
        settings.add("hub.storage.archive", () -> "s3");
        settings.add("hub.storage.s3.base-url", () -> "http://127.0.0.1:" + LINE.port());
        settings.add("hub.storage.s3.public-url", () -> "http://127.0.0.1:" + FRONT + "/hub-pictures");
        settings.add("hub.storage.s3.path-style", () -> "true");
        settings.add("hub.storage.s3.access-key", () -> S3Server.ACCESS_KEY);
        settings.add("hub.storage.s3.secret-key", () -> S3Server.SECRET_KEY);
        settings.add("hub.storage.s3.pictures", () -> "hub-pictures");
        settings.add("hub.storage.s3.archive", () -> "hub-archive");
    }

    @Override
    String store() {
        return "s3";
    }

    @Override
    TroubledLine line() {
        return LINE;
    }

    @Override
    void useWrongCredentials() {
        SERVER.stop();
        SERVER.start(S3Server.ACCESS_KEY, "another-secret");
    }

    @Override
    void useRightCredentials() {
        SERVER.create("hub-pictures");
        SERVER.stop();
        SERVER.start(S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
    }

    @Override
    long largeBytes() {
        return 200L * 1024 * 1024;
    }

    /** Of signed content, this server makes a copy in memory to check the signature. */
    @Override
    void prepareForLargeFiles() {
        SERVER.stop();
        SERVER.startForEverybody();
    }

    @Override
    void loseBucket() {
        SERVER.blobs().deleteContainer("hub-pictures");
    }

    /** The story that an operator lives through. */
    @Test
    void pictures_of_an_outage_stay_where_they_went_and_all_keep_their_addresses() throws Exception {
        double puts = counted("hub.storage.puts", "s3");
        double fallbacks = counted("hub.storage.fallbacks", "local");
        double failures = counted("hub.storage.failures", "s3");
        long timed = timed("s3");
        List<NewObject> pictures = new ArrayList<>(List.of(picture(), picture()));
        List<StoredObject> kept = new ArrayList<>();

        kept.add(storage.put(pictures.get(0)));
        SERVER.stop();
        kept.add(storage.put(pictures.get(1)));
        assertThat(kept).extracting(StoredObject::store).containsExactly("s3", "local");
        assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");

        SERVER.start(S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
        await().atMost(10, SECONDS).until(() -> {
            pictures.add(picture());
            kept.add(storage.put(pictures.get(pictures.size() - 1)));
            return kept.get(kept.size() - 1).store().equals("s3");
        });
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");

        for (int i = 0; i < kept.size(); i++) {
            assertThat(storage.put(pictures.get(i))).isEqualTo(kept.get(i));
            HttpResponse<byte[]> got = download(storage.url(kept.get(i)));
            assertThat(got.statusCode()).isEqualTo(200);
            assertThat(got.body()).isEqualTo(bytes(pictures.get(i)));
        }
        int passedOver = kept.size() - 2;
        assertThat(counted("hub.storage.puts", "s3") - puts).isEqualTo(2);
        assertThat(counted("hub.storage.fallbacks", "local") - fallbacks).isEqualTo(passedOver);
        assertThat(counted("hub.storage.failures", "s3") - failures).isEqualTo(passedOver);
        assertThat(timed("s3") - timed).isEqualTo(kept.size());
    }

    private double counted(String name, String store) {
        return metrics.find(name).tag("store", store).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private long timed(String store) {
        return metrics.get("hub.storage.seconds")
                .tags("store", store, "operation", "put")
                .timer()
                .count();
    }
}
