package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.SandboxCaller.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The addresses of objects: open ones, and V4 signed ones. */
class GoogleAddressesSandboxTest {

    private final SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited());
    private GoogleCaller google;

    @BeforeEach
    void store() throws Exception {
        google = new GoogleCaller(caller);
        String token = google.token();
        google.upload(token, "a.png", "open");
        caller.send(google.request(token, "/gcs/upload/storage/v1/b/hub-archive/o?uploadType=media&name=in%2Fa.csv")
                .POST(BodyPublishers.ofString("secret")));
    }

    @AfterEach
    void close() {
        caller.close();
    }

    @Test
    void onlyAPublicBucketIsOpen() throws Exception {
        HttpResponse<byte[]> open = read(caller.uri("/gcs/hub-pictures/a.png"));
        assertThat(text(open)).isEqualTo("open");
        assertThat(open.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(open.headers().firstValue("Cache-Control")).hasValue("public, max-age=3600");
        HttpResponse<byte[]> closed = read(caller.uri("/gcs/hub-archive/in/a.csv"));
        assertThat(closed.statusCode()).isEqualTo(403);
        assertThat(text(closed)).startsWith("<?xml").contains("<Code>AccessDenied</Code>");
        assertThat(text(read(caller.uri("/gcs/hub-pictures/none.png")))).contains("<Code>NoSuchKey</Code>");
        assertThat(text(read(caller.uri("/gcs/none/a.png")))).contains("<Code>NoSuchBucket</Code>");
        assertThat(text(caller.send(google.request(google.token(), "/gcs/hub-archive/in/a.csv"))))
                .isEqualTo("secret");
        HttpResponse<byte[]> head = caller.send(
                HttpRequest.newBuilder(caller.uri("/gcs/hub-pictures/a.png")).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.headers().firstValue("Content-Length")).hasValue("4");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void aPartCanBeRead() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(caller.uri("/gcs/hub-pictures/a.png"));
        HttpResponse<byte[]> part = caller.send(request.setHeader("Range", "bytes=1-2"));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(text(part)).isEqualTo("pe");
        assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 1-2/4");
        assertThat(text(caller.send(request.setHeader("Range", "bytes=2-")))).isEqualTo("en");
        assertThat(text(caller.send(request.setHeader("Range", "bytes=-1")))).isEqualTo("n");
        assertThat(caller.send(request.setHeader("Range", "bytes=4-")).statusCode())
                .isEqualTo(416);
        assertThat(text(caller.send(request.setHeader("Range", "lines=1")))).isEqualTo("open");
    }

    /** Google's own client library takes a host without a path. */
    @Test
    void theServiceAlsoStandsWithoutItsPrefix() throws Exception {
        assertThat(text(read(caller.uri("/hub-pictures/a.png")))).isEqualTo("open");
        String token = google.token();
        assertThat(google.get(token, "/storage/v1/b/hub-pictures").statusCode()).isEqualTo(200);
        assertThat(text(google.get(token, "/download/storage/v1/b/hub-pictures/o/a.png?alt=media")))
                .isEqualTo("open");
        assertThat(read(caller.uri("/other-bucket/a.png")).statusCode()).isEqualTo(404);
    }

    @Test
    void aSignedAddressOpensOneObjectForAWhile() throws Exception {
        URI signed = google.signed("GET", "/hub-archive/in/a.csv", 60);
        assertThat(text(read(signed))).isEqualTo("secret");
        caller.clock.advance(Duration.ofSeconds(61));
        HttpResponse<byte[]> late = read(signed);
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(text(late)).contains("<Code>ExpiredToken</Code>");
    }

    @Test
    void aSignatureCoversMethodPathAndQuery() throws Exception {
        String signed = google.signed("GET", "/hub-archive/in/a.csv", 60).toString();
        assertMismatch(URI.create(signed.replace("in/a.csv", "in/b.csv")));
        assertMismatch(URI.create(signed.replace("Expires=60", "Expires=600")));
        assertMismatch(URI.create(signed + "&response-content-type=text/html"));
        assertMismatch(URI.create(signed.substring(0, signed.length() - 2) + "00"));
        assertMismatch(google.signed("PUT", "/hub-archive/in/a.csv", 60));
    }

    private void assertMismatch(URI address) throws Exception {
        HttpResponse<byte[]> reply = read(address);
        assertThat(reply.statusCode()).isEqualTo(403);
        assertThat(text(reply)).contains("<Code>SignatureDoesNotMatch</Code>");
    }

    @Test
    void aSignatureLastsAWeekAtMost() throws Exception {
        assertThat(read(google.signed("GET", "/hub-archive/in/a.csv", 604_800)).statusCode())
                .isEqualTo(200);
        assertThat(text(read(google.signed("GET", "/hub-archive/in/a.csv", 604_801))))
                .contains("<Code>InvalidArgument</Code>");
        String signed = google.signed("GET", "/hub-archive/in/a.csv", 60).toString();
        assertThat(text(read(URI.create(signed.replace("%2Fauto%2F", "%2Fauto%2Fx%2F")))))
                .contains("<Code>InvalidArgument</Code>");
        assertThat(text(read(URI.create(signed.replace("SignedHeaders=host", "SignedHeaders=host%3Bx-goog-a")))))
                .contains("<Code>MalformedSecurityHeader</Code>");
    }

    @Test
    void aSignedAddressMayAlsoWriteAndDelete() throws Exception {
        HttpResponse<byte[]> written =
                caller.send(HttpRequest.newBuilder(google.signed("PUT", "/hub-archive/new.txt", 60))
                        .header("Content-Type", "text/plain")
                        .PUT(BodyPublishers.ofString("new")));
        assertThat(written.statusCode()).isEqualTo(200);
        HttpResponse<byte[]> again =
                caller.send(HttpRequest.newBuilder(google.signed("PUT", "/hub-archive/new.txt", 60))
                        .header("x-goog-if-generation-match", "0")
                        .PUT(BodyPublishers.ofString("other")));
        assertThat(again.statusCode()).isEqualTo(412);
        assertThat(text(read(google.signed("GET", "/hub-archive/new.txt", 60)))).isEqualTo("new");
        assertThat(caller.send(HttpRequest.newBuilder(google.signed("DELETE", "/hub-archive/new.txt", 60))
                                .DELETE())
                        .statusCode())
                .isEqualTo(204);
        assertThat(caller.send(HttpRequest.newBuilder(caller.uri("/gcs/hub-pictures/a.png"))
                                .DELETE())
                        .statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<byte[]> read(URI address) throws Exception {
        return caller.send(HttpRequest.newBuilder(address).GET());
    }
}
