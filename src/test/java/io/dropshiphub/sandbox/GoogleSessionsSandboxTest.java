package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.GoogleCaller.PICTURES;
import static io.dropshiphub.sandbox.SandboxCaller.tree;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploads in pieces. */
class GoogleSessionsSandboxTest {

    private static final int UNIT = 256 * 1024;

    private final SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited());
    private final byte[] content = new byte[2 * UNIT + 100];
    private GoogleCaller google;
    private String token;

    @BeforeEach
    void logIn() throws Exception {
        google = new GoogleCaller(caller);
        token = google.token();
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31 >> 3);
        }
    }

    @AfterEach
    void close() {
        caller.close();
    }

    @Test
    void contentMayComeInPieces() throws Exception {
        URI session = open("");
        assertThat(piece(session, "bytes */*", 0, 0).headers().firstValue("Range"))
                .isEmpty();
        HttpResponse<byte[]> first = piece(session, "bytes 0-262143/*", 0, UNIT);
        assertThat(first.statusCode()).isEqualTo(308);
        assertThat(first.headers().firstValue("Range")).hasValue("bytes=0-262143");
        assertThat(read().statusCode()).isEqualTo(404);
        piece(session, "bytes 262144-524287/524388", UNIT, 2 * UNIT);
        HttpResponse<byte[]> last = piece(session, "bytes 524288-524387/524388", 2 * UNIT, content.length);
        assertThat(last.statusCode()).isEqualTo(200);
        assertThat(tree(last).path("contentType").asText()).isEqualTo("image/webp");
        assertThat(read().body()).isEqualTo(content);
        assertThat(piece(session, "bytes */524388", 0, 0).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNoMultipleIsCutOffAndSentAgain() throws Exception {
        URI session = open("");
        HttpResponse<byte[]> odd = piece(session, "bytes 0-262243/524388", 0, UNIT + 100);
        assertThat(odd.headers().firstValue("Range")).hasValue("bytes=0-262143");
        assertThat(piece(session, "bytes 262144-262200/*", UNIT, UNIT + 57).statusCode())
                .isEqualTo(400);
        assertThat(piece(session, "bytes 524288-524387/524388", 2 * UNIT, content.length)
                        .statusCode())
                .isEqualTo(503);
        assertThat(piece(session, "nonsense", 0, 0).statusCode()).isEqualTo(400);
        assertThat(piece(session, "bytes 200000-524387/524388", 200_000, content.length)
                        .statusCode())
                .isEqualTo(200);
        assertThat(read().body()).isEqualTo(content);
    }

    @Test
    void contentMayComeAtOnceAndTheLastPieceMayBeEmpty() throws Exception {
        HttpRequest.Builder whole = HttpRequest.newBuilder(open("")).PUT(BodyPublishers.ofByteArray(content));
        assertThat(caller.send(whole).statusCode()).isEqualTo(200);
        URI session = open("");
        piece(session, "bytes 0-524287/*", 0, 2 * UNIT);
        assertThat(piece(session, "bytes */524288", 0, 0).statusCode()).isEqualTo(200);
        assertThat(read().body()).hasSize(2 * UNIT);
    }

    @Test
    void theConditionHoldsAtTheEnd() throws Exception {
        URI session = open("&ifGenerationMatch=0");
        google.upload(token, "big.webp", "first");
        assertThat(piece(session, "bytes 0-99/100", 0, 100).statusCode()).isEqualTo(412);
        assertThat(read().body()).hasSize(5);
    }

    @Test
    void aSessionEnds() throws Exception {
        URI session = open("");
        HttpRequest.Builder cancel = HttpRequest.newBuilder(session).DELETE();
        assertThat(caller.send(cancel).statusCode()).isEqualTo(499);
        assertThat(piece(session, "bytes */*", 0, 0).statusCode()).isEqualTo(404);
        URI old = open("");
        caller.clock.advance(Duration.ofDays(8));
        assertThat(piece(old, "bytes */*", 0, 0).statusCode()).isEqualTo(410);
    }

    private URI open(String query) throws IOException {
        HttpResponse<byte[]> opened =
                caller.send(google.request(token, PICTURES + "?uploadType=resumable&name=big.webp" + query)
                        .header("X-Upload-Content-Type", "image/webp")
                        .POST(BodyPublishers.noBody()));
        assertThat(opened.statusCode()).isEqualTo(200);
        return URI.create(opened.headers().firstValue("Location").orElseThrow());
    }

    /** Nobody asks for a token here: the session's address is the secret. */
    private HttpResponse<byte[]> piece(URI session, String range, int from, int to) throws IOException {
        return caller.send(HttpRequest.newBuilder(session)
                .header("Content-Range", range)
                .PUT(BodyPublishers.ofByteArray(Arrays.copyOfRange(content, from, to))));
    }

    private HttpResponse<byte[]> read() throws IOException {
        return google.get(token, "/gcs/storage/v1/b/hub-pictures/o/big.webp?alt=media");
    }
}
