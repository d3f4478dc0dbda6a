package io.dropshiphub.sandbox.storage;

import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.wire.Numbers;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resumable uploads (Cloud Storage documentation, "Perform resumable uploads"): whoever knows a session may go on with it. */
final class GoogleSessions {

    /** Every piece but the last is kept in multiples of this. */
    static final long UNIT = 256 * 1024;

    private static final long LIFE_MILLIS = 7L * 24 * 60 * 60 * 1000;

    /** What comes back for a piece that leaves a gap; seen in reports, not documented. */
    private static final int GAP_STATUS = 503;

    private static final int REMEMBERED = 1000;
    private static final Pattern RANGE = Pattern.compile("bytes (?:\\*|(\\d+)-(\\d+))/(?:\\*|(\\d+))");

    private static final class Session {
        final GoogleUpload wanted;
        final Path file;
        final long openedAt;
        long received;
        /** The answer to the last piece, given again to whoever asks again. */
        WireReply done;

        Session(GoogleUpload wanted, Path file, long openedAt) {
            this.wanted = wanted;
            this.file = file;
            this.openedAt = openedAt;
        }
    }

    private final ObjectStore store;
    private final SandboxClock clock;
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    GoogleSessions(ObjectStore store, SandboxClock clock) {
        this.store = store;
        this.clock = clock;
    }

    WireReply open(GoogleUpload wanted, WireRequest request) throws IOException {
        String id = UUID.randomUUID().toString().replace("-", "");
        synchronized (sessions) {
            if (sessions.size() >= REMEMBERED) {
                forget(sessions.keySet().iterator().next());
            }
            sessions.put(id, new Session(wanted, store.newFile(), clock.millis()));
        }
        String location = "http://" + request.header("Host") + GoogleStorage.PREFIX + request.path()
                + "?uploadType=resumable&name=" + GoogleSignature.encode(wanted.name(), true) + "&upload_id=" + id;
        return WireReply.of(200, WireReply.JSON, new byte[0]).with("Location", location, "X-GUploader-UploadID", id);
    }

    private void forget(String id) throws IOException {
        Session session = sessions.remove(id);
        if (session != null && session.done == null) {
            Files.deleteIfExists(session.file);
        }
    }

    private Session find(WireRequest request) {
        synchronized (sessions) {
            return sessions.get(String.valueOf(request.parameter("upload_id")));
        }
    }

    /** Takes a piece, or tells with an empty one how far the upload has come. */
    WireReply chunk(Routes.Call call) throws IOException {
        WireRequest request = call.request();
        Session session = find(request);
        if (session == null) {
            return GoogleReplies.error(404, "global", "notFound", "Upload session not found.");
        }
        if (clock.millis() - session.openedAt > LIFE_MILLIS) {
            return GoogleReplies.error(410, "global", "gone", "The upload session has expired.");
        }
        String told = request.header("Content-Range");
        Matcher range = RANGE.matcher(told == null ? "" : told);
        if (told != null && !range.matches()) {
            return GoogleReplies.invalid("Failed to parse Content-Range header.");
        }
        synchronized (session) {
            if (session.done != null) {
                return session.done;
            }
            if (told == null) {
                discard(session, 0);
                receive(session, request.stream(), 0);
                return finish(session, request);
            }
            long total = Numbers.parse(range.group(3));
            if (range.group(1) == null) {
                return total >= 0 && total == session.received ? finish(session, request) : incomplete(session);
            }
            return piece(session, request, Numbers.parse(range.group(1)), Numbers.parse(range.group(2)), total);
        }
    }

    private WireReply piece(Session session, WireRequest request, long first, long last, long total)
            throws IOException {
        if (first > session.received) {
            return GoogleReplies.error(
                    GAP_STATUS,
                    "global",
                    "backendError",
                    "Invalid request. According to the Content-Range header, the upload offset is " + first
                            + " byte(s), which exceeds already uploaded size of " + session.received + " byte(s).");
        }
        long length = last - first + 1;
        boolean isLast = total == last + 1;
        if (!isLast && length < UNIT) {
            return GoogleReplies.invalid("Invalid request. The number of bytes uploaded is required to be equal or"
                    + " greater than " + UNIT + ", except for the final request. The received request contained "
                    + length + " bytes, which does not meet this requirement.");
        }
        try {
            receive(session, request.stream(), session.received - first);
        } catch (IOException cut) {
            discard(session, session.received - session.received % UNIT);
            throw cut;
        }
        if (isLast && session.received == total) {
            return finish(session, request);
        }
        discard(session, session.received - session.received % UNIT);
        return incomplete(session);
    }

    /** @param known so many bytes at the beginning were received before */
    private static void receive(Session session, InputStream in, long known) throws IOException {
        in.skipNBytes(known);
        try (OutputStream out = Files.newOutputStream(session.file, StandardOpenOption.APPEND)) {
            byte[] buffer = new byte[64 * 1024];
            int read;
            while ((read = in.read(buffer)) >= 0) {
                out.write(buffer, 0, read);
                session.received += read;
            }
        }
    }

    private static void discard(Session session, long keep) throws IOException {
        try (FileChannel file = FileChannel.open(session.file, StandardOpenOption.WRITE)) {
            file.truncate(keep);
        }
        session.received = keep;
    }

    private static WireReply incomplete(Session session) {
        WireReply reply = WireReply.of(308, WireReply.JSON, new byte[0]);
        return session.received == 0 ? reply : reply.with("Range", "bytes=0-" + (session.received - 1));
    }

    private WireReply finish(Session session, WireRequest request) throws IOException {
        session.done = GoogleUploads.finish(store, session.wanted, Content.of(session.file), request);
        return session.done;
    }

    /** Gives an upload up; the status is Google's own. */
    WireReply cancel(Routes.Call call) throws IOException {
        synchronized (sessions) {
            if (find(call.request()) == null) {
                return GoogleReplies.error(404, "global", "notFound", "Upload session not found.");
            }
            forget(call.request().parameter("upload_id"));
        }
        return WireReply.of(499, WireReply.JSON, new byte[0]);
    }
}
