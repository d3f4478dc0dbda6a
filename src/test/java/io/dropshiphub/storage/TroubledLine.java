package io.dropshiphub.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line to a server that can fail in the ways lines and servers do: be cut, lose the answer after the server has acted, or
 * answer in the server's place. Knows just enough HTTP for that.
 */
final class TroubledLine implements AutoCloseable {

    private static final Pattern FIRST_LINE = Pattern.compile("[A-Z]+ \\S+ HTTP/1\\.1");

    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final Queue<String> struck = new ConcurrentLinkedQueue<>();
    private final AtomicLong passed = new AtomicLong();
    private volatile long lookAt = Long.MAX_VALUE;
    private volatile Runnable look = () -> {};
    private volatile String refusal = "";
    private volatile String spoilt = "";
    private volatile boolean silent;
    private final int port;
    private volatile ServerSocket door;

    TroubledLine(int server) {
        this.server = server;
        port = listen(0);
    }

    int port() {
        return port;
    }

    /** Nobody answers. */
    void cut() {
        closeQuietly(door);
        hangUp();
    }

    /** As good as new. */
    void mend() {
        answersToLose.set(0);
        refusals.set(0);
        spoilt = "";
        silent = false;
        hangUp();
        if (door.isClosed()) {
            listen(port);
        }
    }

    /** The server acts on the next request, and its answer is lost. */
    void loseNextAnswer() {
        hangUp();
        struck.clear();
        answersToLose.set(1);
    }

    /** Takes requests and never answers. */
    void fallSilent() {
        struck.clear();
        silent = true;
    }

    /** The next requests are answered like this instead of by the server. */
    void refuse(int times, String statusLine, String... headers) {
        struck.clear();
        refusal = "HTTP/1.1 " + statusLine + "\r\n"
                + String.join("", Arrays.stream(headers).map(h -> h + "\r\n").toList())
                + "Content-Length: 0\r\nConnection: close\r\n\r\n";
        refusals.set(times);
    }

    /** The first lines of the requests whose answer was lost or given in the server's place, since that was asked for. */
    List<String> struck() {
        return List.copyOf(struck);
    }

    /** How many bytes have passed, both ways. */
    long passed() {
        return passed.get();
    }

    /** Does this while the data waits, when so many more bytes have passed. */
    void after(long bytes, Runnable what) {
        look = what;
        lookAt = passed.get() + bytes;
    }

    /** Turns this text into another one of the same length on its way to the server, such as a key into a wrong one. */
    void spoil(String text) {
        hangUp();
        spoilt = text;
    }

    @Override
    public void close() {
        cut();
    }

    private int listen(int wanted) {
        try {
            ServerSocket listening = new ServerSocket(wanted, 50, InetAddress.getByName("127.0.0.1"));
            door = listening;
            start(() -> accept(listening));
            return listening.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                open.add(client);
                start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket behind = new Socket("127.0.0.1", server)) {
            open.add(behind);
            AtomicReference<String> asked = new AtomicReference<>("");
            start(() -> answers(behind, client, asked));
            requests(client, behind, asked);
        } catch (IOException ended) {
            // either side hung up
        } finally {
            open.remove(client);
        }
    }

    private void requests(Socket client, Socket behind, AtomicReference<String> asked) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        InputStream in = client.getInputStream();
        OutputStream out = behind.getOutputStream();
        for (int read; (read = in.read(buffer)) > 0; ) {
            note(buffer, read, asked);
            if (silent) {
                struck.add(asked.get());
                drain(in, buffer);
                return;
            }
            if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                struck.add(asked.get());
                client.getOutputStream().write(refusal.getBytes(StandardCharsets.US_ASCII));
                client.shutdownOutput();
                drain(in, buffer);
                return;
            }
            out.write(spoilt.isEmpty() ? buffer : changed(buffer, read), 0, read);
            out.flush();
            count(read);
        }
    }

    private static void note(byte[] buffer, int read, AtomicReference<String> asked) {
        Matcher line = FIRST_LINE.matcher(new String(buffer, 0, Math.min(read, 1024), StandardCharsets.ISO_8859_1));
        if (line.lookingAt()) {
            asked.set(line.group());
        }
    }

    private void count(int bytes) {
        long now = passed.addAndGet(bytes);
        if (now - bytes < lookAt && now >= lookAt) {
            look.run();
        }
    }

    /** A client that still sends must not be cut off before it has read the answer. */
    private static void drain(InputStream in, byte[] buffer) throws IOException {
        while (in.read(buffer) > 0) {
            // nobody wants it
        }
    }

    private byte[] changed(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        String wrong = new StringBuilder(spoilt).reverse().toString();
        return text.replace(spoilt, wrong).getBytes(StandardCharsets.ISO_8859_1);
    }

    private void answers(Socket behind, Socket client, AtomicReference<String> asked) {
        byte[] buffer = new byte[64 * 1024];
        try (behind;
                client) {
            InputStream in = behind.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int read; (read = in.read(buffer)) > 0; ) {
                boolean interim =
                        new String(buffer, 0, Math.min(read, 12), StandardCharsets.US_ASCII).equals("HTTP/1.1 100");
                if (!interim && answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    struck.add(asked.get());
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
                count(read);
            }
        } catch (IOException ended) {
            // either side hung up
        } finally {
            open.remove(behind);
        }
    }

    private void hangUp() {
        open.forEach(TroubledLine::closeQuietly);
        open.clear();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "troubled-line");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception ignored) {
            // it is being given up
        }
    }
}
