package io.dropshiphub.payments.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CertificateDownloadTest {

    private final CertificateDownload download = new CertificateDownload();
    private final AtomicInteger elsewhere = new AtomicInteger();
    private HttpServer server;
    private int status = 200;
    private byte[] body = {1, 2, 3};

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/certs/1", exchange -> {
            exchange.getResponseHeaders().add("Location", address("/elsewhere").toString());
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            elsewhere.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_file_comes_as_it_is() throws IOException {
        assertThat(download.fetch(address("/certs/1"))).containsExactly(1, 2, 3);
    }

    @Test
    void a_file_that_is_not_there_or_too_large_is_none() throws IOException {
        assertThat(download.fetch(address("/certs/2"))).isNull();

        body = new byte[64 * 1024 + 1];
        assertThat(download.fetch(address("/certs/1"))).isNull();
    }

    @Test
    void a_redirect_is_not_followed() throws IOException {
        status = 302;

        assertThat(download.fetch(address("/certs/1"))).isNull();
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void an_outage_is_told_apart_from_a_file_that_is_not_there() throws IOException {
        status = 503;
        assertThatThrownBy(() -> download.fetch(address("/certs/1"))).isInstanceOf(IOException.class);

        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> download.fetch(URI.create("http://127.0.0.1:" + free + "/certs/1")))
                .isInstanceOf(IOException.class);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
