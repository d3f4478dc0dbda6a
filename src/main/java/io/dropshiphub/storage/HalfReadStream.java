package io.dropshiphub.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.io.EofSensorInputStream;
import software.amazon.awssdk.core.ResponseInputStream;

/**
 * An object's content that may be closed before its end. The clients' own streams would then fetch all the rest, to use the
 * connection again; this one gives the connection up.
 */
final class HalfReadStream extends FilterInputStream {

    /** Gives the connection up. */
    private interface Abort {
        void now() throws IOException;
    }

    private final Abort abort;
    private boolean ended;

    private HalfReadStream(InputStream in, Abort abort) {
        super(in);
        this.abort = abort;
    }

    /** The content as it is when it comes over no connection. */
    static InputStream of(InputStream content) {
        if (content instanceof ResponseInputStream<?> s3) {
            return new HalfReadStream(content, s3::abort);
        }
        return content instanceof EofSensorInputStream http ? new HalfReadStream(content, http::abort) : content;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        ended |= read < 0;
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = in.read(bytes, from, length);
        ended |= read < 0;
        return read;
    }

    @Override
    public void close() throws IOException {
        if (!ended) {
            ended = true;
            abort.now();
        }
        in.close();
    }
}
