package io.dropshiphub.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.springframework.core.io.Resource;

/** A request body that is read from its source while it is sent, anew for every try, and never held in memory. */
final class StreamedEntity extends AbstractHttpEntity {

    /** Opens the source at its beginning. */
    interface Source {
        InputStream open() throws IOException;
    }

    private final Source source;
    private final long length;

    private StreamedEntity(Source source, long length, String contentType) {
        super(contentType, null, false);
        this.source = source;
        this.length = length;
    }

    static StreamedEntity of(Resource content, String contentType) throws IOException {
        return new StreamedEntity(content::getInputStream, content.contentLength(), contentType);
    }

    /** Content between two texts. */
    static StreamedEntity of(String before, Resource content, String after, String contentType) throws IOException {
        byte[] head = before.getBytes(StandardCharsets.UTF_8);
        byte[] tail = after.getBytes(StandardCharsets.UTF_8);
        return new StreamedEntity(
                () -> new SequenceInputStream(Collections.enumeration(List.of(
                        new ByteArrayInputStream(head), content.getInputStream(), new ByteArrayInputStream(tail)))),
                head.length + content.contentLength() + tail.length,
                contentType);
    }

    /** A piece of the content. */
    static StreamedEntity of(Resource content, long from, long length, String contentType) {
        return new StreamedEntity(
                () -> {
                    InputStream in = content.getInputStream();
                    in.skipNBytes(from);
                    return in;
                },
                length,
                contentType);
    }

    static StreamedEntity json(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new StreamedEntity(() -> new ByteArrayInputStream(bytes), bytes.length, "application/json");
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = source.open()) {
            for (long rest = length; rest > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, rest));
                if (read < 0) {
                    throw new IOException("the content ended " + rest + " bytes early");
                }
                out.write(buffer, 0, read);
                rest -= read;
            }
        }
    }

    @Override
    public InputStream getContent() throws IOException {
        return source.open();
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public void close() {
        // every reading closes its own stream
    }
}
