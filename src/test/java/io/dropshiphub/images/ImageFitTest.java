package io.dropshiphub.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dropshiphub.images.codec.JpegStructure;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.DetailHtml;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.storage.ObjectStorage;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.SettableClock;
import io.dropshiphub.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@HubTest(
        properties = {
            "hub.routes.include=_shared/*.camel.yaml,images/*.camel.yaml,storage/*.camel.yaml",
            "hub.images.workers=4"
        })
@Import(ImageFitTest.AClockThatStandsStill.class)
class ImageFitTest {

    private static final PictureServer SERVER = new PictureServer();
    private static final Path DIRECTORY = newDirectory();

    @TestConfiguration
    static class AClockThatStandsStill {
        @Bean
        @Primary
        SettableClock settableClock() {
            return new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("hub.images.allow-hosts", SERVER::hostAndPort);
        settings.add("hub.images.work-directory", () -> DIRECTORY.resolve("source"));
        settings.add("hub.storage.local.directory", () -> DIRECTORY.resolve("media"));
        settings.add("hub.storage.local.public-url", () -> "https://hub.example/");
    }

    @Autowired
    private ImageFit fit;

    @Autowired
    private HostedImages hosted;

    @Autowired
    private ObjectStorage storage;

    @Autowired
    private ProducerTemplate producer;

    @Autowired
    private PictureOwners owners;

    @Autowired
    private ImagePipeline pipeline;

    @Autowired
    private ImageFetcher fetcher;

    @Autowired
    private ImageMetrics metrics;

    @Autowired
    private ImagesProperties settings;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private SettableClock clock;

    private final PictureServer server = SERVER;

    @BeforeEach
    void start() {
        TestDatabase.clear(dataSource);
        server.clear();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("hub-images-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The step of a hub that has just started: it knows only what the database knows. */
    private ImageFit restarted() {
        return new ImageFit(
                new PictureRequests(producer, pipeline, settings, metrics, clock),
                owners,
                hosted,
                storage,
                settings,
                clock);
    }

    private double decoded() {
        return meters.get("hub.images.decoded").counter().count();
    }

    @Test
    void notes_whose_products_name_a_picture() {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        jdbc.sql("""
                        insert into registration_batch (id, user_id, name, source, dedupe_key, status, platforms, priority,
                            max_attempts, fit_images)
                        values (?, 1, 'n', 'rest', 'k', 'processing', '{coupang}', 'normal', 3, true)""").param(new UUID(0, 1)).update();
        server.serving("/wide.jpg", Samples.jpeg(900, 600)).serving("/detail.jpg", Samples.jpeg(800, 800));

        fit.fit(Jobs.jobWith("<img src='" + server.url("/detail.jpg") + "'>", "coupang", server.url("/wide.jpg")));

        assertThat(jdbc.sql("select job.source from image_processing_job job join image_source_owner using (source_key)"
                                + " where user_id = 1")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(server.url("/wide.jpg"), server.url("/detail.jpg"));
    }

    @Test
    void replaces_a_products_pictures_by_hosted_ones_in_the_same_order() {
        server.serving("/wide.jpg", Samples.jpeg(900, 600)).serving("/square.png", Samples.png(700, 700));

        var fitted = fit.fit(Jobs.job("coupang", server.url("/wide.jpg"), server.url("/square.png")));

        List<String> addresses = Jobs.addresses(fitted);
        assertThat(addresses).hasSize(2).allMatch(a -> a.matches("https://hub\\.example/media/[0-9a-f]{32}\\.jpg"));
        BufferedImage first = Samples.decode(hosted.read(addresses.get(0)));
        BufferedImage second = Samples.decode(hosted.read(addresses.get(1)));
        assertThat(first.getWidth()).isEqualTo(900).isEqualTo(first.getHeight());
        assertThat(second.getWidth()).isEqualTo(700).isEqualTo(second.getHeight());
        assertThat(fitted.product().sku().value()).isEqualTo("P-1");
    }

    @Test
    void the_representative_picture_is_square_where_the_others_need_not_be() {
        server.serving("/wide.jpg", Samples.jpeg(900, 600));

        List<String> addresses =
                Jobs.addresses(fit.fit(Jobs.job("coupang", server.url("/wide.jpg"), server.url("/wide.jpg"))));

        assertThat(Samples.decode(hosted.read(addresses.get(0))).getHeight()).isEqualTo(900);
        assertThat(Samples.decode(hosted.read(addresses.get(1))).getHeight()).isEqualTo(600);
        assertThat(server.requests).hasValue(1);
    }

    @Test
    void a_picture_that_already_fits_keeps_its_bytes() {
        byte[] good = Samples.jpeg(1000, 1000);
        server.serving("/good.jpg", good);

        var fitted = fit.fit(Jobs.job("naver", server.url("/good.jpg")));

        assertThat(hosted.read(Jobs.addresses(fitted).get(0))).isEqualTo(good);
        assertThat(hosted.contentType(Jobs.addresses(fitted).get(0))).isEqualTo("image/jpeg");
    }

    @Test
    void takes_no_more_pictures_than_the_marketplace_shows() {
        server.serving("/a.jpg", Samples.jpeg(1000, 1000));
        String[] twelve = Stream.generate(() -> server.url("/a.jpg")).limit(12).toArray(String[]::new);

        assertThat(Jobs.addresses(fit.fit(Jobs.job("11st", twelve)))).hasSize(4);
        assertThat(Jobs.addresses(fit.fit(Jobs.job("coupang", twelve)))).hasSize(10);
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
        double decodedBefore = decoded();
        CyclicBarrier together = new CyclicBarrier(jobs, everybodyWaits::countDown);
        ExecutorService threads = Executors.newFixedThreadPool(jobs);
        String[] platforms = {"coupang", "naver", "11st"};
        List<Callable<List<String>>> work = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            String platform = platforms[i % 3];
            work.add(() -> {
                together.await();
                return Jobs.addresses(fit.fit(Jobs.job(platform, List.of(platforms), server.url("/shared.jpg"))));
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
        // one download, one decoding, and one drawing for marketplaces that demand the same
        assertThat(decoded() - decodedBefore).isEqualTo(1);
        assertThat(rows()).isEqualTo(4);
    }

    @Test
    void a_restarted_hub_finds_fitted_pictures_in_the_database() throws Exception {
        server.serving("/a.jpg", Samples.jpeg(900, 600));
        var before = fit.fit(Jobs.job("naver", server.url("/a.jpg")));

        var after = restarted().fit(Jobs.job("naver", server.url("/a.jpg")));

        assertThat(Jobs.addresses(after)).isEqualTo(Jobs.addresses(before));
        assertThat(server.requests).hasValue(1);
    }

    @Test
    void fits_again_when_the_file_of_a_known_picture_is_gone() throws Exception {
        server.serving("/a.jpg", Samples.jpeg(900, 600));
        String address =
                Jobs.addresses(fit.fit(Jobs.job("naver", server.url("/a.jpg")))).get(0);
        String key = address.substring(address.lastIndexOf('/') + 1);
        Files.delete(DIRECTORY.resolve("media").resolve(key.substring(0, 2)).resolve(key));

        restarted().fit(Jobs.job("naver", server.url("/a.jpg")));

        assertThat(hosted.read(address)).isNotEmpty();
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

        String first = Jobs.addresses(fit.fit(job)).get(0);
        clock.advance(Duration.ofHours(23));
        String sameDay = Jobs.addresses(fit.fit(job)).get(0);
        clock.advance(Duration.ofHours(2));
        String nextDay = Jobs.addresses(fit.fit(job)).get(0);

        assertThat(sameDay).isEqualTo(first);
        assertThat(nextDay).isNotEqualTo(first);
        assertThat(hosted.read(nextDay)).isEqualTo(shown[1]);
        // the old address goes on answering: a marketplace may show it
        assertThat(hosted.read(first)).isEqualTo(shown[0]);
        assertThat(server.requests).hasValue(2);
    }

    @Test
    void asks_a_broken_address_once_for_all_and_again_when_it_may_be_mended() {
        server.answering("/gone.jpg", 404);
        var job = Jobs.job("naver", server.url("/gone.jpg"));

        assertThat(failure(job).outcome().code()).isEqualTo("HUB-IMAGE-007");
        assertThat(failure(job).outcome().code()).isEqualTo("HUB-IMAGE-007");
        assertThat(server.requests).hasValue(1);

        clock.advance(Duration.ofSeconds(31));
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
        clock.advance(Duration.ofSeconds(4));
        assertThat(Jobs.addresses(fit.fit(job))).hasSize(1);
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
        var fitted = fit.fit(Jobs.job("naver", server.url("/slow.jpg")));

        assertThat(failed.outcome().code()).isEqualTo("HUB-IMAGE-024");
        assertThat(failed.outcome().outcomeClass().name()).isEqualTo("NOT_READY");
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

        String key = hosted.store("컵/front.png", new ByteArrayInputStream(png));
        String again = hosted.store("back.png", new ByteArrayInputStream(png));
        var fitted = fit.fit(Jobs.job("11st", ImageRef.HUB_MEDIA + key));

        assertThat(key).matches("[0-9a-f]{32}\\.png").isEqualTo(again);
        assertThat(hosted.read(ImageRef.HUB_MEDIA + key)).isEqualTo(png);
        BufferedImage image = Samples.decode(hosted.read(Jobs.addresses(fitted).get(0)));
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

        hosted.store("a.png", entry);

        assertThat(closed[0]).isFalse();
    }

    @Test
    void pictures_from_a_zip_meet_the_same_limits_as_downloaded_ones() throws Exception {
        HostedImages small = new HostedImages(storage, Settings.with("fetch.max-bytes", "50KB"));

        assertThat(storing(small, Samples.html())).isEqualTo("HUB-IMAGE-010");
        assertThat(storing(small, Samples.bombPng(30000, 30000))).isEqualTo("HUB-IMAGE-013");
        assertThat(storing(small, Samples.jpeg(1, 1))).isEqualTo("HUB-IMAGE-014");
        assertThat(storing(small, new byte[0])).isEqualTo("HUB-IMAGE-016");
        assertThat(storing(small, Samples.noisyJpeg(500, 500))).isEqualTo("HUB-IMAGE-009");
        assertThat(storing(small, Samples.truncated(Samples.jpeg(100, 100)))).isEqualTo("HUB-IMAGE-012");
    }

    @Test
    void pictures_from_a_zip_are_kept_without_private_data() {
        byte[] clean = Samples.jpeg(100, 100);

        String key = hosted.store("a.jpg", new ByteArrayInputStream(PrivateSamples.jpeg(clean)));

        assertThat(hosted.read(key)).isEqualTo(clean);
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
        Files.writeString(Files.createDirectories(DIRECTORY.resolve("media")).resolve("secret.jpg"), "secret");

        for (String address : List.of(
                "../secret.jpg",
                "secret.jpg",
                "http://elsewhere.example/media/" + "0".repeat(32) + ".jpg",
                "https://hub.example/media/../secret.jpg",
                "https://hub.example/media/%2e%2e/secret.jpg")) {
            assertThat(catchThrowableOfType(CallFailed.class, () -> hosted.read(address))
                            .outcome()
                            .code())
                    .isEqualTo("HUB-IMAGE-018");
        }
    }

    @Test
    void originals_on_disk_stay_within_their_bound() throws Exception {
        byte[] picture = Samples.noisyJpeg(300, 300);
        Path folder = Files.createDirectories(DIRECTORY.resolve("bounded"));
        SourcePictures sources = new SourcePictures(
                fetcher,
                storage,
                metrics,
                Settings.with(
                        "work-directory", folder.toString(), "source-cache.size", (3 * picture.length + 100) + "B"),
                clock);
        for (int i = 0; i < 6; i++) {
            server.serving("/" + i + ".jpg", picture);
            assertThat(sources.read(new ImageRef(server.url("/" + i + ".jpg")))).isEqualTo(picture);
        }

        try (Stream<Path> originals = Files.list(folder)) {
            assertThat(originals).hasSize(3);
        }
    }

    @Test
    void the_same_bytes_under_several_addresses_are_drawn_once() throws Exception {
        byte[] picture = Samples.jpeg(900, 600);
        String[] addresses = new String[8];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = server.serving("/copy" + i + ".jpg", picture).url("/copy" + i + ".jpg");
        }
        double before = decoded();

        List<String> hostedAt = Jobs.addresses(fit.fit(Jobs.job("coupang", List.of("coupang", "naver"), addresses)));

        assertThat(hostedAt.subList(1, 8)).containsOnly(hostedAt.get(1));
        assertThat(decoded() - before).isEqualTo(1);
        assertThat(server.requests).hasValue(8);
    }

    @Test
    void a_thousand_products_sharing_fifty_pictures_decode_fifty() throws Exception {
        for (int i = 0; i < 50; i++) {
            server.serving("/p" + i + ".jpg", Samples.jpeg(640 + i, 480));
        }
        double before = decoded();
        List<String> platforms = List.of("coupang", "naver", "11st");
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Callable<List<String>>> work = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            // a picture is the first of one product and a further one of another
            String[] images = {server.url("/p" + i % 50 + ".jpg"), server.url("/p" + (i * 7 + 3) % 50 + ".jpg")};
            for (String platform : platforms) {
                work.add(() -> Jobs.addresses(fit.fit(Jobs.job(platform, platforms, images))));
            }
        }
        try {
            for (Future<List<String>> done : threads.invokeAll(work)) {
                assertThat(done.get()).hasSize(2);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(decoded() - before).isEqualTo(50);
        assertThat(server.requests).hasValue(50);
    }

    @Test
    void pictures_inside_the_detail_text_are_hosted_and_keep_their_look() {
        byte[] animated = Samples.animatedGif(320, 200);
        server.serving("/a.jpg", Samples.jpeg(1000, 1000))
                .serving("/long.jpg", Samples.jpeg(860, 4000))
                .serving("/moving.gif", animated)
                .serving("/print.jpg", Samples.cmykJpeg(300, 300));
        String html = "<p>상세</p><img src='" + server.url("/long.jpg") + "'><img src=\"" + server.url("/moving.gif")
                + "\"><img src=" + server.url("/print.jpg") + "><img src='/relative.png'>";

        var fitted = fit.fit(Jobs.jobWith(html, "11st", server.url("/a.jpg")));

        List<String> inside = new DetailHtml(fitted.product().description()).pictures();
        assertThat(inside).hasSize(3).allMatch(address -> address.startsWith("https://hub.example/media/"));
        assertThat(Samples.decode(hosted.read(inside.get(0))).getHeight()).isEqualTo(4000);
        assertThat(hosted.read(inside.get(1))).isEqualTo(animated);
        assertThat(JpegStructure.of(hosted.read(inside.get(2))).orElseThrow().components())
                .isEqualTo(3);
        assertThat(fitted.product().description()).contains("<p>상세</p>", "/relative.png");
    }

    @Test
    void a_refused_picture_inside_the_detail_text_is_named() {
        server.serving("/a.jpg", Samples.jpeg(1000, 1000)).answering("/gone.jpg", 404);

        CallFailed failed =
                failure(Jobs.jobWith("<img src='" + server.url("/gone.jpg") + "'>", "coupang", server.url("/a.jpg")));

        assertThat(failed.outcome().code()).isEqualTo("HUB-IMAGE-007");
        assertThat(failed.outcome().message()).contains("/gone.jpg");
    }

    @Test
    void what_became_of_every_source_is_written_down() {
        server.serving("/good.png", Samples.png(700, 640))
                .answering("/gone.jpg", 404)
                .answering("/busy.jpg", 503);
        fit.fit(Jobs.job("naver", server.url("/good.png")));
        failure(Jobs.job("naver", server.url("/gone.jpg")));
        failure(Jobs.job("naver", server.url("/busy.jpg")));

        assertThat(JdbcClient.create(dataSource)
                        .sql(
                                "select regexp_replace(source, '.*/', '') || ' ' || state || ' ' || coalesce(code, '-') || ' '"
                                        + " || coalesce(format || ' ' || width || 'x' || height, '-')"
                                        + " from image_processing_job order by 1")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "busy.jpg failed HUB-IMAGE-023 -",
                        "gone.jpg refused HUB-IMAGE-007 -",
                        "good.png done - PNG 700x640");
    }

    @Test
    @Timeout(20)
    void waits_for_another_hub_and_takes_over_when_that_has_died() throws Exception {
        server.serving("/a.jpg", Samples.jpeg(900, 600));
        ImageRef image = new ImageRef(server.url("/a.jpg"));
        ImageJobs otherHub = new ImageJobs(JdbcClient.create(dataSource), clock);
        assertThat(otherHub.claim(new PictureWork(image, List.of()))).isTrue();

        CompletableFuture<ListingJob> mine =
                CompletableFuture.supplyAsync(() -> fit.fit(Jobs.job("naver", image.url())));
        assertThat(catchThrowableOfType(TimeoutException.class, () -> mine.get(600, TimeUnit.MILLISECONDS)))
                .isNotNull();
        assertThat(server.requests).hasValue(0);
        clock.advance(Duration.ofSeconds(31));

        assertThat(Jobs.addresses(mine.get(10, TimeUnit.SECONDS))).hasSize(1);
        assertThat(server.requests).hasValue(1);
    }

    @Test
    @Timeout(20)
    void a_picture_that_no_store_takes_is_tried_again_and_nothing_is_stuck() throws Exception {
        byte[] picture = Samples.jpeg(910, 610);
        server.serving("/a.jpg", picture).serving("/copy.jpg", picture);
        Path media = DIRECTORY.resolve("media");
        Path aside = DIRECTORY.resolve("media-aside");
        if (Files.exists(media)) {
            Files.move(media, aside);
        }
        Files.writeString(media, "a file where the folder was");
        try {
            CallFailed failed = failure(Jobs.job("naver", server.url("/a.jpg")));
            assertThat(failed.outcome().outcomeClass().name()).isEqualTo("NOT_SENT");
        } finally {
            Files.delete(media);
            if (Files.exists(aside)) {
                Files.move(aside, media);
            }
        }
        clock.advance(Duration.ofSeconds(4));

        assertThat(Jobs.addresses(fit.fit(Jobs.job("naver", server.url("/copy.jpg")))))
                .hasSize(1);
        assertThat(Jobs.addresses(fit.fit(Jobs.job("naver", server.url("/a.jpg")))))
                .hasSize(1);
    }

    @Test
    void a_second_hub_uses_what_the_first_has_made_for_other_marketplaces() {
        server.serving("/a.jpg", Samples.jpeg(900, 600));
        List<String> platforms = List.of("naver", "11st");
        fit.fit(Jobs.job("naver", platforms, server.url("/a.jpg")));
        double before = decoded();

        restarted().fit(Jobs.job("11st", platforms, server.url("/a.jpg")));

        assertThat(server.requests).hasValue(1);
        assertThat(decoded()).isEqualTo(before);
    }

    private static String storing(HostedImages hosted, byte[] bytes) {
        return catchThrowableOfType(CallFailed.class, () -> hosted.store("a.jpg", new ByteArrayInputStream(bytes)))
                .outcome()
                .code();
    }

    private CallFailed failure(ListingJob job) {
        return catchThrowableOfType(CallFailed.class, () -> fit.fit(job));
    }

    private long rows() {
        return JdbcClient.create(dataSource)
                .sql("select count(*) from image_asset")
                .query(Long.class)
                .single();
    }
}
