package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.SandboxCaller.text;
import static io.dropshiphub.sandbox.SandboxCaller.tree;
import static io.dropshiphub.sandbox.SupabaseCaller.ARCHIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.sandbox.storage.StorageSettings;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contents lie on disk: larger than the memory, and in a lasting folder still there after a restart. */
class StoredContentTest {

    private static final long LARGE = 200L * 1024 * 1024;

    @TempDir
    private Path directory;

    @Test
    void aLastingFolderIsFoundAgain() throws Exception {
        SandboxSettings settings =
                SandboxCaller.unlimited().withStorage(StorageSettings.defaults().inFolder(directory));
        String id;
        try (SandboxCaller first = new SandboxCaller(settings)) {
            SupabaseCaller supabase = new SupabaseCaller(first);
            id = tree(supabase.upload(ARCHIVE + "a.csv", "text/csv", "one", "cache-control", "max-age=5"))
                    .path("Id")
                    .asText();
            supabase.upload(ARCHIVE + "b.csv", "text/csv", "two");
            supabase.send(supabase.request(ARCHIVE + "b.csv").DELETE());
        }
        Files.createFile(directory.resolve("supabase").resolve("object-half.bin"));
        try (SandboxCaller second = new SandboxCaller(settings)) {
            SupabaseCaller supabase = new SupabaseCaller(second);
            assertThat(text(supabase.get(ARCHIVE + "a.csv"))).isEqualTo("one");
            JsonNode info = tree(supabase.get("/object/info/hub-archive/a.csv"));
            assertThat(info.path("id").asText()).isEqualTo(id);
            assertThat(info.path("cache_control").asText()).isEqualTo("max-age=5");
            assertThat(tree(second.control("GET", "/objects", ""))).hasSize(1);
            second.control("DELETE", "/ledger", "");
            assertThat(tree(second.control("GET", "/objects", ""))).isEmpty();
        }
        try (Stream<Path> left = Files.list(directory.resolve("supabase"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void theServiceAccountsKeyIsTheSameAfterARestart() throws Exception {
        String first;
        try (SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited())) {
            first = new GoogleCaller(caller).keyFile.path("private_key").asText();
        }
        try (SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited())) {
            assertThat(new GoogleCaller(caller).keyFile.path("private_key").asText())
                    .startsWith("-----BEGIN PRIVATE KEY-----\n")
                    .isEqualTo(first);
        }
    }

    @Test
    void twoHundredMegabytesPassThroughASmallMemory() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SandboxMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("HUB_SANDBOX_PORT", "0");
        Process sandbox = builder.start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(sandbox.getInputStream()))) {
            String line = out.readLine();
            assertThat(line).startsWith("sandbox ready on port ");
            String base = "http://127.0.0.1:" + line.substring(line.lastIndexOf(' ') + 1);
            HttpClient http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            String sent = upload(http, base);
            JsonNode row = new ObjectMapper()
                    .readTree(http.send(request(base + "/sandbox/objects").build(), BodyHandlers.ofByteArray())
                            .body())
                    .path(0);
            assertThat(row.path("bytes").asLong()).isEqualTo(LARGE);
            assertThat(row.path("sha256").asText()).isEqualTo(sent);
            MessageDigest received = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(
                    http.send(
                                    request(base + "/supabase/storage/v1" + ARCHIVE + "large")
                                            .build(),
                                    BodyHandlers.ofInputStream())
                            .body(),
                    received)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            assertThat(HexFormat.of().formatHex(received.digest())).isEqualTo(sent);
        } finally {
            sandbox.destroy();
        }
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).header("apikey", "sb_secret_sandbox");
    }

    /** Sends a form with one file, in chunks; gives back the file's SHA-256. */
    private static String upload(HttpClient http, String base) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] head = "--b0\r\nContent-Disposition: form-data; name=\"\"; filename=\"large\"\r\n\r\n".getBytes();
        byte[] tail = "\r\n--b0--\r\n".getBytes();
        InputStream body = new SequenceInputStream(
                new SequenceInputStream(
                        new ByteArrayInputStream(head), new DigestInputStream(new Pattern(LARGE), digest)),
                new ByteArrayInputStream(tail));
        HttpRequest request = request(base + "/supabase/storage/v1" + ARCHIVE + "large")
                .header("Content-Type", "multipart/form-data; boundary=b0")
                .POST(BodyPublishers.ofInputStream(() -> body))
                .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** So many bytes, with line ends and dashes among them. */
    private static final class Pattern extends InputStream {

        private static final byte[] BYTES = "0123456789abcdef\r\n--b\r\n".getBytes();

        private long left;
        private int at;

        Pattern(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? BYTES[at++ % BYTES.length] : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = (int) Math.min(length, left);
            for (int i = 0; i < count; i++) {
                target[offset + i] = BYTES[at++ % BYTES.length];
            }
            left -= count;
            at %= BYTES.length;
            return count == 0 && length > 0 ? -1 : count;
        }
    }
}
