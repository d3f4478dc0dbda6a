package io.dropshiphub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.sandbox.SandboxMain;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** The simulated marketplaces as a process of their own, without quotas and without fetching pictures. */
final class SandboxUnderLoad implements AutoCloseable {

    /** The demo accounts of the sandbox. */
    static final String NAVER_CLIENT = "sandboxnaver";

    static final String NAVER_SECRET = "$2a$04$sandboxsandboxsandboxu";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] SMALLEST_GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private final ChildJvm process;
    private final int port;

    private SandboxUnderLoad(ChildJvm process, int port) {
        this.process = process;
        this.port = port;
    }

    static SandboxUnderLoad start(Path directory) throws IOException, InterruptedException {
        int port = ChildJvm.freePort();
        ChildJvm process = new ChildJvm(
                directory.resolve("sandbox.log"),
                Map.of(
                        "HUB_SANDBOX_PORT", String.valueOf(port),
                        "SANDBOX_RATE_LIMITS", "off",
                        "SANDBOX_DOWNLOAD_IMAGES", "off"),
                List.of("-Xmx2g"),
                SandboxMain.class.getName(),
                List.of());
        SandboxUnderLoad sandbox = new SandboxUnderLoad(process, port);
        while (!Web.isUp(sandbox.address() + "/sandbox/health")) {
            process.checkAlive();
            Thread.sleep(50);
        }
        return sandbox;
    }

    /** What the sandbox says of its own speed: one line. */
    static String ownRate(Path directory) throws IOException, InterruptedException {
        try (ChildJvm process = new ChildJvm(
                directory.resolve("rate.log"),
                Map.of(),
                List.of("-Xmx2g"),
                SandboxMain.class.getName(),
                List.of("--rate"))) {
            process.await();
            return process.output().strip();
        }
    }

    int port() {
        return port;
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Forgets all listings. */
    void clear() throws IOException, InterruptedException {
        Web.delete(address() + "/sandbox/ledger");
    }

    /** Throws unless it has exactly so many listings, none of them twice. */
    void expect(int listings) throws IOException, InterruptedException {
        int found = 0;
        int duplicates = 0;
        for (JsonNode account : JSON.readTree(Web.get(address() + "/sandbox/ledger/summary"))) {
            found += account.get("listings").intValue();
            duplicates += account.get("duplicates").intValue();
        }
        if (found != listings || duplicates != 0) {
            throw new IllegalStateException("the marketplaces have " + found + " listings instead of " + listings + ", "
                    + duplicates + " double");
        }
    }

    /** When the first listing of a SKU was made; null when there is none yet. */
    Instant firstListing(String sku) throws IOException, InterruptedException {
        Instant first = null;
        for (JsonNode listing : JSON.readTree(Web.get(address() + "/sandbox/ledger?sku=" + sku))) {
            Instant at = Instant.parse(listing.get("created_at").asText());
            first = first == null || at.isBefore(first) ? at : first;
        }
        return first;
    }

    /** A token of the demo account at Naver. */
    String naverToken() throws IOException, InterruptedException {
        long timestamp = System.currentTimeMillis() - 3000;
        String signature = Base64.getEncoder()
                .encodeToString(BCrypt.hashpw(NAVER_CLIENT + "_" + timestamp, NAVER_SECRET)
                        .getBytes(StandardCharsets.US_ASCII));
        String form = "client_id=" + NAVER_CLIENT + "&timestamp=" + timestamp + "&client_secret_sign="
                + URLEncoder.encode(signature, StandardCharsets.US_ASCII)
                + "&grant_type=client_credentials&type=SELF";
        return JSON.readTree(Web.send(HttpRequest.newBuilder(URI.create(address() + "/naver/external/v1/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))))
                .get("access_token")
                .asText();
    }

    /** The address of a picture that Naver already has, so that measured products need no upload. */
    String pictureAtNaver() throws IOException, InterruptedException {
        byte[] head = ("--b\r\nContent-Disposition: form-data; name=\"imageFiles\"; filename=\"p.gif\"\r\n"
                        + "Content-Type: image/gif\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] tail = "\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII);
        return JSON.readTree(Web.send(
                        HttpRequest.newBuilder(URI.create(address() + "/naver/external/v1/product-images/upload"))
                                .header("Content-Type", "multipart/form-data; boundary=b")
                                .header("Authorization", "Bearer " + naverToken())
                                .POST(BodyPublishers.ofByteArrays(List.of(head, SMALLEST_GIF, tail)))))
                .at("/images/0/url")
                .asText();
    }

    @Override
    public void close() {
        process.close();
    }
}
