package io.dropshiphub.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dropshiphub.product.CallFailed;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFetcherTest {

    private static final byte[] PICTURE = Samples.jpeg(600, 600);

    @TempDir
    Path directory;

    PictureServer server;
    ImageFetcher fetcher;
    Path target;

    @BeforeEach
    void start() throws Exception {
        server = new PictureServer();
        fetcher = new ImageFetcher(
                Settings.with("allow-hosts", server.hostAndPort(), "fetch.deadline", "1s", "fetch.max-bytes", "100KB"));
        target = directory.resolve("picture");
    }

    @AfterEach
    void stop() throws Exception {
        fetcher.close();
        server.close();
    }

    @Test
    void saves_a_picture_byte_for_byte() {
        server.serving("/a.jpg", PICTURE);

        fetcher.fetch(server.url("/a.jpg"), target);

        assertThat(target).hasBinaryContent(PICTURE);
    }

    @Test
    void follows_redirects_up_to_the_limit() {
        server.serving("/a.jpg", PICTURE).redirecting("/1", "/a.jpg").redirecting("/loop", "/loop");

        fetcher.fetch(server.url("/1"), target);
        CallFailed endless = refusal("/loop");

        assertThat(target).hasBinaryContent(PICTURE);
        assertThat(endless.outcome().code()).isEqualTo("HUB-IMAGE-006");
        // the two of the first address, then the first and five more
        assertThat(server.requests).hasValue(2 + 1 + 5);
    }

    @ParameterizedTest
    @CsvSource({
        "http://169.254.169.254/latest/meta-data/iam, HUB-IMAGE-005",
        "http://10.0.0.1/, HUB-IMAGE-005",
        "https://[::1]/, HUB-IMAGE-005",
        "//[::ffff:10.0.0.1]/, HUB-IMAGE-005",
        "http://127.0.0.1/, HUB-IMAGE-005",
        "http://127.0.0.1:22/, HUB-IMAGE-004",
        "http://2130706433/, HUB-IMAGE-006",
        "http://a:b@example.com/, HUB-IMAGE-006",
        "file:///etc/passwd, HUB-IMAGE-006",
        "gopher://127.0.0.1:6379/_FLUSHALL, HUB-IMAGE-006"
    })
    void checks_every_redirect_like_the_first_address(String location, String code) {
        server.redirecting("/go", location);

        CallFailed refused = refusal("/go");

        assertThat(refused.outcome().code()).isEqualTo(code);
        assertThat(refused.outcome().message()).contains(server.url("/go"));
        assertThat(target).doesNotExist();
    }

    @Test
    void asks_dns_once_and_connects_to_what_was_checked() throws Exception {
        server.serving("/a.jpg", PICTURE);
        List<String> asked = new CopyOnWriteArrayList<>();
        DnsResolver changing = new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                asked.add(host);
                // a second look would lead elsewhere
                return new InetAddress[] {InetAddress.getByName(asked.size() == 1 ? "127.0.0.1" : "10.0.0.1")};
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
        String host = "pictures.example:" + server.port();
        try (ImageFetcher rebound = new ImageFetcher(Settings.with("allow-hosts", host), changing)) {
            rebound.fetch("http://" + host + "/a.jpg", target);
        }

        assertThat(target).hasBinaryContent(PICTURE);
        assertThat(asked).containsExactly("pictures.example");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 204, 206, 300, 304})
    void an_answer_that_will_not_change_rejects_the_picture(int status) {
        server.answering("/a.jpg", status);

        CallFailed refused = refusal("/a.jpg");

        assertThat(refused.outcome().code()).isEqualTo("HUB-IMAGE-007");
        assertThat(refused.outcome().outcomeClass().name()).isEqualTo("REJECTED");
        assertThat(refused.outcome().message()).contains(server.url("/a.jpg"), String.valueOf(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void an_answer_that_may_change_is_asked_again(int status) {
        server.on("/a.jpg", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "17");
            exchange.sendResponseHeaders(status, -1);
        });

        CallFailed later = refusal("/a.jpg");

        assertThat(later.outcome().code()).isEqualTo("HUB-IMAGE-023");
        assertThat(later.outcome().outcomeClass().name()).isEqualTo("NOT_SENT");
        assertThat(later.outcome().retryAfter()).isEqualTo(Duration.ofSeconds(17));
    }

    @Test
    void a_web_page_called_jpg_is_no_picture() {
        server.serving("/a.jpg", Samples.html());

        assertThat(refusal("/a.jpg").outcome().code()).isEqualTo("HUB-IMAGE-010");
        assertThat(refusal("/a.jpg").outcome().message()).contains("a web page");
        assertThat(target).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "<svg xmlns='http://www.w3.org/2000/svg'/>, SVG, HUB-IMAGE-011",
        "<?xml version='1.0'?><svg/>, SVG, HUB-IMAGE-011",
        "1234ftypavif5678, AVIF, HUB-IMAGE-011",
        "1234ftypheic5678, HEIC, HUB-IMAGE-011",
        "%PDF-1.7, a PDF, HUB-IMAGE-010",
        "BMW is no bitmap, no picture, HUB-IMAGE-010"
    })
    void says_what_it_got_instead_of_a_picture_it_reads(String content, String named, String code) {
        server.serving("/a.jpg", content.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));

        CallFailed refused = refusal("/a.jpg");

        assertThat(refused.outcome().code()).isEqualTo(code);
        assertThat(refused.outcome().message()).contains(named);
    }

    @Test
    void an_empty_answer_is_no_picture() {
        server.on("/a.jpg", exchange -> exchange.sendResponseHeaders(200, -1));

        assertThat(refusal("/a.jpg").outcome().code()).isEqualTo("HUB-IMAGE-016");
    }

    @Test
    void stops_at_the_size_limit_whether_the_size_is_told_or_not() {
        byte[] big = java.util.Arrays.copyOf(PICTURE, 300_000);
        CountDownLatch hungUp = new CountDownLatch(1);
        server.serving("/told.jpg", big).on("/endless.jpg", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            try {
                for (out.write(PICTURE); ; ) {
                    out.write(big);
                }
            } finally {
                hungUp.countDown();
            }
        });

        assertThat(refusal("/told.jpg").outcome().code()).isEqualTo("HUB-IMAGE-009");
        assertThat(refusal("/endless.jpg").outcome().code()).isEqualTo("HUB-IMAGE-009");
        assertThat(target).doesNotExist();
        assertThat(hungUp)
                .satisfies(latch -> assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue());
    }

    @Test
    @Timeout(10)
    void a_slow_drip_ends_at_the_deadline() {
        CountDownLatch drip = new CountDownLatch(1);
        server.on("/drip.jpg", exchange -> {
            exchange.sendResponseHeaders(200, PICTURE.length);
            OutputStream out = exchange.getResponseBody();
            out.write(PICTURE, 0, 100);
            for (int i = 100; i < PICTURE.length; i++) {
                // a byte now and then keeps every socket timeout from striking
                drip.await(100, TimeUnit.MILLISECONDS);
                out.write(PICTURE[i]);
                out.flush();
            }
        });
        long begin = System.nanoTime();

        CallFailed later = refusal("/drip.jpg");

        assertThat(later.outcome().code()).isEqualTo("HUB-IMAGE-022");
        assertThat(later.outcome().outcomeClass().name()).isEqualTo("NOT_SENT");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        assertThat(target).doesNotExist();
    }

    @Test
    void a_connection_that_breaks_in_the_middle_leaves_nothing_behind() {
        server.on("/broken.jpg", exchange -> {
            exchange.sendResponseHeaders(200, PICTURE.length);
            exchange.getResponseBody().write(PICTURE, 0, PICTURE.length / 2);
            exchange.getResponseBody().flush();
        });

        CallFailed later = refusal("/broken.jpg");

        assertThat(later.outcome().code()).isIn("HUB-IMAGE-021", "HUB-IMAGE-022");
        assertThat(later.outcome().outcomeClass().name()).isEqualTo("NOT_SENT");
        assertThat(Files.exists(target)).isFalse();
    }

    @Test
    void a_port_on_which_nobody_listens_is_asked_again() throws Exception {
        server.close();

        assertThat(refusal("/a.jpg").outcome().code()).isEqualTo("HUB-IMAGE-021");
    }

    @Test
    void messages_hide_what_signed_addresses_carry() {
        server.answering("/a.jpg", 404);

        String message =
                refusal("/a.jpg?X-Amz-Signature=abc123&size=3").outcome().message();

        assertThat(message).contains("size=3").doesNotContain("abc123");
    }

    private CallFailed refusal(String path) {
        return catchThrowableOfType(CallFailed.class, () -> fetcher.fetch(server.url(path), target));
    }
}
