package io.dropshiphub.sandbox.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The body of one request, of a told length or in chunks; read only when somebody asks for it. */
final class WireBody extends InputStream {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final WireInput in;
    private final boolean chunked;
    /** Who waits for permission to send the body; null when nobody does. */
    private OutputStream waiting;
    /** Left of the body, or of the chunk at hand. */
    private long left;

    private boolean firstChunk = true;
    private boolean ended;

    private WireBody(WireInput in, boolean chunked, long length, OutputStream waiting) {
        this.in = in;
        this.chunked = chunked;
        this.left = length;
        this.waiting = waiting;
        this.ended = !chunked && length == 0;
    }

    static WireBody of(WireRequest request, WireInput in, OutputStream out) throws IOException {
        String length = request.header("Content-Length");
        boolean chunked = "chunked".equalsIgnoreCase(request.header("Transfer-Encoding"));
        boolean waits = "100-continue".equalsIgnoreCase(request.header("Expect"));
        return new WireBody(in, chunked, chunked || length == null ? 0 : parseLength(length, 10), waits ? out : null);
    }

    private static long parseLength(String text, int radix) throws IOException {
        try {
            long length = Long.parseLong(text.trim(), radix);
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IOException("unusable body length " + text);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (waiting != null && !ended) {
            waiting.write(CONTINUE);
            waiting = null;
        }
        if (chunked && left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int read = in.read(target, offset, (int) Math.min(length, left));
        left -= read;
        ended = !chunked && left == 0;
        return read;
    }

    private void nextChunk() throws IOException {
        if (!firstChunk) {
            in.readLine();
        }
        firstChunk = false;
        String size = in.readLine();
        int semicolon = size.indexOf(';');
        left = parseLength(semicolon < 0 ? size : size.substring(0, semicolon), 16);
        if (left == 0) {
            ended = true;
            while (!in.readLine().isEmpty()) {
                // trailers say nothing we need
            }
        }
    }

    /** The whole body in memory. */
    byte[] readAll(int most) throws IOException {
        if (left > most) {
            throw new IOException("body too large");
        }
        byte[] body = chunked ? readNBytes(most + 1) : new byte[(int) left];
        if (!chunked) {
            readNBytes(body, 0, body.length);
        } else if (body.length > most) {
            throw new IOException("body too large");
        }
        return body;
    }
}
