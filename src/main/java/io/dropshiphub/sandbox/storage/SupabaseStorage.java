package io.dropshiphub.sandbox.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.base.Simulator;
import io.dropshiphub.sandbox.base.Traffic;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.util.Set;

/**
 * Supabase Storage below {@code /storage/v1} of a project, with the gateway in front of it. Resumable uploads (TUS) and
 * the S3 interface are not simulated; image transformation is not enabled.
 */
public final class SupabaseStorage implements Simulator {

    public static final String SERVICE = "supabase";

    /** Where it stands on the sandbox's port. */
    public static final String PREFIX = "/supabase";

    private static final String BASE = "/storage/v1";
    private static final String OBJECT = BASE + "/object";
    private static final Set<String> OPEN =
            Set.of("public-read", "public-info", "signed-read", "signed-upload", "render");

    /** A caller without rights sees nothing here; elsewhere it is refused. */
    private static final Set<String> READING = Set.of("read", "info", "sign", "list", "list-v2", "bucket");

    private final Routes routes = new Routes();
    private final SupabaseKeys keys = new SupabaseKeys();
    private final SupabaseLinks links;
    private final Traffic traffic;
    private final SandboxClock clock;

    public SupabaseStorage(ObjectStore store, Traffic traffic, SandboxClock clock) {
        this.traffic = traffic;
        this.clock = clock;
        SupabaseUploads uploads = new SupabaseUploads(store);
        SupabaseReads reads = new SupabaseReads(store);
        SupabaseObjects objects = new SupabaseObjects(store);
        SupabaseLists lists = new SupabaseLists(store);
        links = new SupabaseLinks(store, uploads, clock);
        // the words of the interface stand before the names of buckets
        both("/public/{}/**", "public-read", reads::publicRead)
                .on("GET", OBJECT + "/info/public/{}/**", "public-info", reads::publicInfo)
                .on("GET", OBJECT + "/info/authenticated/{}/**", "info", reads::info)
                .on("GET", OBJECT + "/info/{}/**", "info", reads::info)
                .on("GET", OBJECT + "/sign/{}/**", "signed-read", links::read)
                .on("PUT", OBJECT + "/upload/sign/{}/**", "signed-upload", links::upload)
                .on("POST", OBJECT + "/upload/sign/{}/**", "sign-upload", links::signUpload)
                .on("POST", OBJECT + "/sign/{}/**", "sign", links::sign)
                .on("POST", OBJECT + "/list/{}", "list", lists::folder)
                .on("POST", OBJECT + "/list-v2/{}", "list-v2", lists::byPrefix)
                .on("POST", OBJECT + "/move", "move", objects::move)
                .on("POST", OBJECT + "/copy", "copy", objects::copy);
        both("/authenticated/{}/**", "read", reads::read);
        both("/{}/**", "read", reads::read)
                .on("POST", OBJECT + "/{}/**", "upload", uploads::create)
                .on("PUT", OBJECT + "/{}/**", "replace", uploads::replace)
                .on("DELETE", OBJECT + "/{}/**", "delete", objects::deleteOne)
                .on("DELETE", OBJECT + "/{}", "delete-many", objects::deleteMany)
                .on("GET", BASE + "/bucket/{}", "bucket", reads::bucket)
                .on("GET", BASE + "/render/image/**", "render", call -> SupabaseReplies.noTransformation());
    }

    private Routes both(String template, String operation, Routes.Action action) {
        return routes.on("GET", OBJECT + template, operation, action).on("HEAD", OBJECT + template, operation, action);
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
            return SupabaseReplies.noRoute(request.method(), request.path());
        }
        Routes.Call call = new Routes.Call(request, match.variables(), null);
        if (OPEN.contains(match.operation())) {
            traffic.of(SERVICE, "public").call(clock.millis());
            return match.action().answer(call);
        }
        SupabaseKeys.Caller caller = keys.caller(request);
        if (caller.refusal() != null) {
            traffic.of(SERVICE, "?").refuse();
            return caller.refusal();
        }
        traffic.of(SERVICE, caller.role()).call(clock.millis());
        if (!caller.isService()) {
            return READING.contains(match.operation())
                    ? SupabaseReplies.noObject()
                    : SupabaseReplies.denied("new row violates row-level security policy");
        }
        return match.action().answer(call);
    }

    /** The project's address for a caller that reaches the sandbox as this one does, and its keys. */
    public ObjectNode describe(WireRequest request) {
        ObjectNode project = Json.object().put("url", "http://" + request.header("Host") + PREFIX);
        return project.setAll(keys.describe());
    }

    @Override
    public WireReply tooMany() {
        return SupabaseReplies.slowDown();
    }

    @Override
    public WireReply broken(int status) {
        return SupabaseReplies.broken(status);
    }

    /** The keys do not expire; the signed addresses do. */
    @Override
    public void expireTokens() {
        links.expireAll();
    }
}
