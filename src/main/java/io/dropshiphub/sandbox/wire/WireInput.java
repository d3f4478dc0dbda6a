package io.dropshiphub.sandbox.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a client sends, read in large pieces and handed out as heads, lines and bytes. */
final class WireInput {

    private static final int MAX_HEAD = 64 * 1024;
    private static final int BUFFER = 16 * 1024;

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;

    WireInput(InputStream in) {
        this.in = in;
    }

    /** The next request's head including the empty line; null when the client is done. */
    String readHead() throws IOException {
        int length = awaitHead();
        if (length == 0) {
            return null;
        }
        String head = new String(buffer, start, length, StandardCharsets.ISO_8859_1);
        start += length;
        return head;
    }

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

    /** At least one byte; what is wanted beyond the buffer comes straight from the line. */
    int read(byte[] target, int offset, int length) throws IOException {
        int read;
        if (start < end) {
            read = Math.min(length, end - start);
            System.arraycopy(buffer, start, target, offset, read);
            start += read;
        } else {
            read = in.read(target, offset, length);
        }
        if (read < 0) {
            throw new EOFException("the client left in the middle of a body");
        }
        return read;
    }

    /** Without its line end. */
    String readLine() throws IOException {
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
}
