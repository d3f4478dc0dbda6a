package io.dropshiphub.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.product.Role;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.TestUsers;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.test.spring.junit5.DisableJmx;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

/** Ten thousand requests that nobody should send, to every endpoint, as everybody. */
@DisableJmx(false)
@HubTest(
        properties = {
            "hub.security.door.rate.known.requests=0",
            "hub.security.door.rate.anonymous.requests=0",
            "hub.security.door.rate.webhooks.requests=0",
            // gateways that are in use and cannot be reached
            "hub.payments.stripe.secret-key=sk_test_fuzzed",
            "hub.payments.stripe.webhook-secrets=whsec_fuzzed",
            "hub.payments.square.access-token=fuzzed-square-token",
            "hub.payments.square.location-id=LFUZZED",
            "hub.payments.square.location-currency=USD",
            "hub.payments.square.webhook-signature-key=fuzzed-signature-key",
            "hub.payments.retry.times=0"
        })
@Import(FuzzTest.Listening.class)
class FuzzTest {

    private static final int REQUESTS = 10_000;
    private static final int CLIENTS = 8;
    /** Another one finds other things; this one finds the same every time. */
    private static final long SEED = 4;

    @Autowired
    WebApplicationContext hub;

    @Autowired
    TestUsers users;

    @Autowired
    Listening listening;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    /** Looks at what requests bring into routes. */
    @TestConfiguration
    static class Listening {

        final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @Bean
        RoutePolicyFactory listen() {
            return new RoutePolicyFactory() {
                @Override
                public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode node) {
                    return new RoutePolicySupport() {
                        @Override
                        public void onExchangeBegin(Route route, Exchange exchange) {
                            exchange.getIn().getHeaders().forEach((name, value) -> look(routeId, name, value));
                        }
                    };
                }
            };
        }

        private void look(String routeId, String name, Object value) {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean camels = lower.startsWith("camel") || lower.startsWith("org.apache.camel");
            // Camel's own notes of what was asked
            boolean notes = name.matches("CamelHttp(Query|RawQuery|Uri|Url|Path|ServletContextPath)");
            if (camels && !notes && String.valueOf(value).contains(FuzzedRequest.MARK)) {
                seen.add(routeId + ": " + name + "=" + value);
            }
        }
    }

    @Test
    void no_request_breaks_the_hub_and_no_header_of_one_reaches_a_route() throws Exception {
        List<String> endpoints = new ArrayList<>(Endpoints.of(hub));
        Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        for (Role role : Role.values()) {
            users.key(role);
        }
        Instant start = Instant.now();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                Random random = new Random(SEED + client);
                all.add(clients.submit(() -> {
                    for (int i = 0; i < REQUESTS / CLIENTS; i++) {
                        one(random, endpoints, statuses, wrong);
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            clients.shutdownNow();
        }

        Duration took = Duration.between(start, Instant.now());
        System.out.println(
                REQUESTS + " fuzzed requests in " + took.toSeconds() + " s, answered " + new TreeMap<>(statuses));
        assertThat(wrong).isEmpty();
        assertThat(listening.seen).isEmpty();
        // they got as far as anybody's do
        assertThat(count("payment_attempt")).isPositive();
        assertThat(count("customer_order")).isPositive();
        assertThat(count("security_event where kind = 'WEBHOOK_FORGED'")).isPositive();
        assertThat(statuses.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(REQUESTS);
        assertThat(new Asking(port, users)
                        .ask("GET", "/actuator/health/liveness", null, null)
                        .statusCode())
                .isEqualTo(200);
    }

    private long count(String rows) {
        return jdbc.sql("select count(*) from " + rows).query(Long.class).single();
    }

    private void one(Random random, List<String> endpoints, Map<Integer, Integer> statuses, Queue<String> wrong)
            throws IOException {
        Role role = random.nextInt(5) == 0 ? null : Role.values()[random.nextInt(Role.values().length)];
        String endpoint = endpoints.get(random.nextInt(endpoints.size()));
        byte[] request = new FuzzedRequest(random).write(endpoint, role == null ? null : users.key(role));
        int status = send(request);
        statuses.merge(status, 1, Integer::sum);
        if (status == 500 || status == 0) {
            String text =
                    new String(request, StandardCharsets.ISO_8859_1).replaceAll("X-API-Key: \\S+", "X-API-Key: …");
            wrong.add(status + " to " + endpoint + " as " + role + ": "
                    + text.substring(0, Math.min(700, text.length())));
        }
    }

    /** The status of the answer; 0 when there was none. */
    private int send(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
            } catch (SocketException e) {
                // it has answered before it has read everything
            }
            InputStream in = socket.getInputStream();
            String line = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
            in.skipNBytes(0);
            while (in.read(new byte[8192]) >= 0) {
                // to its end, as an honest client would
            }
            return line.matches("HTTP/1\\.1 \\d{3}") ? Integer.parseInt(line.substring(9)) : 0;
        } catch (SocketException reset) {
            return 0;
        }
    }
}
