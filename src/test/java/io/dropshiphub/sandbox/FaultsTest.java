package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.SandboxCaller.PRODUCTS;
import static io.dropshiphub.sandbox.SandboxCaller.text;
import static io.dropshiphub.sandbox.SandboxCaller.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private final SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited());

    @AfterEach
    void close() {
        caller.close();
    }

    @Test
    void aDroppedReplyComesAfterTheListingExists() throws Exception {
        fault("drop-reply-after-acting");
        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        assertThat(listings()).isEqualTo(1);
        assertThat(create().statusCode()).isEqualTo(200);
    }

    @Test
    void anOutageComesBefore() throws Exception {
        fault("outage");
        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        assertThat(listings()).isZero();
    }

    @Test
    void serverErrorsComeBeforeOrAfter() throws Exception {
        fault("server-error-before-acting");
        assertThat(create().statusCode()).isEqualTo(500);
        assertThat(listings()).isZero();
        fault("server-error-after-acting");
        assertThat(create().statusCode()).isEqualTo(500);
        assertThat(listings()).isEqualTo(1);
    }

    @Test
    void aStormAnswers429WithoutActing() throws Exception {
        fault("rate-limit");
        assertThat(create().statusCode()).isEqualTo(429);
        assertThat(listings()).isZero();
        assertThat(caller.summary("coupang", "A00000001").path("breaches").asInt())
                .isZero();
    }

    @Test
    void aBodyMayBeHtmlOrEndEarly() throws Exception {
        fault("html-body");
        HttpResponse<byte[]> page = create();
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(text(page)).startsWith("<!doctype html>");
        fault("truncated-body");
        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        assertThat(listings()).isEqualTo(2);
    }

    @Test
    void aSlowReplyIsLate() throws Exception {
        caller.fault("{\"service\":\"coupang\",\"kind\":\"slow\",\"millis\":200,\"times\":1}");
        long start = System.nanoTime();
        assertThat(create().statusCode()).isEqualTo(200);
        assertThat(System.nanoTime() - start).isGreaterThan(200_000_000L);
    }

    @Test
    void expiredTokensAreRefused() throws Exception {
        String token = caller.token();
        caller.fault("{\"service\":\"naver\",\"kind\":\"token-expiry\",\"times\":1}");
        assertThat(caller.naver(token, "GET", "/v1/categories", "").statusCode())
                .isEqualTo(401);
        assertThat(caller.token()).isNotEqualTo(token);
    }

    @Test
    void aFaultCanBeConfinedToOperationsAndSwitchedOff() throws Exception {
        caller.fault("{\"service\":\"coupang\",\"kind\":\"outage\",\"operations\":[\"list\"]}");
        assertThat(create().statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> caller.coupang("GET", PRODUCTS, "vendorId=A00000001", ""))
                .isInstanceOf(IOException.class);
        assertThat(tree(caller.control("GET", "/faults", "")).at("/0/struck").asInt())
                .isPositive();
        caller.control("DELETE", "/faults?service=coupang", "");
        assertThat(caller.coupang("GET", PRODUCTS, "vendorId=A00000001", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void theSameSeedStrikesTheSameCalls() throws Exception {
        List<List<Integer>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            caller.fault("{\"service\":\"coupang\",\"kind\":\"rate-limit\",\"probability\":0.5}");
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                statuses.add(create().statusCode());
            }
            runs.add(statuses);
            caller.control("DELETE", "/faults", "");
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1)).contains(200, 429);
    }

    @Test
    void anUnknownFaultIsExplained() throws Exception {
        HttpResponse<byte[]> reply = caller.control("POST", "/faults", "{\"service\":\"coupang\",\"kind\":\"x\"}");
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(text(reply)).contains("drop-reply-after-acting");
        assertThat(caller.control("POST", "/faults", "{\"service\":\"ebay\",\"kind\":\"slow\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    private void fault(String kind) throws Exception {
        caller.fault("{\"service\":\"coupang\",\"kind\":\"" + kind + "\",\"times\":1,\"operations\":[\"create\"]}");
    }

    private HttpResponse<byte[]> create() throws IOException {
        return caller.coupang("POST", PRODUCTS, "", caller.coupangProduct("A-1").toString());
    }

    private int listings() throws Exception {
        return caller.summary("coupang", "A00000001").path("listings").asInt();
    }
}
