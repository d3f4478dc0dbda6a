package io.dropshiphub.sandbox.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What goes back over the wire, and how the connection ends. */
public final class WireReply {

    /** Keep the connection, close it without a word, or close it in the middle of the body. */
    enum Ending {
        KEEP,
        DROP,
        TRUNCATE
    }

    /** Writes a body too large to hold. */
    public interface Stream {
        void writeTo(OutputStream out) throws IOException;
    }

    public static final String JSON = "application/json;charset=UTF-8";
    public static final String HTML = "text/html;charset=UTF-8";

    /** The length of a stream that ends when the connection does. */
    static final long UNKNOWN = -1;

    private static final String[] NONE = {};
    private static final byte[] EMPTY = {};

    final int status;
    final String contentType;
    final byte[] body;
    final Stream stream;
    final long length;
    String[] headers = NONE;
    Ending ending = Ending.KEEP;

    private WireReply(int status, String contentType, byte[] body, Stream stream, long length) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.stream = stream;
        this.length = length;
    }

    public static WireReply of(int status, String contentType, byte[] body) {
        return new WireReply(status, contentType, body, null, body.length);
    }

    public static WireReply json(int status, String json) {
        return of(status, JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    /** A 200 of unknown length. */
    public static WireReply streamed(String contentType, Stream stream) {
        return new WireReply(200, contentType, EMPTY, stream, UNKNOWN);
    }

    /** A body of known length, of which a HEAD request gets the head only. */
    public static WireReply streamed(int status, String contentType, long length, Stream stream) {
        return new WireReply(status, contentType, EMPTY, stream, length);
    }

    /** No answer at all: the connection closes. */
    public static WireReply dropped() {
        WireReply reply = of(200, JSON, EMPTY);
        reply.ending = Ending.DROP;
        return reply;
    }

    /** @param pairs names and values in turn, in place of those set before */
    public WireReply with(String... pairs) {
        headers = pairs;
        return this;
    }

    /** The same answer, but the connection closes in the middle of its body. */
    public WireReply truncated() {
        WireReply cut = new WireReply(status, contentType, body, stream, length).with(headers);
        cut.ending = Ending.TRUNCATE;
        return cut;
    }

    public int status() {
        return status;
    }

    /** Whether headers of its own have been set. */
    public boolean hasHeaders() {
        return headers.length > 0;
    }
}
