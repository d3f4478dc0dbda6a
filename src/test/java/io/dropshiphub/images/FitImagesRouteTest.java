package io.dropshiphub.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.testing.HubTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@HubTest(
        properties = {
            "hub.routes.include=_shared/*.camel.yaml,images/*.camel.yaml,storage/*.camel.yaml",
            "hub.storage.local.directory=target/test-media"
        })
class FitImagesRouteTest {

    @Autowired
    CamelContext camel;

    @Autowired
    ProducerTemplate producer;

    @Autowired
    HostedImages hosted;

    @LocalServerPort
    int port;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void aLaneThatHandlesItsOwnFailures() throws Exception {
        if (camel.getRoute("test-lane") != null) {
            return;
        }
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:test-lane")
                        .routeId("test-lane")
                        .onException(Exception.class)
                        .handled(true)
                        .setBody(exceptionMessage())
                        .end()
                        .to("direct:images-fit");
            }
        });
    }

    @Test
    void fits_a_jobs_pictures() {
        String key = hosted.store("a.png", new ByteArrayInputStream(Samples.png(640, 480)));

        ListingJob fitted = producer.requestBody(
                "direct:test-lane", Jobs.job("coupang", ImageRef.HUB_MEDIA + key), ListingJob.class);

        // no public address is set: the hub names the port it really listens on
        String address = Jobs.addresses(fitted).get(0);
        assertThat(address).startsWith("http://127.0.0.1:" + port + "/media/").endsWith(".jpg");
        assertThat(Samples.decode(hosted.read(address)).getHeight()).isEqualTo(640);
    }

    @Test
    void leaves_pictures_alone_when_the_batch_says_so() {
        String key = hosted.store("a.png", new ByteArrayInputStream(Samples.png(640, 480)));

        ListingJob left = producer.requestBody(
                "direct:test-lane",
                Jobs.job("coupang", false, null, "http://127.0.0.1/a.jpg", ImageRef.HUB_MEDIA + key),
                ListingJob.class);

        assertThat(Jobs.addresses(left))
                .containsExactly("http://127.0.0.1/a.jpg", "http://127.0.0.1:" + port + "/media/" + key);
    }

    @Test
    void a_refused_picture_is_handled_by_the_lane_that_called() {
        String handled = producer.requestBody(
                "direct:test-lane", Jobs.job("coupang", "http://169.254.169.254/a.jpg"), String.class);

        assertThat(handled).startsWith("HUB-IMAGE-005").contains("169.254.169.254");
    }

    @Test
    void without_a_lane_the_decided_outcome_reaches_the_caller() {
        var exchange = producer.request(
                "direct:images-fit", e -> e.getMessage().setBody(Jobs.job("coupang", "http://user@s.example/a.jpg")));

        assertThat(exchange.getException()).isInstanceOfSatisfying(CallFailed.class, failed -> assertThat(
                        failed.outcome().code())
                .isEqualTo("HUB-IMAGE-003"));
    }

    @Test
    void serves_a_hosted_picture_that_may_be_kept_for_ever() throws Exception {
        byte[] jpeg = Samples.jpeg(1000, 1000);
        String key = hosted.store("a.jpg", new ByteArrayInputStream(jpeg));

        HttpResponse<byte[]> got = get("/media/" + key);

        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(jpeg);
        assertThat(got.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(got.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable", "max-age=31536000");
        assertThat(got.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        String etag = got.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> again = http.send(
                request("/media/" + key).header("If-None-Match", etag).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(again.statusCode()).isEqualTo(304);
        HttpResponse<byte[]> head = http.send(
                request("/media/" + key)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(jpeg.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/media/secret.jpg",
                "/media/..%2fsecret.jpg",
                "/media/%2e%2e%2fsecret.jpg",
                "/media/..%5csecret.jpg",
                "/media/../../pom.xml",
                "/media/source",
                "/media/00/secret.jpg",
                "/media/00000000000000000000000000000000.jpg",
                "/media/0000000000000000000000000000000%00.jpg",
                "/media/00000000000000000000000000000000.jpg%00.png"
            })
    void serves_nothing_but_pictures_by_their_key(String path) throws Exception {
        Files.createDirectories(Path.of("target/test-media/00"));
        Files.writeString(Path.of("target/test-media/secret.jpg"), "secret");
        Files.writeString(Path.of("target/test-media/00/secret.jpg"), "secret");

        HttpResponse<byte[]> got = get(path);

        assertThat(got.statusCode()).isIn(400, 404);
        assertThat(new String(got.body(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("secret\n")
                .isNotEqualTo("secret")
                .doesNotContain("<project");
    }

    @Test
    void an_unknown_picture_is_a_coded_problem() throws Exception {
        HttpResponse<byte[]> got = get("/media/" + "0".repeat(32) + ".jpg");

        assertThat(got.statusCode()).isEqualTo(404);
        assertThat(got.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(new String(got.body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"code\":\"HUB-IMAGE-030\"");
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }
}
