package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.base.Simulator;
import io.dropshiphub.sandbox.payments.PaymentService;
import io.dropshiphub.sandbox.payments.PaymentServices;
import io.dropshiphub.sandbox.storage.GoogleStorage;
import io.dropshiphub.sandbox.storage.SupabaseStorage;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Numbers;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The sandbox's own interface below {@code /sandbox}: faults, limits, ledger, stored objects, payments, time, approvals, sample pictures. */
final class ControlApi {

    static final String PREFIX = "/sandbox";

    private static final Set<String> VERDICTS =
            Set.of(CoupangApproval.APPROVED, CoupangApproval.PARTLY_APPROVED, CoupangApproval.REJECTED);

    private final Routes routes = new Routes();
    private final List<Simulator> services;
    private final Faults faults;
    private final LiveLimits limits;
    private final Ledger ledger;
    private final Journal journal;
    private final SandboxClock clock;
    private final Shelf coupang;
    private final StorageControl storage;
    private final PaymentServices payments;

    ControlApi(
            List<Simulator> services,
            Faults faults,
            LiveLimits limits,
            Ledger ledger,
            Journal journal,
            SandboxClock clock,
            Shelf coupang,
            StorageControl storage,
            PaymentServices payments) {
        this.services = services;
        this.faults = faults;
        this.limits = limits;
        this.ledger = ledger;
        this.journal = journal;
        this.clock = clock;
        this.coupang = coupang;
        this.storage = storage;
        this.payments = payments;
        SampleImages images = new SampleImages();
        routes.on("GET", "", "describe", this::describe)
                .on("GET", "/", "describe", this::describe)
                .on("GET", "/health", "health", call -> WireReply.json(200, "{\"status\":\"UP\"}"))
                .on("GET", "/faults", "faults", call -> Json.reply(200, faults.describe()))
                .on("POST", "/faults", "add-fault", this::addFault)
                .on("DELETE", "/faults", "clear-faults", this::clearFaults)
                .on("GET", "/limits", "limits", call -> Json.reply(200, limits.describe()))
                .on("POST", "/limits", "change-limits", this::changeLimits)
                .on("GET", "/ledger", "ledger", this::ledger)
                .on("GET", "/ledger/summary", "summary", call -> ledger.summary())
                .on("DELETE", "/ledger", "reset", this::reset)
                .on("POST", "/clock", "clock", this::advanceClock)
                .on("POST", "/approvals", "approvals", this::decideApproval)
                .on("GET", "/objects", "objects", storage::objects)
                .on("GET", "/gcs/service-account.json", "gcs-key", storage::googleKey)
                .on("GET", "/supabase/project.json", "supabase-keys", storage::supabaseProject)
                .on("GET", "/images/{}", "image", call -> images.reply(call.variable(0)));
        payments.control(routes);
    }

    WireReply answer(WireRequest request) throws IOException {
        request.enter(PREFIX);
        Routes.Match match = routes.match(request.method(), request.path());
        return match.action() == null
                ? problem(404, "the sandbox has no " + request.method() + " " + PREFIX + request.path())
                : match.action().answer(new Routes.Call(request, match.variables(), null));
    }

    private WireReply describe(Routes.Call call) {
        ObjectNode reply = Json.object();
        ObjectNode bases = reply.putObject("base_paths");
        bases.put(Coupang.SERVICE, Sandbox.COUPANG_PREFIX);
        bases.put(Naver.SERVICE, Sandbox.NAVER_PREFIX);
        bases.put(Eleventst.SERVICE, Sandbox.ELEVENTST_PREFIX + "/rest");
        bases.put(GoogleStorage.SERVICE, GoogleStorage.PREFIX);
        bases.put(SupabaseStorage.SERVICE, SupabaseStorage.PREFIX);
        for (PaymentService service : payments.all()) {
            bases.put(service.service(), service.prefix());
        }
        ObjectNode operations = reply.putObject("operations");
        for (Simulator service : services) {
            service.operations().forEach(operations.putArray(service.service())::add);
        }
        ArrayNode kinds = reply.putArray("fault_kinds");
        for (FaultKind kind : FaultKind.values()) {
            kinds.add(kind.wireName());
        }
        reply.putArray("control")
                .add("GET|POST|DELETE /sandbox/faults")
                .add("GET|POST /sandbox/limits")
                .add("GET|DELETE /sandbox/ledger")
                .add("GET /sandbox/ledger/summary")
                .add("POST /sandbox/clock")
                .add("POST /sandbox/approvals")
                .add("GET /sandbox/objects")
                .add("GET /sandbox/payments")
                .add("GET /sandbox/payments/summary")
                .add("GET|POST /sandbox/payments/webhooks")
                .add("POST /sandbox/payments/{service}")
                .add("POST /sandbox/payments/{service}/{id}/approve|reject|settle|fail|refund")
                .add("GET /sandbox/paypal/authority.pem")
                .add("GET /sandbox/gcs/service-account.json")
                .add("GET /sandbox/supabase/project.json")
                .add("GET /sandbox/images/{name}.jpg|.png")
                .add("GET /sandbox/health");
        return Json.reply(200, reply);
    }

    private WireReply addFault(Routes.Call call) throws IOException {
        ObjectNode wanted = Json.object(call.request().body());
        String problem = wanted == null
                ? "a fault is described by a JSON object"
                : faults.add(wanted, services.stream().map(Simulator::service).toList());
        return problem == null ? Json.reply(201, faults.describe()) : problem(400, problem);
    }

    private WireReply clearFaults(Routes.Call call) {
        faults.clear(call.request().parameter("service"));
        return Json.reply(200, faults.describe());
    }

    /** From now on the marketplaces allow more or less than they did. */
    private WireReply changeLimits(Routes.Call call) throws IOException {
        ObjectNode wanted = Json.object(call.request().body());
        String problem = wanted == null ? "limits are described by a JSON object" : limits.change(wanted);
        return problem == null ? Json.reply(200, limits.describe()) : problem(400, problem);
    }

    private WireReply ledger(Routes.Call call) {
        WireRequest request = call.request();
        return ledger.rows(request.parameter("service"), request.parameter("account"), request.parameter("sku"));
    }

    private WireReply reset(Routes.Call call) {
        ledger.reset();
        storage.reset();
        payments.reset();
        journal.clear();
        return WireReply.json(200, "{}");
    }

    /** Moves approvals, tokens, search and quotas forward; signatures stay judged by the real time. */
    private WireReply advanceClock(Routes.Call call) throws IOException {
        ObjectNode wanted = Json.object(call.request().body());
        if (wanted == null || !Json.whole(wanted, "advance_millis", 0)) {
            return problem(400, "advance_millis must be a whole number of at least 0");
        }
        clock.advance(wanted.get("advance_millis").longValue());
        return WireReply.json(200, "{}");
    }

    /** Decides about a Coupang product as its staff would. */
    private WireReply decideApproval(Routes.Call call) throws IOException {
        ObjectNode wanted = Json.object(call.request().body());
        String verdict = wanted == null ? null : Json.text(wanted, "status");
        Listing listing = wanted == null
                ? null
                : coupang.byId(Numbers.parse(wanted.path("listing_id").asText()));
        if (verdict == null || !VERDICTS.contains(verdict) || listing == null) {
            return problem(400, "listing_id must be a Coupang listing and status one of " + VERDICTS);
        }
        synchronized (listing) {
            new CoupangApproval(null, 0, clock).decide(listing, verdict, Json.text(wanted, "comment"));
        }
        coupang.changed(listing, null);
        return WireReply.json(200, "{}");
    }

    static WireReply problem(int status, String message) {
        return Json.reply(status, Json.object().put("error", message));
    }
}
