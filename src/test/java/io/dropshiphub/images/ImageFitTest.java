package io.dropshiphub.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.testing.TestDatabase;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

class ImageFitTest {

    private static TestDatabase database;

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();
    private PictureServer server;
    private Room room;

    /** The feature's beans, put together as Spring does. */
    private static final class Room implements AutoCloseable {
        final ImageFetcher fetcher;
        final FittedPictures pictures;
        final HostedImages hosted;
        final ImageFit fit;

        Room(ImagesProperties settings, SettableClock clock) throws IOException {
            MediaStore store = new MediaStore(settings);
            PictureFitter fitter = new PictureFitter(settings);
            fetcher = new ImageFetcher(settings);
            pictures = new FittedPictures(
                    JdbcClient.create(database.dataSource()),
                    new SourcePictures(fetcher, settings, clock),
                    fitter,
                    store,
                    settings,
                    clock);
            hosted = new HostedImages(store, fitter, settings, new StandardEnvironment());
            fit = new ImageFit(pictures, hosted, settings, clock);
        }

        @Override
        public void close() throws Exception {
            pictures.close();
            fetcher.close();
        }
    }

    @BeforeAll
    static void startDatabase() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @BeforeEach
    void start() throws Exception {
        TestDatabase.clear(database.dataSource());
        server = new PictureServer();
        room = room();
    }

    @AfterEach
    void stop() throws Exception {
        room.close();
        server.close();
    }

    private Room room(String... settings) throws IOException {
        List<String> all = new ArrayList<>(
                List.of("allow-hosts", server.hostAndPort(), "public-url", "https://hub.example/", "workers", "4"));
        all.addAll(List.of(settings));
        return new Room(Settings.in(directory, all.toArray(String[]::new)), clock);
    }

    @Test
    void replaces_a_products_pictures_by_hosted_ones_in_the_same_order() {
        server.serving("/wide.jpg", Samples.jpeg(900, 600)).serving("/square.png", Samples.png(700, 700));

        var fitted = room.fit.fit(Jobs.job("coupang", server.url("/wide.jpg"), server.url("/square.png")));

        List<String> addresses = Jobs.addresses(fitted);
        assertThat(addresses).hasSize(2).allMatch(a -> a.matches("https://hub\\.example/media/[0-9a-f]{32}\\.jpg"));
        BufferedImage first = Samples.decode(room.hosted.read(addresses.get(0)));
        BufferedImage second = Samples.decode(room.hosted.read(addresses.get(1)));
        assertThat(first.getWidth()).isEqualTo(900).isEqualTo(first.getHeight());
        assertThat(second.getWidth()).isEqualTo(700).isEqualTo(second.getHeight());
        assertThat(fitted.product().sku().value()).isEqualTo("P-1");
    }

    @Test
    void the_representative_picture_is_square_where_the_others_need_not_be() {
        server.serving("/wide.jpg", Samples.jpeg(900, 600));

        List<String> addresses =
                Jobs.addresses(room.fit.fit(Jobs.job("coupang", server.url("/wide.jpg"), server.url("/wide.jpg"))));

        assertThat(Samples.decode(room.hosted.read(addresses.get(0))).getHeight())
                .isEqualTo(900);
        assertThat(Samples.decode(room.hosted.read(addresses.get(1))).getHeight())
                .isEqualTo(600);
        assertThat(server.requests).hasValue(1);
    }

    @Test
    void a_picture_that_already_fits_keeps_its_bytes() {
        byte[] good = Samples.jpeg(1000, 1000);
        server.serving("/good.jpg", good);

        var fitted = room.fit.fit(Jobs.job("naver", server.url("/good.jpg")));

        assertThat(room.hosted.read(Jobs.addresses(fitted).get(0))).isEqualTo(good);
        assertThat(room.hosted.contentType(Jobs.addresses(fitted).get(0))).isEqualTo("image/jpeg");
    }

    @Test
    void takes_no_more_pictures_than_the_marketplace_shows() {
        server.serving("/a.jpg", Samples.jpeg(1000, 1000));
        String[] twelve = Stream.generate(() -> server.url("/a.jpg")).limit(12).toArray(String[]::new);

        assertThat(Jobs.addresses(room.fit.fit(Jobs.job("11st", twelve)))).hasSize(4);
        assertThat(Jobs.addresses(room.fit.fit(Jobs.job("coupang", twelve)))).hasSize(10);
    }

    @Test
    void many_jobs_that_share_a_picture_wait_for_one_download() throws Exception {
        int jobs = 32;
        byte[] picture = Samples.jpeg(900, 600);
        CountDownLatch everybodyWaits = new CountDownLatch(1);
        server.on("/shared.jpg", exchange -> {
            everybodyWaits.await(5, TimeUnit.SECONDS);
            exchange.sendResponseHeaders(200, picture.length);
            exchange.getResponseBody().write(picture);
        });
        CyclicBarrier together = new CyclicBarrier(jobs, everybodyWaits::countDown);
        ExecutorService threads = Executors.newFixedThreadPool(jobs);
        String[] platforms = {"coupang", "naver", "11st"};
        List<Callable<List<String>>> work = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            String platform = platforms[i % 3];
            work.add(() -> {
                together.await();
                return Jobs.addresses(room.fit.fit(Jobs.job(platform, server.url("/shared.jpg"))));
            });
        }
        try {
            for (Future<List<String>> done : threads.invokeAll(work)) {
                assertThat(done.get()).hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(server.requests).hasValue(1);
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void a_restarted_hub_finds_fitted_pictures_in_the_database() throws Exception {
        server.serving("/a.jpg", Samples.jpeg(900, 600));
        var before = room.fit.fit(Jobs.job("naver", server.url("/a.jpg")));
        room.close();

        room = room();
        var after = room.fit.fit(Jobs.job("naver", server.url("/a.jpg")));

        assertThat(Jobs.addresses(after)).isEqualTo(Jobs.addresses(before));
        assertThat(server.requests).hasValue(1);
    }

    @Test
    void fits_again_when_the_file_of_a_known_picture_is_gone() throws Exception {
        server.serving("/a.jpg", Samples.jpeg(900, 600));
        String address = Jobs.addresses(room.fit.fit(Jobs.job("naver", server.url("/a.jpg"))))
                .get(0);
        String key = address.substring(address.lastIndexOf('/') + 1);
        Files.delete(directory.resolve(key.substring(0, 2)).resolve(key));
        room.close();

        room = room();
        room.fit.fit(Jobs.job("naver", server.url("/a.jpg")));

        assertThat(room.hosted.read(address)).isNotEmpty();
    }

    @Test
    void fetches_again_after_a_while_because_an_address_may_show_another_picture() {
        byte[][] shown = {Samples.jpeg(1000, 1000), Samples.jpeg(1200, 1200)};
        server.on("/a.jpg", exchange -> {
            byte[] picture = shown[Math.min(1, server.requests.get() - 1)];
            exchange.sendResponseHeaders(200, picture.length);
            exchange.getResponseBody().write(picture);
        });
        var job = Jobs.job("naver", server.url("/a.jpg"));

        String first = Jobs.addresses(room.fit.fit(job)).get(0);
        clock.forward(Duration.ofHours(23));
        String sameDay = Jobs.addresses(room.fit.fit(job)).get(0);
        clock.forward(Duration.ofHours(2));
        String nextDay = Jobs.addresses(room.fit.fit(job)).get(0);

        assertThat(sameDay).isEqualTo(first);
        assertThat(nextDay).isNotEqualTo(first);
        assertThat(room.hosted.read(nextDay)).isEqualTo(shown[1]);
        // the old address goes on answering: a marketplace may show it
        assertThat(room.hosted.read(first)).isEqualTo(shown[0]);
        assertThat(server.requests).hasValue(2);
    }

    @Test
    void asks_a_broken_address_once_for_all_and_again_when_it_may_be_mended() {
        server.answering("/gone.jpg", 404);
        var job = Jobs.job("naver", server.url("/gone.jpg"));

        assertThat(failure(job).outcome().code()).isEqualTo("HUB-IMAGE-007");
        assertThat(failure(job).outcome().code()).isEqualTo("HUB-IMAGE-007");
        assertThat(server.requests).hasValue(1);

        clock.forward(Duration.ofSeconds(31));
        assertThat(failure(job).outcome().code()).isEqualTo("HUB-IMAGE-007");
        assertThat(server.requests).hasValue(2);
    }

    @Test
    void a_retry_after_trouble_asks_again() {
        byte[] picture = Samples.jpeg(1000, 1000);
        server.on("/a.jpg", exchange -> {
            boolean first = server.requests.get() == 1;
            exchange.sendResponseHeaders(first ? 503 : 200, first ? -1 : picture.length);
            if (!first) {
                exchange.getResponseBody().write(picture);
            }
        });
        var job = Jobs.job("naver", server.url("/a.jpg"));

        assertThat(failure(job).outcome().code()).isEqualTo("HUB-IMAGE-023");
        // the queue's first retry, less its jitter
        clock.forward(Duration.ofSeconds(4));
        assertThat(Jobs.addresses(room.fit.fit(job))).hasSize(1);
    }

    @Test
    void what_can_never_be_used_is_said_before_what_may_come_later() {
        server.answering("/later.jpg", 503).answering("/never.jpg", 404);

        CallFailed failed = failure(Jobs.job("naver", server.url("/later.jpg"), server.url("/never.jpg")));

        assertThat(failed.outcome().code()).isEqualTo("HUB-IMAGE-007");
        assertThat(failed.outcome().message()).contains("/never.jpg");
    }

    @Test
    @Timeout(20)
    void a_job_does_not_wait_beyond_half_of_its_lease_and_finds_the_picture_ready_next_time() throws Exception {
        byte[] picture = Samples.jpeg(1000, 1000);
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        server.on("/slow.jpg", exchange -> {
            answer.await(10, TimeUnit.SECONDS);
            exchange.sendResponseHeaders(200, picture.length);
            exchange.getResponseBody().write(picture);
            answered.countDown();
        });
        var lease = clock.instant().plusMillis(400);

        CallFailed failed = failure(Jobs.job("naver", true, lease, server.url("/slow.jpg")));
        answer.countDown();
        assertThat(answered.await(5, TimeUnit.SECONDS)).isTrue();
        var fitted = room.fit.fit(Jobs.job("naver", server.url("/slow.jpg")));

        assertThat(failed.outcome().code()).isEqualTo("HUB-IMAGE-024");
        assertThat(failed.outcome().outcomeClass().name()).isEqualTo("NOT_SENT");
        assertThat(Jobs.addresses(fitted)).hasSize(1);
        assertThat(server.requests).hasValue(1);
    }

    @Test
    void an_unknown_marketplace_is_said_by_name() {
        assertThat(failure(Jobs.job("gmarket", "http://s.example/a.jpg")).outcome())
                .satisfies(outcome -> assertThat(outcome.code()).isEqualTo("HUB-IMAGE-001"))
                .satisfies(outcome -> assertThat(outcome.message()).contains("gmarket"));
    }

    @Test
    void pictures_from_a_zip_are_kept_as_they_are_and_fitted_when_wanted() {
        byte[] png = Samples.png(800, 400);

        String key = room.hosted.store("컵/front.png", new ByteArrayInputStream(png));
        String again = room.hosted.store("back.png", new ByteArrayInputStream(png));
        var fitted = room.fit.fit(Jobs.job("11st", ImageRef.HUB_MEDIA + key));

        assertThat(key).matches("[0-9a-f]{32}\\.png").isEqualTo(again);
        assertThat(room.hosted.read(ImageRef.HUB_MEDIA + key)).isEqualTo(png);
        BufferedImage image =
                Samples.decode(room.hosted.read(Jobs.addresses(fitted).get(0)));
        assertThat(image.getWidth()).isEqualTo(800).isEqualTo(image.getHeight());
        assertThat(server.requests).hasValue(0);
    }

    @Test
    void storing_does_not_close_the_zip() {
        boolean[] closed = new boolean[1];
        InputStream entry = new ByteArrayInputStream(Samples.png(100, 100)) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };

        room.hosted.store("a.png", entry);

        assertThat(closed[0]).isFalse();
    }

    @Test
    void pictures_from_a_zip_meet_the_same_limits_as_downloaded_ones() throws Exception {
        room.close();
        room = room("fetch.max-bytes", "50KB");

        assertThat(storing(Samples.html())).isEqualTo("HUB-IMAGE-010");
        assertThat(storing(Samples.bombPng(30000, 30000))).isEqualTo("HUB-IMAGE-013");
        assertThat(storing(Samples.jpeg(1, 1))).isEqualTo("HUB-IMAGE-014");
        assertThat(storing(new byte[0])).isEqualTo("HUB-IMAGE-016");
        assertThat(storing(Samples.noisyJpeg(500, 500))).isEqualTo("HUB-IMAGE-009");
        assertThat(storing(Samples.truncated(Samples.jpeg(100, 100)))).isEqualTo("HUB-IMAGE-012");
    }

    @Test
    void a_picture_of_a_zip_that_is_no_longer_there_is_refused() {
        CallFailed failed = failure(Jobs.job("naver", ImageRef.HUB_MEDIA + "0".repeat(32) + ".jpg"));

        assertThat(failed.outcome().code()).isEqualTo("HUB-IMAGE-017");
        assertThat(failure(Jobs.job("naver", ImageRef.HUB_MEDIA + "../../etc/passwd"))
                        .outcome()
                        .code())
                .isEqualTo("HUB-IMAGE-017");
    }

    @Test
    void only_pictures_of_this_hub_can_be_read() throws Exception {
        Files.writeString(directory.resolve("secret.jpg"), "secret");

        for (String address : List.of(
                "../secret.jpg",
                "secret.jpg",
                "http://elsewhere.example/media/" + "0".repeat(32) + ".jpg",
                "https://hub.example/media/../secret.jpg",
                "https://hub.example/media/%2e%2e/secret.jpg")) {
            assertThat(catchThrowableOfType(CallFailed.class, () -> room.hosted.read(address))
                            .outcome()
                            .code())
                    .isEqualTo("HUB-IMAGE-018");
        }
    }

    @Test
    void originals_on_disk_stay_within_their_bound() throws Exception {
        byte[] picture = Samples.noisyJpeg(300, 300);
        room.close();
        room = room("source-cache.size", (3 * picture.length + 100) + "B");
        for (int i = 0; i < 6; i++) {
            server.serving("/" + i + ".jpg", picture);
            room.fit.fit(Jobs.job("naver", server.url("/" + i + ".jpg")));
        }

        try (Stream<Path> originals = Files.list(directory.resolve("source"))) {
            assertThat(originals).hasSize(3);
        }
        try (Stream<Path> unfinished = Files.list(directory.resolve("unfinished"))) {
            assertThat(unfinished).isEmpty();
        }
    }

    @Test
    void a_public_address_too_long_for_a_marketplace_stops_the_start() {
        assertThatThrownBy(() -> room("public-url", "https://" + "a".repeat(110) + ".example"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("HUB_PUBLIC_URL")
                .hasMessageContaining("coupang");
    }

    private String storing(byte[] bytes) {
        return catchThrowableOfType(CallFailed.class, () -> room.hosted.store("a.jpg", new ByteArrayInputStream(bytes)))
                .outcome()
                .code();
    }

    private CallFailed failure(io.dropshiphub.product.ListingJob job) {
        return catchThrowableOfType(CallFailed.class, () -> room.fit.fit(job));
    }

    private long rows() {
        return database.jdbc()
                .sql("select count(*) from image_asset")
                .query(Long.class)
                .single();
    }
}
