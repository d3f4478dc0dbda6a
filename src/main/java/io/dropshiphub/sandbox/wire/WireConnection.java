package io.dropshiphub.sandbox.wire;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Serves the requests of one client connection, one after the other. */
final class WireConnection {

    private final Socket socket;
    private final WireInput in;
    private final OutputStream out;
    private final WireServer.Handler handler;
    private byte[] reply = new byte[8 * 1024];

    WireConnection(Socket socket, WireServer.Handler handler) throws IOException {
        this.socket = socket;
        this.in = new WireInput(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.handler = handler;
    }

    void serve() throws IOException {
        String head;
        while ((head = in.readHead()) != null) {
            if (!serveOne(head)) {
                return;
            }
        }
    }

    private boolean serveOne(String head) throws IOException {
        int lineEnd = head.indexOf('\r');
        int first = head.indexOf(' ');
        int second = head.indexOf(' ', first + 1);
        if (first < 0 || second < 0 || second > lineEnd) {
            write(WireReply.of(400, WireReply.HTML, new byte[0]), false, false);
            return false;
        }
        String method = head.substring(0, first);
        String target = head.substring(first + 1, second);
        int question = target.indexOf('?');
        WireRequest request = new WireRequest(
                method,
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                headers(head, lineEnd + 2));
        request.open(in, out);
        boolean keep =
                !"close".equalsIgnoreCase(request.header("Connection")) && head.startsWith("HTTP/1.1", second + 1);
        WireReply answer = handler.handle(request);
        if (answer.ending == WireReply.Ending.DROP) {
            return false;
        }
        request.drain();
        write(answer, keep, method.equals("HEAD"));
        return keep && answer.ending == WireReply.Ending.KEEP && answer.length != WireReply.UNKNOWN;
    }

    private static List<String> headers(String head, int from) {
        List<String> headers = new ArrayList<>(16);
        int at = from;
        while (at < head.length()) {
            int lineEnd = head.indexOf('\r', at);
            if (lineEnd <= at) {
                break;
            }
            int colon = head.indexOf(':', at);
            if (colon > at && colon < lineEnd) {
                headers.add(head.substring(at, colon));
                headers.add(head.substring(colon + 1, lineEnd).trim());
            }
            at = lineEnd + 2;
        }
        return headers;
    }

    private void write(WireReply answer, boolean keep, boolean headOnly) throws IOException {
        byte[] head = head(answer, keep).getBytes(StandardCharsets.ISO_8859_1);
        boolean cut = answer.ending == WireReply.Ending.TRUNCATE;
        if (answer.stream != null) {
            out.write(head);
            if (!headOnly) {
                answer.stream.writeTo(cut ? new Cut(out, answer.length / 2) : out);
            }
            out.flush();
            if (answer.length == WireReply.UNKNOWN) {
                socket.shutdownOutput();
            }
            return;
        }
        int bodyLength = headOnly ? 0 : cut ? answer.body.length / 2 : answer.body.length;
        int total = head.length + bodyLength;
        if (reply.length < total) {
            reply = new byte[total];
        }
        System.arraycopy(head, 0, reply, 0, head.length);
        System.arraycopy(answer.body, 0, reply, head.length, bodyLength);
        out.write(reply, 0, total);
    }

    private static String head(WireReply answer, boolean keep) {
        StringBuilder head = new StringBuilder(256)
                .append("HTTP/1.1 ")
                .append(answer.status)
                .append(' ')
                .append(answer.status < 300 ? "OK" : "Error")
                .append("\r\nContent-Type: ")
                .append(answer.contentType);
        for (int i = 0; i < answer.headers.length; i += 2) {
            head.append("\r\n").append(answer.headers[i]).append(": ").append(answer.headers[i + 1]);
        }
        if (!keep || answer.length == WireReply.UNKNOWN) {
            head.append("\r\nConnection: close");
        }
        // RFC 9110, 8.6: a 204 carries no length
        if (answer.length != WireReply.UNKNOWN && answer.status != 204) {
            head.append("\r\nContent-Length: ").append(answer.length);
        }
        return head.append("\r\n\r\n").toString();
    }

    /** Lets so many bytes through and swallows the rest. */
    private static final class Cut extends FilterOutputStream {

        private long left;

        Cut(OutputStream out, long left) {
            super(out);
            this.left = Math.max(0, left);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int let = (int) Math.min(left, length);
            out.write(bytes, offset, let);
            left -= let;
        }
    }
}
