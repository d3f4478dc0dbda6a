package io.dropshiphub.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves one photograph under any number of addresses, with a comment in it that makes each a file of its own. */
final class PhotoServer implements AutoCloseable {

    private static final int BEHIND_START = 2;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    PhotoServer(byte[] photo) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            byte[] comment = exchange.getRequestURI().getPath().getBytes(StandardCharsets.US_ASCII);
            byte[] segment = new byte[4 + comment.length];
            segment[0] = (byte) 0xFF;
            segment[1] = (byte) 0xFE;
            segment[3] = (byte) (2 + comment.length);
            System.arraycopy(comment, 0, segment, 4, comment.length);
            exchange.sendResponseHeaders(200, photo.length + segment.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(photo, 0, BEHIND_START);
                out.write(segment);
                out.write(photo, BEHIND_START, photo.length - BEHIND_START);
            }
        });
        server.start();
    }

    String hostAndPort() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String url(int number) {
        return "http://" + hostAndPort() + "/" + number + ".jpg";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
