package io.dropshiphub.images;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Somebody's web server on this machine. */
final class PictureServer implements AutoCloseable {

    interface Answer {
        void to(HttpExchange exchange) throws Exception;
    }

    final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server;
    private int clearings;
    private String prefix = "";
    private final ExecutorService threads = Executors.newCachedThreadPool();

    PictureServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.start();
    }

    /** Nothing is served any more, and addresses given from now on were never asked before. */
    void clear() {
        prefix = "/" + ++clearings;
        requests.set(0);
    }

    PictureServer on(String path, Answer answer) {
        server.createContext(prefix + path, exchange -> {
            requests.incrementAndGet();
            try (exchange) {
                answer.to(exchange);
            } catch (IOException e) {
                // the client hung up, as some tests want it to
            } catch (Exception e) {
                throw new IOException(e);
            }
        });
        return this;
    }

    PictureServer serving(String path, byte[] body) {
        return on(path, exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "image/jpeg");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });
    }

    /** Makes the picture when it is asked for, so that a corpus of large ones need not be held. */
    PictureServer serving(String path, Supplier<byte[]> body) {
        return on(path, exchange -> {
            byte[] bytes = body.get();
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    PictureServer redirecting(String path, String location) {
        return on(path, exchange -> {
            exchange.getResponseHeaders().add("Location", location);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    PictureServer answering(String path, int status) {
        return on(path, exchange -> exchange.sendResponseHeaders(status, -1));
    }

    int port() {
        return server.getAddress().getPort();
    }

    String hostAndPort() {
        return "127.0.0.1:" + port();
    }

    String url(String path) {
        return "http://" + hostAndPort() + prefix + path;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
