package io.dropshiphub.sandbox;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import javax.crypto.spec.SecretKeySpec;

/** Measures how many signed Coupang creations a second the sandbox takes, load and sandbox in one process. */
final class SandboxRate {

    private static final int THREADS = 8;
    private static final int WARM_UP_SECONDS = 5;
    private static final int SECONDS = 10;
    private static final String SKU = "RATE-SKU";
    private static final String PATH = "/v2/providers/seller_api/apis/api/v1/marketplace/seller-products";
    private static final DateTimeFormatter SIGNED_DATE =
            DateTimeFormatter.ofPattern("yyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final int port;
    private final SandboxAccounts.Coupang vendor =
            SandboxAccounts.demo().coupang().get(0);
    private final LongAdder done = new LongAdder();
    private volatile boolean stopped;

    private SandboxRate(int port) {
        this.port = port;
    }

    static void main(String[] args) throws InterruptedException {
        SandboxSettings settings =
                SandboxSettings.defaults().onPort(0).withoutQuota().withDownloadImages(false);
        try (Sandbox sandbox = Sandbox.start(settings)) {
            SandboxRate rate = new SandboxRate(sandbox.port());
            System.out.printf(
                    Locale.ROOT,
                    "%d signed Coupang creations a second (%d connections, %d s, %d processors, load included)%n",
                    rate.measure(),
                    THREADS,
                    SECONDS,
                    Runtime.getRuntime().availableProcessors());
        }
    }

    private long measure() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            Thread thread = new Thread(() -> load(number), "load-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        Thread.sleep(WARM_UP_SECONDS * 1000L);
        long before = done.sum();
        long start = System.nanoTime();
        Thread.sleep(SECONDS * 1000L);
        long rate = (done.sum() - before) * 1_000_000_000L / (System.nanoTime() - start);
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
        return rate;
    }

    private void load(int number) {
        SecretKeySpec key = CoupangSignature.key(vendor.secretKey());
        byte[] answer = new byte[4096];
        String product = SampleProducts.coupang(vendor, SKU);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int i = 0; !stopped; i++) {
                String body = product.replace(SKU, "RATE-" + number + "-" + i);
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                String date = SIGNED_DATE.format(Instant.now());
                String head = "POST /coupang" + PATH + " HTTP/1.1\r\nHost: sandbox\r\n"
                        + "Content-Type: application/json;charset=UTF-8\r\nAuthorization: CEA algorithm=HmacSHA256, access-key="
                        + vendor.accessKey() + ", signed-date=" + date + ", signature="
                        + CoupangSignature.sign(key, date + "POST" + PATH) + "\r\nContent-Length: " + bytes.length
                        + "\r\n\r\n";
                byte[] request = new byte[head.length() + bytes.length];
                System.arraycopy(head.getBytes(StandardCharsets.ISO_8859_1), 0, request, 0, head.length());
                System.arraycopy(bytes, 0, request, head.length(), bytes.length);
                out.write(request);
                int read = in.read(answer);
                if (read < 0 || !new String(answer, 0, read, StandardCharsets.ISO_8859_1).contains("\"SUCCESS\"")) {
                    throw new IllegalStateException(
                            "refused: " + new String(answer, 0, Math.max(0, read), StandardCharsets.UTF_8));
                }
                done.increment();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
