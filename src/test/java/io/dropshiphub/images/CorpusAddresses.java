package io.dropshiphub.images;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** The corpus of awkward addresses by name: where they lead, and servers that answer as servers do. */
final class CorpusAddresses {

    private static final byte[] PICTURE = CorpusPictures.jpeg(600, 600);
    /** Longer than any deadline of the tests, shorter than a test's patience when something is wrong. */
    private static final int DRIPS = 100;

    private final PictureServer server;
    private final Map<String, String> addresses = new TreeMap<>();

    private CorpusAddresses(PictureServer server) {
        this.server = server;
    }

    /**
     * Prepares {@code server} and tells the addresses.
     *
     * @param inner an address that answers, but may not be asked
     * @param untrusted an https address whose certificate nobody has signed
     */
    static Map<String, String> all(PictureServer server, String inner, String untrusted) {
        CorpusAddresses corpus = new CorpusAddresses(server);
        corpus.addForbidden(inner);
        corpus.addRedirects(inner);
        corpus.addStatuses();
        corpus.addBodies();
        corpus.addConnections();
        corpus.addresses.put("address-certificate-of-nobody", untrusted);
        return corpus.addresses;
    }

    private void addForbidden(String inner) {
        addresses.putAll(Map.ofEntries(
                Map.entry("address-decimal", "http://2130706433/a.jpg"),
                Map.entry("address-octal", "http://0177.0.0.1/a.jpg"),
                Map.entry("address-hexadecimal", "http://0x7f000001/a.jpg"),
                Map.entry("address-shortened", "http://127.1/a.jpg"),
                Map.entry("address-loopback", "http://127.0.0.1/a.jpg"),
                Map.entry("address-mapped-loopback", "http://[::ffff:127.0.0.1]/a.jpg"),
                Map.entry("address-private-in-nat64", "http://[64:ff9b::10.0.0.1]/a.jpg"),
                Map.entry("address-unique-local", "http://[fd00::1]/a.jpg"),
                Map.entry("address-metadata", "http://169.254.169.254/latest/meta-data/"),
                Map.entry("address-name-of-private", "http://private.example/a.jpg"),
                Map.entry("address-name-of-public-and-private", "http://mixed.example/a.jpg"),
                Map.entry("address-unknown-name", "http://nowhere.example/a.jpg"),
                Map.entry("address-inner-port", inner),
                Map.entry("address-user-info", "http://user:hush@shop.example/a.jpg"),
                Map.entry("address-user-info-that-looks-like-the-host", "http://shop.example@10.0.0.1/a.jpg"),
                Map.entry("address-backslash", "http://shop.example\\@10.0.0.1/a.jpg"),
                Map.entry("address-file", "file:///etc/passwd"),
                Map.entry("address-ftp", "ftp://shop.example/a.jpg"),
                Map.entry("address-data", "data:image/png;base64,iVBORw0KGgo="),
                Map.entry("address-without-scheme", "shop.example/a.jpg"),
                Map.entry("address-too-long", "http://shop.example/" + "a".repeat(3000))));
    }

    private void addRedirects(String inner) {
        Map<String, String> targets = Map.of(
                "metadata", "http://169.254.169.254/latest/meta-data/iam",
                "private", "http://10.0.0.1/a.jpg",
                "mapped-loopback", "http://[::ffff:127.0.0.1]/a.jpg",
                "file", "file:///etc/passwd",
                "inner-port", inner,
                "name-of-private", "http://private.example/a.jpg",
                "decimal", "http://2130706433/a.jpg",
                "user-info", "http://user:hush@shop.example/a.jpg",
                "itself", "/redirect-to-itself");
        targets.forEach((name, target) -> {
            server.redirecting("/redirect-to-" + name, target);
            put("redirect-to-" + name);
        });
        server.redirecting("/redirect-to-picture", "/redirected/사진 1.jpg").serving("/redirected", PICTURE);
        put("redirect-to-picture");
        on("redirect-with-a-page", exchange -> {
            exchange.getResponseHeaders().add("Location", "/redirect-to-picture");
            exchange.sendResponseHeaders(302, Samples.html().length);
            exchange.getResponseBody().write(Samples.html());
        });
        on("redirect-with-an-endless-page", exchange -> {
            exchange.getResponseHeaders().add("Location", "/redirect-to-picture");
            endless(exchange, 302);
        });
        on("redirect-to-nowhere", exchange -> exchange.sendResponseHeaders(302, -1));
    }

    private void addStatuses() {
        for (int status : new int[] {204, 206, 304, 401, 403, 404, 410, 429, 500, 503}) {
            server.answering("/status-" + status, status);
            put("status-" + status);
        }
    }

    private void addBodies() {
        answering("body-web-page-called-png", "image/png", null, Samples.html());
        answering("body-json-error", "application/json", null, utf8("{\"error\": \"not found\"}"));
        answering("body-text", "image/jpeg", null, utf8("no picture today"));
        answering("body-picture-called-text.gif", "text/plain", null, PICTURE);
        answering(
                "body-picture-behind-line-break",
                "image/jpeg",
                null,
                ("\r\n" + latin(PICTURE)).getBytes(StandardCharsets.ISO_8859_1));
        answering("body-gzip", "image/jpeg", "gzip", gzip(PICTURE));
        answering("body-gzip-bomb", "image/jpeg", "gzip", gzip(Arrays.copyOf(PICTURE, 30_000_000)));
        answering("body-gzip-only-said", "image/jpeg", "gzip", PICTURE);
        answering("body-gzip-cut", "image/jpeg", "gzip", Arrays.copyOf(gzip(PICTURE), 500));
        answering("body-packed-strangely", "image/jpeg", "br", utf8("?"));
        on("body-empty", exchange -> exchange.sendResponseHeaders(200, -1));
        on("body-endless", exchange -> endless(exchange, 200));
        on("body-endless-of-a-refusal", exchange -> endless(exchange, 404));
        on("body-shorter-than-told", exchange -> {
            exchange.sendResponseHeaders(200, PICTURE.length + 1000);
            exchange.getResponseBody().write(PICTURE);
            exchange.getResponseBody().flush();
        });
        on("body-longer-than-told", exchange -> {
            exchange.sendResponseHeaders(200, PICTURE.length / 2);
            exchange.getResponseBody().write(PICTURE, 0, PICTURE.length / 2);
        });
        on("body-told-too-large", exchange -> exchange.sendResponseHeaders(200, 3_000_000_000L));
    }

    private void addConnections() {
        on("connection-closed-at-once", HttpExchange::close);
        on("slow-drip", exchange -> {
            exchange.sendResponseHeaders(200, PICTURE.length);
            drip(exchange.getResponseBody());
        });
        on("slow-to-begin", exchange -> drip(OutputStream.nullOutputStream()));
    }

    private static void endless(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, 0);
        byte[] much = Arrays.copyOf(PICTURE, 1_000_000);
        while (true) {
            exchange.getResponseBody().write(much);
        }
    }

    /** A byte now and then: no timeout between two of them ever strikes. */
    private static void drip(OutputStream out) throws IOException, InterruptedException {
        for (int i = 0; i < DRIPS; i++) {
            new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
            out.write(PICTURE[i]);
            out.flush();
        }
    }

    private void answering(String name, String type, String packing, byte[] body) {
        on(name, exchange -> {
            exchange.getResponseHeaders().add("Content-Type", type);
            if (packing != null) {
                exchange.getResponseHeaders().add("Content-Encoding", packing);
            }
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });
    }

    private void on(String name, PictureServer.Answer answer) {
        server.on("/" + name, answer);
        put(name);
    }

    private void put(String name) {
        addresses.put(name, server.url("/" + name));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
