package io.dropshiphub.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Serves the requests of one client connection, one after the other. */
final class WireConnection {

    private static final int MAX_HEAD = 64 * 1024;
    private static final int MAX_BODY = 64 * 1024 * 1024;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final WireServer.Handler handler;
    private byte[] buffer = new byte[16 * 1024];
    private int start;
    private int end;
    private byte[] reply = new byte[8 * 1024];

    WireConnection(Socket socket, WireServer.Handler handler) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.handler = handler;
    }

    void serve() throws IOException {
        int headLength;
        while ((headLength = awaitHead()) > 0) {
            if (!serveOne(headLength)) {
                return;
            }
        }
    }

    private boolean serveOne(int headLength) throws IOException {
        String head = new String(buffer, start, headLength, StandardCharsets.ISO_8859_1);
        start += headLength;
        int lineEnd = head.indexOf('\r');
        int first = head.indexOf(' ');
        int second = head.indexOf(' ', first + 1);
        if (first < 0 || second < 0 || second > lineEnd) {
            write(WireReply.of(400, WireReply.HTML, new byte[0]), false, false);
            return false;
        }
        String method = head.substring(0, first);
        String target = head.substring(first + 1, second);
        List<String> headers = headers(head, lineEnd + 2);
        int question = target.indexOf('?');
        WireRequest[] self = new WireRequest[1];
        WireRequest request = new WireRequest(
                method,
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                headers,
                () -> readBody(self[0]));
        self[0] = request;
        boolean keep =
                !"close".equalsIgnoreCase(request.header("Connection")) && head.startsWith("HTTP/1.1", second + 1);
        WireReply answer = handler.handle(request);
        if (answer.ending == WireReply.Ending.DROP) {
            return false;
        }
        request.body();
        write(answer, keep, method.equals("HEAD"));
        return keep && answer.ending == WireReply.Ending.KEEP;
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

    /** The length of the next request's head including the empty line; 0 when the client is done. */
    private int awaitHead() throws IOException {
        int scanned = start;
        while (true) {
            for (int i = Math.max(start, scanned - 3); i + 3 < end; i++) {
                if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                    return i + 4 - start;
                }
            }
            int seen = end - start;
            if (!fill()) {
                return 0;
            }
            scanned = start + seen;
            if (end - start > MAX_HEAD) {
                return 0;
            }
        }
    }

    private boolean fill() throws IOException {
        if (start == end) {
            start = 0;
            end = 0;
        } else if (end == buffer.length) {
            byte[] target = start > buffer.length / 2 ? buffer : new byte[buffer.length * 2];
            System.arraycopy(buffer, start, target, 0, end - start);
            buffer = target;
            end -= start;
            start = 0;
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            return false;
        }
        end += read;
        return true;
    }

    private byte[] readBody(WireRequest request) throws IOException {
        String length = request.header("Content-Length");
        boolean chunked = "chunked".equalsIgnoreCase(request.header("Transfer-Encoding"));
        if (length == null && !chunked) {
            return new byte[0];
        }
        if ("100-continue".equalsIgnoreCase(request.header("Expect"))) {
            out.write(CONTINUE);
        }
        return chunked ? readChunks() : readFully(parseLength(length, 10));
    }

    private static int parseLength(String text, int radix) throws IOException {
        try {
            int length = Integer.parseInt(text.trim(), radix);
            if (length >= 0 && length <= MAX_BODY) {
                return length;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IOException("unusable body length " + text);
    }

    private byte[] readFully(int length) throws IOException {
        byte[] body = new byte[length];
        int done = Math.min(length, end - start);
        System.arraycopy(buffer, start, body, 0, done);
        start += done;
        while (done < length) {
            int read = in.read(body, done, length - done);
            if (read < 0) {
                throw new EOFException("the client left in the middle of a body");
            }
            done += read;
        }
        return body;
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = readLine();
            int semicolon = size.indexOf(';');
            int length = parseLength(semicolon < 0 ? size : size.substring(0, semicolon), 16);
            if (length == 0) {
                while (!readLine().isEmpty()) {
                    // trailers say nothing we need
                }
                return body.toByteArray();
            }
            body.write(readFully(length));
            if (body.size() > MAX_BODY) {
                throw new IOException("body too large");
            }
            readLine();
        }
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (start == end && !fill()) {
                throw new EOFException("the client left in the middle of a chunk");
            }
            char c = (char) (buffer[start++] & 0xff);
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r') {
                line.append(c);
            }
        }
    }

    private void write(WireReply answer, boolean keep, boolean headOnly) throws IOException {
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
        if (!keep || answer.stream != null) {
            head.append("\r\nConnection: close");
        }
        if (answer.stream == null) {
            head.append("\r\nContent-Length: ").append(answer.body.length);
        }
        byte[] headBytes = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        if (answer.stream != null) {
            out.write(headBytes);
            answer.stream.writeTo(out);
            out.flush();
            socket.shutdownOutput();
            return;
        }
        int bodyLength =
                headOnly ? 0 : answer.ending == WireReply.Ending.TRUNCATE ? answer.body.length / 2 : answer.body.length;
        int total = headBytes.length + bodyLength;
        if (reply.length < total) {
            reply = new byte[total];
        }
        System.arraycopy(headBytes, 0, reply, 0, headBytes.length);
        System.arraycopy(answer.body, 0, reply, headBytes.length, bodyLength);
        out.write(reply, 0, total);
    }
}
