package io.dropshiphub.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.testing.HubTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
}
