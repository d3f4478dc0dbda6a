package io.dropshiphub.payments;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dropshiphub.calls.CallHttp;
import io.dropshiphub.calls.HttpStep;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.PluginHelper;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * One gateway's real routes with their real error handling, between {@code direct:payment-send} and a server that answers as it is
 * told to; without a database.
 */
public final class GatewayRouteBed implements AutoCloseable {

    /** What came to the server. */
    public record Seen(String method, String path, String query, Map<String, String> headers, String body) {}

    /** What the server is to do. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final String gateway;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = json(200, "{}");
    private final AnnotationConfigApplicationContext context;

    /**
     * @param gateway whose routes
     * @param settings others than the sandbox's
     */
    public GatewayRouteBed(String gateway, Map<String, Object> settings) throws Exception {
        this.gateway = gateway;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        Map<String, Object> all = new HashMap<>(settings);
        all.putIfAbsent(
                "hub.payments." + gateway + ".base-url",
                "http://127.0.0.1:" + server.getAddress().getPort());
        context = GatewayBed.open(all);
        load();
    }

    /** From now on the server does this. */
    public void behave(Behaviour next) {
        behaviour = next;
    }

    /** A behaviour: this status and JSON. */
    public static Behaviour json(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** The answer to this call. */
    public GatewayAnswer send(GatewayCall call) {
        GatewayTask task = new GatewayTask(
                gateway, call, context.getBean(Gateways.class).get(gateway).request(call));
        return context.getBean(ProducerTemplate.class).requestBody("direct:payment-send", task, GatewayAnswer.class);
    }

    /** All that came so far, and forgets it. */
    public List<Seen> seen() {
        List<Seen> all = List.copyOf(seen);
        seen.clear();
        return all;
    }

    /** The state of the gateway's circuit breaker. */
    public String breaker() {
        return context.getBean(GatewayBreakers.class).state(gateway);
    }

    @Override
    public void close() {
        context.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
            seen.add(new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    exchange.getRequestURI().getRawQuery(),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            behaviour.answer(exchange);
        }
    }

    private void load() throws Exception {
        CamelContext camel = context.getBean(CamelContext.class);
        camel.getPropertiesComponent().addPropertiesSource(new PropertiesSource() {
            @Override
            public String getName() {
                return "settings";
            }

            @Override
            public String getProperty(String name) {
                return context.getEnvironment().getProperty(name);
            }
        });
        Gateway adapter = context.getBean(Gateways.class).get(gateway);
        // binds the breakers
        context.getBean(GatewayBreakers.class);
        camel.getRegistry().bind(gateway + "Gateway", adapter);
        camel.getRegistry().bind("gatewayStep", context.getBean(GatewayStep.class));
        camel.getRegistry().bind("gatewayFailures", context.getBean(GatewayFailures.class));
        camel.getRegistry().bind("httpStep", context.getBean(HttpStep.class));
        camel.getRegistry().bind("callHttp", context.getBean(CallHttp.class));
        RoutesLoader loader = PluginHelper.getRoutesLoader(camel);
        for (String file : List.of("_shared/errors", "_shared/payment-errors", "payments/send")) {
            load(camel, loader, Path.of("routes", file + ".camel.yaml"));
        }
        try (DirectoryStream<Path> own =
                Files.newDirectoryStream(Path.of("routes/payments"), gateway + "*.camel.yaml")) {
            for (Path file : own) {
                load(camel, loader, file);
            }
        }
    }

    private static void load(CamelContext camel, RoutesLoader loader, Path file) throws Exception {
        loader.loadRoutes(PluginHelper.getResourceLoader(camel).resolveResource("file:" + file));
    }
}
