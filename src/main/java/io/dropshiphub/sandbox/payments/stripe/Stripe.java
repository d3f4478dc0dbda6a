package io.dropshiphub.sandbox.payments.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.base.RateBucket;
import io.dropshiphub.sandbox.base.Traffic;
import io.dropshiphub.sandbox.payments.Ids;
import io.dropshiphub.sandbox.payments.PaymentService;
import io.dropshiphub.sandbox.payments.ServiceGround;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stripe in test mode: who calls, how often, in which version; what follows is the business of the others. */
public final class Stripe implements PaymentService {

    public static final String SERVICE = "stripe";

    static final String SECRET_KEY = "sk_test_sandbox0stripe0key";
    static final String WEBHOOK_SECRET = "whsec_sandbox0stripe0webhook";

    /** docs.stripe.com/rate-limits: per endpoint, and less for the search. */
    private static final int PER_SECOND = 25;

    private static final int SEARCHES_PER_SECOND = 20;

    private static final String INTENTS = "/v1/payment_intents";
    private static final String REFUNDS = "/v1/refunds";
    private static final String SEARCH = "search";

    private final Routes routes = new Routes();
    private final Map<String, RateBucket> buckets = new ConcurrentHashMap<>();
    private final ServiceGround ground;
    private final StripeHappenings happenings;
    private final StripeOnce once;

    public Stripe(ServiceGround ground) {
        this.ground = ground;
        StripeEvents events = new StripeEvents(ground, WEBHOOK_SECRET);
        StripeLedger ledger = new StripeLedger(ground, ground.book(SERVICE), events);
        StripeIntents intents = new StripeIntents(ledger);
        StripeRefunds refunds = new StripeRefunds(ledger);
        StripeLists lists =
                new StripeLists(ledger, ground.settings().searchLag().toMillis());
        happenings = new StripeHappenings(ledger, refunds);
        once = new StripeOnce(ground);
        post(INTENTS, "create", (id, form, request) -> intents.create(form, request));
        get(INTENTS, "list", (id, query) -> lists.intents(query));
        get(INTENTS + "/search", SEARCH, (id, query) -> lists.search(query));
        get(INTENTS + "/{}", "read", intents::read);
        post(INTENTS + "/{}/confirm", "confirm", intents::confirm);
        post(INTENTS + "/{}/capture", "capture", intents::capture);
        post(INTENTS + "/{}/cancel", "cancel", intents::cancel);
        post(REFUNDS, "refund", (id, form, request) -> refunds.create(form, request));
        get(REFUNDS, "list-refunds", (id, query) -> lists.refunds(query));
        get(REFUNDS + "/{}", "read-refund", refunds::read);
    }

    /** Reads something; the id is null where the path holds none. */
    private interface Reading {
        ObjectNode of(String id, StripeParameters query);
    }

    private void get(String path, String operation, Reading reading) {
        routes.on(
                "GET",
                path,
                operation,
                call -> Json.reply(200, reading.of(id(call), StripeParameters.query(call.request()))));
    }

    private void post(String path, String operation, StripeOnce.Check check) {
        routes.on("POST", path, operation, call -> once.act(id(call), call.request(), check));
    }

    private static String id(Routes.Call call) {
        return call.variables().length == 0 ? null : call.variable(0);
    }

    @Override
    public String service() {
        return SERVICE;
    }

    @Override
    public String prefix() {
        return "/stripe";
    }

    @Override
    public Routes routes() {
        return routes;
    }

    @Override
    public WireReply answer(Routes.Match match, WireRequest request) throws IOException {
        String version = request.header("Stripe-Version");
        try {
            checkKey(request.header("Authorization"));
            Traffic.Meter meter = ground.traffic().of(SERVICE, "test");
            meter.call(ground.clock().millis());
            version = StripeVersion.of(version).name();
            if (match.action() == null) {
                throw StripeRefusal.of(
                        404,
                        "invalid_request_error",
                        null,
                        null,
                        "Unrecognized request URL (" + request.method() + ": " + request.path() + ").");
            }
            if (ground.isLimited() && bucket(match.operation()).take() < 0) {
                meter.breach();
                return tooMany();
            }
            WireReply reply = match.action().answer(new Routes.Call(request, match.variables(), SERVICE));
            return reply.hasHeaders()
                    ? reply
                    : reply.with("Request-Id", Ids.next("req_", 14), "Stripe-Version", version);
        } catch (StripeRefusal refusal) {
            if (refusal.status() == 401) {
                ground.traffic().of(SERVICE, "?").refuse();
            }
            return refusal.reply().with("Request-Id", Ids.next("req_", 14), "Stripe-Should-Retry", "false");
        }
    }

    private RateBucket bucket(String operation) {
        return buckets.computeIfAbsent(
                operation, key -> ground.bucket(key.equals(SEARCH) ? SEARCHES_PER_SECOND : PER_SECOND));
    }

    /** The key as bearer, or as the user of a Basic authorization with an empty password. */
    private static void checkKey(String authorization) {
        if (authorization == null || authorization.isBlank()) {
            throw StripeRefusal.unauthorised("You did not provide an API key. Give it in the Authorization header.");
        }
        String key = authorization.replaceFirst("^Bearer ", "");
        if (authorization.startsWith("Basic ")) {
            try {
                String pair = new String(
                        Base64.getDecoder()
                                .decode(authorization
                                        .substring("Basic ".length())
                                        .strip()),
                        StandardCharsets.UTF_8);
                key = pair.endsWith(":") ? pair.substring(0, pair.length() - 1) : "";
            } catch (IllegalArgumentException e) {
                key = "";
            }
        }
        if (!key.equals(SECRET_KEY)) {
            String shown = key.length() < 12 ? "****" : key.substring(0, 8) + "****" + key.substring(key.length() - 4);
            throw StripeRefusal.unauthorised("Invalid API Key provided: " + shown);
        }
    }

    @Override
    public WireReply tooMany() {
        return StripeRefusal.tooMany()
                .reply()
                .with("Request-Id", Ids.next("req_", 14), "Stripe-Rate-Limited-Reason", "endpoint-rate");
    }

    @Override
    public WireReply broken(int status) {
        return StripeRefusal.broken(status).reply().with("Request-Id", Ids.next("req_", 14));
    }

    @Override
    public String happen(String payment, String what, ObjectNode details) {
        return happenings.happen(payment, what, details);
    }
}
