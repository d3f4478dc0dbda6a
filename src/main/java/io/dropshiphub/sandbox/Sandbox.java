package io.dropshiphub.sandbox;

import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.base.Simulator;
import io.dropshiphub.sandbox.base.Traffic;
import io.dropshiphub.sandbox.payments.PaymentServices;
import io.dropshiphub.sandbox.storage.GoogleStorage;
import io.dropshiphub.sandbox.storage.ObjectStore;
import io.dropshiphub.sandbox.storage.SupabaseStorage;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import io.dropshiphub.sandbox.wire.WireServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The simulated services behind one port: Coupang below {@code /coupang}, Naver below {@code /naver/external}, 11st below
 * {@code /11st/rest}, Google Cloud Storage below {@code /gcs}, Supabase below {@code /supabase}, the payment services each
 * below its name, and the sandbox's own interface below {@code /sandbox}.
 */
public final class Sandbox implements AutoCloseable {

    static final String COUPANG_PREFIX = "/coupang";
    static final String NAVER_PREFIX = "/naver/external";
    static final String ELEVENTST_PREFIX = "/11st";

    private static final byte[] HTML =
            "<!doctype html><html><head><title>Service notice</title></head><body><h1>잠시 후 다시 이용해 주세요.</h1></body></html>"
                    .getBytes(StandardCharsets.UTF_8);

    private final Faults faults;
    private final Journal journal;
    private final Map<String, Simulator> services = new LinkedHashMap<>();
    private final GoogleStorage google;
    private final List<ObjectStore> stores;
    private final PaymentServices payments;
    private final ControlApi control;
    private final WireServer server;

    private Sandbox(SandboxSettings settings, SandboxClock clock) {
        faults = new Faults(settings.seed());
        journal = new Journal(settings.journal());
        LiveLimits limits = new LiveLimits(settings.limits());
        Traffic traffic = new Traffic();
        ImageFetcher images = new ImageFetcher();
        Shelf coupang = new Shelf(Coupang.SERVICE, CoupangProducts.FIRST_PRODUCT, journal);
        Shelf naver = new Shelf(Naver.SERVICE, NaverProducts.FIRST_ORIGIN, journal);
        Shelf eleventst = new Shelf(Eleventst.SERVICE, EleventstProducts.FIRST_PRODUCT, journal);
        services.put(COUPANG_PREFIX, new Coupang(settings, limits, clock, traffic, coupang, images));
        services.put(NAVER_PREFIX, new Naver(settings, limits, clock, traffic, naver));
        services.put(ELEVENTST_PREFIX, new Eleventst(settings, limits, clock, traffic, eleventst, images));
        ObjectStore googleObjects = new ObjectStore(GoogleStorage.SERVICE, settings.storage(), clock);
        ObjectStore supabaseObjects = new ObjectStore(SupabaseStorage.SERVICE, settings.storage(), clock);
        stores = List.of(googleObjects, supabaseObjects);
        google = new GoogleStorage(
                googleObjects, settings.seed(), settings.limits().enforced(), traffic, clock);
        SupabaseStorage supabase = new SupabaseStorage(supabaseObjects, traffic, clock);
        services.put(GoogleStorage.PREFIX, google);
        services.put(SupabaseStorage.PREFIX, supabase);
        payments = new PaymentServices(
                settings.payments(),
                paymentJournal(settings.journal()),
                () -> limits.now().enforced(),
                traffic,
                clock);
        payments.all().forEach(service -> services.put(service.prefix(), service));
        Ledger ledger = new Ledger(List.of(coupang, naver, eleventst), traffic, clock);
        StorageControl storage = new StorageControl(stores, google, supabase);
        control = new ControlApi(
                List.copyOf(services.values()), faults, limits, ledger, journal, clock, coupang, storage, payments);
        server = new WireServer(settings.host(), settings.port(), this::handle);
        journal.open(Map.of(Coupang.SERVICE, coupang, Naver.SERVICE, naver, Eleventst.SERVICE, eleventst));
    }

    /** Payments are remembered beside the listings. */
    private static Path paymentJournal(Path listings) {
        return listings == null ? null : listings.resolveSibling("payments.jsonl");
    }

    /** Starts the simulators; they answer when this returns. */
    public static Sandbox start(SandboxSettings settings) {
        return start(settings, Clock.systemUTC());
    }

    static Sandbox start(SandboxSettings settings, Clock clock) {
        Sandbox sandbox = new Sandbox(settings, new SandboxClock(clock));
        sandbox.server.start();
        return sandbox;
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    private WireReply handle(WireRequest request) throws IOException {
        String path = request.path();
        for (Map.Entry<String, Simulator> service : services.entrySet()) {
            if (path.startsWith(service.getKey())
                    && path.startsWith("/", service.getKey().length())) {
                request.enter(service.getKey());
                return serve(service.getValue(), request);
            }
        }
        if (google.standsAtRoot(path)) {
            return serve(google, request);
        }
        if (path.equals(ControlApi.PREFIX) || path.startsWith(ControlApi.PREFIX + "/")) {
            return control.answer(request);
        }
        return ControlApi.problem(404, "nothing is simulated at " + path + ", see " + ControlApi.PREFIX + "/");
    }

    private WireReply serve(Simulator service, WireRequest request) throws IOException {
        Routes.Match match = service.route(request);
        Faults.Strike strike = faults.strike(service.service(), match.operation());
        if (strike == null) {
            return service.answer(match, request);
        }
        return switch (strike.kind()) {
            case OUTAGE -> WireReply.dropped();
            case RATE_LIMIT -> service.tooMany();
            case SERVER_ERROR_BEFORE_ACTING -> service.broken(strike.status());
            case TOKEN_EXPIRY -> {
                service.expireTokens();
                yield service.answer(match, request);
            }
            default -> spoil(service.answer(match, request), service, strike);
        };
    }

    /** What becomes of the answer to a request that was carried out. */
    private static WireReply spoil(WireReply answer, Simulator service, Faults.Strike strike) {
        return switch (strike.kind()) {
            case DROP_REPLY_AFTER_ACTING -> WireReply.dropped();
            case SERVER_ERROR_AFTER_ACTING -> service.broken(strike.status());
            case TRUNCATED_BODY -> answer.truncated();
            case HTML_BODY -> WireReply.of(200, WireReply.HTML, HTML);
            case SLOW -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(strike.millis()));
                yield answer;
            }
            default -> answer;
        };
    }

    @Override
    public void close() {
        server.close();
        journal.close();
        payments.close();
        stores.forEach(ObjectStore::close);
    }
}
