package io.dropshiphub.storage;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Sends large objects to Google Cloud Storage piece by piece, so that a broken connection costs one piece. */
@Component
public class GcsUploads {

    /** Google's answer to every piece but the last. */
    static final int GO_ON = 308;

    private static final String UPLOAD = "upload";

    private final StorageProperties.Gcs settings;

    GcsUploads(StorageProperties settings) {
        this.settings = settings.gcs();
    }

    /** The upload that a session was opened for; the session's address is in the answer. */
    public GcsUpload opened(@Body StoreReply reply, @Variable("object") NewObject object) throws IOException {
        URI session = URI.create(reply.headers().getOrDefault("location", ""));
        String below = URI.create(settings.baseUrl()).getRawPath();
        String path = String.valueOf(session.getRawPath());
        return new GcsUpload(
                object,
                path.startsWith(below) ? path.substring(below.length()) : path,
                session.getRawQuery(),
                0,
                object.content().contentLength());
    }

    /** Whether something is left to send. */
    public boolean goesOn(@Variable(UPLOAD) GcsUpload upload) {
        return upload.sent() < upload.total();
    }

    /** The request with the next piece. */
    public StoreCall piece(@Variable(UPLOAD) GcsUpload upload) {
        long length = Math.min(settings.chunk().toBytes(), upload.total() - upload.sent());
        String range = "bytes " + upload.sent() + "-" + (upload.sent() + length - 1) + "/" + upload.total();
        return new StoreCall(
                "PUT",
                upload.path(),
                upload.query(),
                Map.of("Content-Range", range),
                StreamedEntity.of(
                        upload.object().content(),
                        upload.sent(),
                        length,
                        upload.object().contentType()));
    }

    /** How far the upload has come, by the answer to a piece: the store may have kept less than was sent. */
    public GcsUpload advanced(@Body StoreReply reply, @Variable(UPLOAD) GcsUpload upload) {
        if (reply.status() != GO_ON) {
            return upload.upTo(upload.total());
        }
        String range = reply.headers().get("range");
        long kept = range == null ? 0 : Long.parseLong(range.substring(range.lastIndexOf('-') + 1)) + 1;
        if (kept <= upload.sent()) {
            throw StoreFailure.outage("keeps nothing of what is sent to it", null);
        }
        return upload.upTo(kept);
    }
}
