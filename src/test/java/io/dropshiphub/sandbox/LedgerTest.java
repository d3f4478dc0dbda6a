package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.SandboxCaller.PRODUCTS;
import static io.dropshiphub.sandbox.SandboxCaller.text;
import static io.dropshiphub.sandbox.SandboxCaller.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final SandboxSettings LIMITED = SandboxSettings.defaults().withDownloadImages(false);

    @Test
    void aSecondRegistrationOfASkuIsADuplicate() throws Exception {
        try (SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited())) {
            caller.createCoupang("A-1");
            caller.createCoupang("A-2");
            assertThat(caller.summary("coupang", "A00000001").path("duplicates").asInt())
                    .isZero();
            caller.createCoupang("A-1");
            JsonNode summary = caller.summary("coupang", "A00000001");
            assertThat(summary.path("listings").asInt()).isEqualTo(3);
            assertThat(summary.path("duplicates").asInt()).isEqualTo(1);
            assertThat(summary.at("/duplicate_skus/0").asText()).isEqualTo("A-1");
            JsonNode rows = tree(caller.control("GET", "/ledger?service=coupang&sku=A-1", ""));
            assertThat(rows).hasSize(2);
            assertThat(rows.at("/0/listing_id")).isNotEqualTo(rows.at("/1/listing_id"));
            assertThat(tree(caller.control("GET", "/ledger?account=A00000002", "")))
                    .isEmpty();
            caller.control("DELETE", "/ledger", "");
            assertThat(tree(caller.control("GET", "/ledger", ""))).isEmpty();
        }
    }

    @Test
    void limitsThatAreChangedCountForTheNextCallAndNaverTellsThem() throws Exception {
        try (SandboxCaller caller = new SandboxCaller(LIMITED)) {
            String token = caller.token();
            assertThat(caller.control("POST", "/limits", "{\"naver_per_second\": 1}")
                            .statusCode())
                    .isEqualTo(200);
            HttpResponse<byte[]> told = caller.naver(token, "GET", "/v1/categories", "");
            assertThat(told.headers().firstValue("GNCP-GW-RateLimit-Replenish-Rate"))
                    .contains("1");
            assertThat(told.headers().firstValue("GNCP-GW-RateLimit-Burst-Capacity"))
                    .contains("2");
            assertThat(caller.naver(token, "GET", "/v1/categories", "").statusCode())
                    .isEqualTo(200);
            HttpResponse<byte[]> refused = caller.naver(token, "GET", "/v1/categories", "");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("GNCP-GW-RateLimit-Replenish-Rate"))
                    .contains("1");
            assertThat(tree(caller.control("GET", "/limits", ""))
                            .path("coupang_burst")
                            .asInt())
                    .isEqualTo(5);
            assertThat(caller.control("POST", "/limits", "{\"naver_burst\": 0}").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void theSixthCoupangCallInASecondIsABreach() throws Exception {
        try (SandboxCaller caller = new SandboxCaller(LIMITED)) {
            for (int i = 0; i < 5; i++) {
                caller.createCoupang("A-" + i);
            }
            HttpResponse<byte[]> sixth = caller.coupang(
                    "POST", PRODUCTS, "", caller.coupangProduct("A-6").toString());
            assertThat(sixth.statusCode()).isEqualTo(429);
            assertThat(caller.summary("coupang", "A00000001").path("breaches").asInt())
                    .isEqualTo(1);
            caller.clock.advance(Duration.ofMillis(200));
            caller.createCoupang("A-7");
            assertThat(caller.summary("coupang", "A00000001").path("listings").asInt())
                    .isEqualTo(6);
        }
    }

    @Test
    void naverTellsItsBucketAndCountsBreachesPerApi() throws Exception {
        try (SandboxCaller caller = new SandboxCaller(LIMITED)) {
            String token = caller.token();
            for (int left = 3; left >= 0; left--) {
                HttpResponse<byte[]> reply = caller.naver(token, "GET", "/v1/seller/account", "");
                assertThat(reply.headers().firstValue("GNCP-GW-RateLimit-Replenish-Rate"))
                        .hasValue("2");
                assertThat(reply.headers().firstValue("GNCP-GW-RateLimit-Burst-Capacity"))
                        .hasValue("4");
                assertThat(reply.headers().firstValue("GNCP-GW-RateLimit-Remaining"))
                        .hasValue("" + left);
            }
            HttpResponse<byte[]> fifth = caller.naver(token, "GET", "/v1/seller/account", "");
            assertThat(fifth.statusCode()).isEqualTo(429);
            assertThat(tree(fifth).path("code").asText()).isEqualTo("GW.RATE_LIMIT");
            assertThat(fifth.headers().firstValue("GNCP-GW-Trace-ID")).isPresent();
            assertThat(caller.naver(token, "GET", "/v1/categories", "").statusCode())
                    .isEqualTo(200);
            assertThat(caller.summary("naver", "sandboxnaver").path("breaches").asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void eleventstTakesSoManyProductsADay() throws Exception {
        SandboxSettings two = LIMITED.withLimits(new SandboxSettings.Limits(true, 5, 5, 2, 4, 2));
        try (SandboxCaller caller = new SandboxCaller(two)) {
            caller.createEleventst(caller.eleventstProduct("E-1"));
            caller.createEleventst(caller.eleventstProduct("E-2"));
            assertThat(caller.createEleventst(caller.eleventstProduct("E-3"))).contains("<resultCode>400</resultCode>");
            assertThat(caller.summary("eleventst", "sandboxseller")
                            .path("breaches")
                            .asInt())
                    .isEqualTo(1);
            caller.control("POST", "/clock", "{\"advance_millis\":86400000}");
            assertThat(caller.createEleventst(caller.eleventstProduct("E-3"))).contains("<resultCode>200</resultCode>");
        }
    }

    @Test
    void listingsSurviveARestartInTheJournal(@TempDir Path folder) throws Exception {
        SandboxSettings settings = SandboxCaller.unlimited().withJournal(folder.resolve("sandbox.jsonl"));
        TestClock clock = new TestClock();
        long first;
        try (SandboxCaller caller = new SandboxCaller(settings, clock)) {
            first = caller.createCoupang("A-1");
            caller.createEleventst(caller.eleventstProduct("E-1"));
            caller.coupang("PUT", PRODUCTS + "/" + first + "/approvals", "", "");
        }
        clock.advance(Duration.ofSeconds(5));
        try (SandboxCaller caller = new SandboxCaller(settings, clock)) {
            JsonNode read = tree(caller.coupang("GET", PRODUCTS + "/" + first, "", ""));
            assertThat(read.at("/data/statusName").asText()).isEqualTo("승인완료");
            assertThat(read.at("/data/deliveryMethod").asText()).isEqualTo("SEQUENCIAL");
            assertThat(caller.createCoupang("A-1")).isEqualTo(first + 1);
            assertThat(caller.summary("coupang", "A00000001").path("duplicates").asInt())
                    .isEqualTo(1);
            assertThat(caller.eleventst("GET", "/prodmarketservice/sellerprodcode/E-1", ""))
                    .contains("스테인리스");
        }
    }

    @Test
    void picturesAreServedIncludingAwkwardOnes() throws Exception {
        try (SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited())) {
            ImageFetcher images = new ImageFetcher();
            assertThat(images.fetch(caller.uri("/sandbox/images/cup.jpg").toString()))
                    .matches(found -> found.problem() == null && found.width() == 1200 && found.height() == 1200);
            assertThat(images.fetch(caller.uri("/sandbox/images/small.png").toString()))
                    .matches(found -> found.format() == ImageFormat.PNG && found.width() == 300);
            assertThat(images.fetch(caller.uri("/sandbox/images/wide.jpg").toString()))
                    .matches(found -> found.width() == 6000 && found.height() == 1000);
            assertThat(images.fetch(caller.uri("/sandbox/images/not-an-image.jpg")
                                    .toString())
                            .problem())
                    .contains("not an image");
        }
    }

    @Test
    void aCoupangProductWithASmallPictureIsRejectedLater() throws Exception {
        try (SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited().withDownloadImages(true))) {
            String product = caller.coupangProduct("A-1")
                    .toString()
                    .replaceAll(
                            "http://[^\"]*",
                            caller.uri("/sandbox/images/small.jpg").toString());
            long id = tree(caller.coupang("POST", PRODUCTS, "", product))
                    .path("data")
                    .asLong();
            caller.clock.advance(Duration.ofSeconds(3));
            assertThat(tree(caller.coupang("GET", PRODUCTS + "/" + id, "", ""))
                            .at("/data/statusName")
                            .asText())
                    .isEqualTo("승인반려");
            caller.control("POST", "/approvals", "{\"listing_id\":\"" + id + "\",\"status\":\"승인완료\"}");
            assertThat(tree(caller.coupang("GET", PRODUCTS + "/" + id, "", ""))
                            .at("/data/statusName")
                            .asText())
                    .isEqualTo("승인완료");
        }
    }

    @Test
    void theSandboxDescribesItself() throws Exception {
        try (SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited())) {
            assertThat(tree(caller.control("GET", "/", ""))
                            .at("/base_paths/naver")
                            .asText())
                    .isEqualTo("/naver/external");
            assertThat(text(caller.control("GET", "/health", ""))).contains("UP");
            assertThat(caller.control("GET", "/nothing", "").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void chunkedBodiesAndAWaitingClientAreServed() throws Exception {
        try (SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited());
                java.net.Socket socket = new java.net.Socket("127.0.0.1", caller.sandbox.port())) {
            String fault = "{\"kind\":\"slow\"}";
            socket.getOutputStream()
                    .write(("POST /sandbox/faults HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                                    + "Expect: 100-continue\r\nConnection: close\r\n\r\n5\r\n" + fault.substring(0, 5)
                                    + "\r\na\r\n" + fault.substring(5) + "\r\n0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(reply).startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 ");
        }
    }
}
