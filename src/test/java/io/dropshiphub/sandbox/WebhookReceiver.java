package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes the events of a sandbox and keeps them. */
final class WebhookReceiver implements AutoCloseable {

    /** One request as it came. */
    record Event(String path, Headers headers, byte[] body, JsonNode json) {}

    final List<Event> events = new CopyOnWriteArrayList<>();

    /** So many more requests are answered with 500. */
    final AtomicInteger failures = new AtomicInteger();

    private final HttpServer server;

    WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean fails = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (!fails) {
                events.add(new Event(
                        exchange.getRequestURI().getPath(),
                        exchange.getRequestHeaders(),
                        body,
                        new ObjectMapper().readTree(body)));
            }
            exchange.sendResponseHeaders(fails ? 500 : 204, -1);
            exchange.close();
        });
        server.start();
    }

    String target() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
    }

    /** The types or kinds of what came, in this order. */
    List<String> types() {
        return events.stream().map(event -> event.json().path("type").asText()).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
