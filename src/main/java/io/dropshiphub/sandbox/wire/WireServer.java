package io.dropshiphub.sandbox.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * A plain HTTP/1.1 server: one blocking thread a connection. The clients of a benchmark keep few connections open and
 * speak at once on all of them, where this costs two system calls a request and no hand-over between threads; and a
 * fault can cut the line at any byte, which servlet containers and the JDK's server do not allow.
 */
public final class WireServer implements AutoCloseable {

    /** Answers one request. */
    public interface Handler {
        WireReply handle(WireRequest request) throws IOException;
    }

    private static final int MAX_CONNECTIONS = 1024;
    private static final int BACKLOG = 1024;
    private static final long STACK_BYTES = 512 * 1024;

    private final ServerSocket listener;
    private final Handler handler;
    private final Semaphore room = new Semaphore(MAX_CONNECTIONS);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    public WireServer(String host, int port, Handler handler) {
        this.handler = handler;
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cannot listen on " + host + ":" + port, e);
        }
    }

    public void start() {
        Thread acceptor = new Thread(this::accept, "sandbox-accept");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                room.acquire();
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                Thread thread = new Thread(null, () -> serve(socket), "sandbox-connection", STACK_BYTES);
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                room.release();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new WireConnection(socket, handler).serve();
        } catch (IOException e) {
            // The client went away, or the server closes: nobody is left to tell.
        } finally {
            open.remove(socket);
            room.release();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
