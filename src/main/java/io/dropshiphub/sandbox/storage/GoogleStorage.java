package io.dropshiphub.sandbox.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.base.Simulator;
import io.dropshiphub.sandbox.base.Traffic;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Google Cloud Storage: the token grant, the JSON interface and the addresses of the objects themselves. On the real
 * service the token endpoint has a host of its own; the key file tells the address, so no client can notice.
 */
public final class GoogleStorage implements Simulator {

    public static final String SERVICE = "gcs";

    /** Where it stands on the sandbox's port. */
    public static final String PREFIX = "/gcs";

    private static final List<String> INTERFACES =
            List.of("/storage/v1/", "/upload/storage/v1/", "/download/storage/v1/");

    private static final String OBJECTS = "/storage/v1/b/{}/o";
    private static final String UPLOADS = "/upload/storage/v1/b/{}/o";
    private static final String TOKEN = "token";
    private static final String READ = "read";
    private static final Set<String> WRITING = Set.of("upload", "delete");

    /** These judge by themselves who may come in. */
    private static final Set<String> OPEN =
            Set.of(TOKEN, "upload-chunk", "cancel-upload", "public-read", "public-write", "public-delete");

    private final Routes routes = new Routes();
    private final GoogleKey key;
    private final GoogleTokens tokens;
    private final ObjectStore store;
    private final Traffic traffic;
    private final SandboxClock clock;

    /**
     * @param seed of the service account's key
     * @param limited whether writing one object is slowed down
     */
    public GoogleStorage(ObjectStore store, long seed, boolean limited, Traffic traffic, SandboxClock clock) {
        this.store = store;
        this.traffic = traffic;
        this.clock = clock;
        key = new GoogleKey(seed);
        tokens = new GoogleTokens(key, PREFIX, clock);
        GoogleWrites writes = new GoogleWrites(limited, clock);
        GoogleSessions sessions = new GoogleSessions(store, clock);
        GoogleUploads uploads = new GoogleUploads(store, writes, sessions);
        GoogleObjects objects = new GoogleObjects(store, writes);
        GooglePublic addresses = new GooglePublic(store, tokens, new GoogleSignature(key, clock), writes);
        routes.on("POST", GoogleTokens.PATH, TOKEN, tokens::issue)
                .on("POST", UPLOADS, "upload", uploads::upload)
                .on("PUT", UPLOADS, "upload-chunk", sessions::chunk)
                .on("DELETE", UPLOADS, "cancel-upload", sessions::cancel)
                .on("GET", "/storage/v1/b/{}", "bucket", objects::bucket)
                .on("GET", OBJECTS, "list", objects::list)
                .on("GET", OBJECTS + "/{}", READ, objects::read)
                .on("HEAD", OBJECTS + "/{}", READ, objects::read)
                .on("GET", "/download" + OBJECTS + "/{}", READ, objects::read)
                .on("DELETE", OBJECTS + "/{}", "delete", objects::delete)
                .on("GET", "/{}/**", "public-read", addresses::read)
                .on("HEAD", "/{}/**", "public-read", addresses::read)
                .on("PUT", "/{}/**", "public-write", addresses::write)
                .on("DELETE", "/{}/**", "public-delete", addresses::delete);
    }

    /**
     * Whether a path means this service also without its prefix: Google's own client library takes a host without a path
     * and builds the addresses of the JSON interface, and signed ones, from that.
     */
    public boolean standsAtRoot(String path) {
        int end = path.indexOf('/', 1);
        return INTERFACES.stream().anyMatch(path::startsWith)
                || end > 0 && store.bucket(WireRequest.decodePath(path.substring(1, end))) != null;
    }

    @Override
    public String service() {
        return SERVICE;
    }

    @Override
    public Routes routes() {
        return routes;
    }

    @Override
    public WireReply answer(Routes.Match match, WireRequest request) throws IOException {
        if (match.action() == null) {
            return GoogleReplies.error(404, "global", "notFound", "Not Found");
        }
        Routes.Call call = new Routes.Call(request, match.variables(), GoogleKey.EMAIL);
        WireReply refusal = OPEN.contains(match.operation()) ? null : refusal(match.operation(), call);
        WireReply reply = refusal == null ? match.action().answer(call) : refusal;
        Traffic.Meter meter = traffic.of(SERVICE, GoogleKey.EMAIL);
        meter.call(clock.millis());
        if (reply.status() == 401 || reply.status() == 403) {
            meter.refuse();
        } else if (reply.status() == 429) {
            meter.breach();
        }
        return reply;
    }

    private WireReply refusal(String operation, Routes.Call call) {
        String authorization = call.request().header("Authorization");
        if (authorization == null) {
            StorageSettings.Bucket bucket = store.bucket(call.variable(0));
            boolean isPublic = operation.equals(READ) && bucket != null && bucket.publicRead();
            return isPublic ? null : GoogleReplies.anonymous("storage.objects." + operation);
        }
        GoogleTokens.Token token = tokens.holder(authorization);
        if (token == null) {
            return GoogleReplies.unauthorised();
        }
        return token.mayWrite() || !WRITING.contains(operation) ? null : GoogleReplies.readOnly();
    }

    /** The service account's key file for a caller that reaches the sandbox as this one does. */
    public ObjectNode keyFile(WireRequest request) {
        return key.file(tokens.tokenUri(request));
    }

    @Override
    public WireReply tooMany() {
        return GoogleReplies.tooMany();
    }

    @Override
    public WireReply broken(int status) {
        return GoogleReplies.broken(status);
    }

    @Override
    public void expireTokens() {
        tokens.expireAll();
    }
}
