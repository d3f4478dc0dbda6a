package io.dropshiphub.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What goes back over the wire, and how the connection ends. */
final class WireReply {

    /** Keep the connection, close it without a word, or close it in the middle of the body. */
    enum Ending {
        KEEP,
        DROP,
        TRUNCATE
    }

    /** Writes a body too large to hold. */
    interface Stream {
        void writeTo(OutputStream out) throws IOException;
    }

    static final String JSON = "application/json;charset=UTF-8";
    static final String HTML = "text/html;charset=UTF-8";

    private static final String[] NONE = {};
    private static final byte[] EMPTY = {};

    final int status;
    final String contentType;
    final byte[] body;
    final Stream stream;
    String[] headers = NONE;
    Ending ending = Ending.KEEP;

    private WireReply(int status, String contentType, byte[] body, Stream stream) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.stream = stream;
    }

    static WireReply of(int status, String contentType, byte[] body) {
        return new WireReply(status, contentType, body, null);
    }

    static WireReply json(int status, String json) {
        return of(status, JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    static WireReply streamed(String contentType, Stream stream) {
        return new WireReply(200, contentType, EMPTY, stream);
    }

    static WireReply dropped() {
        WireReply reply = of(200, JSON, EMPTY);
        reply.ending = Ending.DROP;
        return reply;
    }

    /** @param pairs names and values in turn */
    WireReply with(String... pairs) {
        headers = pairs;
        return this;
    }

    WireReply truncated() {
        ending = Ending.TRUNCATE;
        return this;
    }
}
