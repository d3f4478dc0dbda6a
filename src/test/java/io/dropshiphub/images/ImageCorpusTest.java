package io.dropshiphub.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.images.codec.JpegStructure;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every awkward picture and address has its expected result for every marketplace in corpus.expected. The results as they
 * are now stand in target/images-corpus.actual after a run.
 *
 * <p>The hub under test has one worker and one connection: a case that kept either would stop all that follow.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class ImageCorpusTest {

    private static final Path EXPECTED = Path.of("src/test/resources/images/corpus.expected");
    /** What an address answers that may not be asked: nothing of it may come to light. */
    private static final String SECRET = "inner-secret-2f6a";
    /** Codes of downloads that never become a file. */
    private static final Set<String> NOTHING_FETCHED = codes(2, 3, 4, 5, 6, 7, 8, 9, 10, 16, 20, 21, 22, 23);

    private final Map<String, Supplier<byte[]>> pictures = CorpusPictures.all();
    private final Map<String, CorpusExpectation> actual = Collections.synchronizedMap(new TreeMap<>());
    private Map<String, CorpusExpectation> expected;
    private Map<String, CorpusExpectation> pending;
    private Map<String, String> addresses;
    private TestDatabase database;
    private PictureServer server;
    private PictureServer inner;
    private UntrustedServer untrusted;
    private ImageRoom room;
    private ImageRoom hastyRoom;
    private Path directory;
    private Set<Thread> threadsOfOthers;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        threadsOfOthers = imageThreads();
        expected = CorpusExpectation.read(EXPECTED, false);
        pending = CorpusExpectation.read(EXPECTED, true);
        database = TestDatabase.create();
        server = new PictureServer();
        inner = new PictureServer().serving("/", SECRET.getBytes(StandardCharsets.US_ASCII));
        untrusted = new UntrustedServer(directory);
        addresses = CorpusAddresses.all(server, inner.url("/secret.jpg"), untrusted.url("/a.jpg"));
        pictures.forEach((name, picture) -> server.serving("/picture/" + name, picture));
        room = room("20s");
        hastyRoom = room("500ms");
        for (String format : List.of("tiff-deflate.tif", "webp-lossy.webp", "bmp-8-bit.bmp")) {
            byte[] picture = pictures.get(format).get();
            addresses.put(
                    "zip-" + format, ImageRef.HUB_MEDIA + room.hosted.store(format, new ByteArrayInputStream(picture)));
        }
    }

    private ImageRoom room(String deadline) {
        return new ImageRoom(
                directory.resolve(deadline),
                database,
                new AddressSafetyTest.Names(),
                "images.allow-hosts",
                server.hostAndPort() + "," + untrusted.hostAndPort(),
                "images.fetch.deadline",
                deadline,
                "images.workers",
                "1",
                "images.workers-per-host",
                "1",
                "storage.local.public-url",
                "https://hub.example");
    }

    @AfterAll
    void stop() throws Exception {
        keepActualResults();
        room.close();
        hastyRoom.close();
        await().untilAsserted(() -> assertThat(imageThreads()).isSubsetOf(threadsOfOthers));
        assertThat(inner.requests)
                .as("requests to an address that may not be asked")
                .hasValue(0);
        untrusted.close();
        inner.close();
        server.close();
        database.close();
    }

    private static Set<Thread> imageThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("hub-image"))
                .collect(Collectors.toSet());
    }

    private void keepActualResults() throws IOException {
        Files.write(
                Path.of("target/images-corpus.actual"),
                actual.entrySet().stream()
                        .map(entry -> "%-42s -> %s".formatted(entry.getKey(), entry.getValue()))
                        .toList(),
                StandardCharsets.UTF_8);
    }

    Stream<String> names() {
        return Stream.concat(pictures.keySet().stream(), addresses.keySet().stream());
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_awkward_picture_has_its_result_at_every_marketplace(String name) throws Exception {
        String address = addresses.getOrDefault(name, server.url("/picture/" + name));
        ImageRoom hub = name.startsWith("slow-") ? hastyRoom : room;
        int before = hub.originals().size();

        Case result = new Case(hub, address, pictures.get(name)).run();

        actual.put(name, result.toExpectation());
        CorpusExpectation wanted = expected.getOrDefault(name, pending.get(name));
        assertThat(wanted)
                .as("%s has no expectation; its result is %s", name, actual.get(name))
                .isNotNull();
        String differences = String.join("\n  ", wanted.differences(result.results, result.shown));
        if (expected.containsKey(name)) {
            assertThat(differences).as("%s%n  %s", name, differences).isEmpty();
        } else {
            assertThat(differences)
                    .as("%s is right now: move it out of the pending section", name)
                    .isNotEmpty();
        }
        assertThat(hub.unfinished()).isEmpty();
        if (NOTHING_FETCHED.contains(result.results.get(0))) {
            assertThat(hub.originals()).hasSize(before);
        }
    }

    @Test
    void the_corpus_is_large_and_every_expectation_has_its_case() {
        Set<String> told = new TreeSet<>(expected.keySet());
        told.addAll(pending.keySet());

        assertThat(names()).hasSizeGreaterThan(150).containsExactlyInAnyOrderElementsOf(told);
        assertThat(pending).doesNotContainKeys(expected.keySet().toArray(String[]::new));
    }

    private static Set<String> codes(int... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> "HUB-IMAGE-%03d".formatted(number))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** One picture at all marketplaces. */
    private static final class Case {
        final List<String> results = new ArrayList<>();
        final List<List<String>> shown = new ArrayList<>();
        private final ImageRoom hub;
        private final String address;
        private final Supplier<byte[]> source;

        Case(ImageRoom hub, String address, Supplier<byte[]> source) {
            this.hub = hub;
            this.address = address;
            this.source = source;
        }

        Case run() {
            fit("coupang", address, address);
            fit("naver", address);
            fit("11st", address);
            return this;
        }

        private void fit(String platform, String... images) {
            try {
                List<String> hosted = Jobs.addresses(hub.fit.fit(Jobs.job(platform, images)));
                for (int i = 0; i < hosted.size(); i++) {
                    add(hub.hosted.read(hosted.get(i)), i == 0);
                }
            } catch (CallFailed e) {
                checkMessage(e);
                for (int i = 0; i < images.length; i++) {
                    results.add(e.outcome().code());
                    shown.add(null);
                }
            }
        }

        private void add(byte[] file, boolean first) {
            var image = Samples.decode(file);
            var structure = JpegStructure.of(file).orElseThrow();
            assertThat(structure.usual() && structure.srgb() && structure.orientation() == 1)
                    .isTrue();
            boolean kept = source != null && hasSameScans(file, source.get());
            assertThat(new String(file, StandardCharsets.ISO_8859_1))
                    .doesNotContain("<script", "Exif", PrivateSamples.SECRET);
            results.add(kept ? "kept" : image.getWidth() + "x" + image.getHeight());
            // only the first picture is square everywhere, so that its colours are at the same places
            shown.add(first ? CorpusExpectation.coloursOf(image) : null);
        }

        /** Whether one is the other but for what stands before and behind the picture: its scans are the same bytes. */
        private static boolean hasSameScans(byte[] file, byte[] source) {
            int from = firstScan(file);
            int there = firstScan(source);
            int end = there + file.length - from;
            return there >= 0 && end <= source.length && Arrays.equals(file, from, file.length, source, there, end);
        }

        private static int firstScan(byte[] file) {
            // its header has less than 256 bytes
            return new String(file, StandardCharsets.ISO_8859_1).indexOf("\u00FF\u00DA\0");
        }

        private void checkMessage(CallFailed e) {
            boolean passes = e.outcome().code().compareTo("HUB-IMAGE-020") >= 0;
            assertThat(e.outcome().outcomeClass().name()).isEqualTo(passes ? "NOT_SENT" : "REJECTED");
            assertThat(e.outcome().message())
                    .contains(ImageProblems.shown(address))
                    .doesNotContain(SECRET, "hush")
                    .hasSizeGreaterThan(ImageProblems.shown(address).length() + 40);
        }

        CorpusExpectation toExpectation() {
            return new CorpusExpectation(
                    results,
                    shown.stream()
                            .filter(colours -> colours != null)
                            .findFirst()
                            .orElse(List.of()));
        }
    }
}
