package io.dropshiphub.sandbox.payments.square;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.PaymentService;
import io.dropshiphub.sandbox.payments.ServiceGround;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Square's sandbox: who calls and in which version; what follows is the business of the others. No limits are published. */
public final class Square implements PaymentService {

    public static final String SERVICE = "square";

    static final String ACCESS_TOKEN = "sandbox-square-token";
    static final String SIGNATURE_KEY = "sandbox-square-signature-key";

    private static final String PAYMENTS = "/v2/payments";
    private static final String REFUNDS = "/v2/refunds";

    private final Routes routes = new Routes();
    private final ServiceGround ground;
    private final SquareHappenings happenings;

    public Square(ServiceGround ground) {
        this.ground = ground;
        SquareLedger ledger = new SquareLedger(ground, ground.book(SERVICE), new SquareEvents(ground, SIGNATURE_KEY));
        SquareCreation creation = new SquareCreation(ledger);
        SquareChanges changes = new SquareChanges(ledger);
        SquareRefunds refunds = new SquareRefunds(ledger);
        SquareLists lists = new SquareLists(ledger);
        happenings = new SquareHappenings(ledger, refunds);
        once(PAYMENTS, "create", creation::check);
        get(PAYMENTS, "list", call -> lists.payments(call.request()));
        change(PAYMENTS + "/cancel", "cancel-by-key", (call, fields) -> changes.cancelByKey(fields));
        get(PAYMENTS + "/{}", "read", call -> changes.read(call.variable(0)));
        change(PAYMENTS + "/{}/complete", "complete", (call, fields) -> changes.complete(call.variable(0), fields));
        change(PAYMENTS + "/{}/cancel", "cancel", (call, fields) -> changes.cancel(call.variable(0), fields));
        once(REFUNDS, "refund", refunds::check);
        get(REFUNDS, "list-refunds", call -> lists.refunds(call.request()));
        get(REFUNDS + "/{}", "read-refund", call -> refunds.read(call.variable(0)));
    }

    private interface Change {
        ObjectNode of(Routes.Call call, SquareFields fields);
    }

    private void get(String path, String operation, Function<Routes.Call, ObjectNode> reading) {
        routes.on("GET", path, operation, call -> Json.reply(200, reading.apply(call)));
    }

    private void change(String path, String operation, Change change) {
        routes.on("POST", path, operation, call -> {
            SquareFields fields = SquareFields.of(call.request());
            ground.work();
            return Json.reply(200, change.of(call, fields));
        });
    }

    private void once(String path, String operation, Function<SquareFields, Supplier<ObjectNode>> check) {
        SquareOnce once = new SquareOnce(ground, operation);
        routes.on("POST", path, operation, call -> {
            SquareFields fields = SquareFields.of(call.request());
            return once.act(fields, check.apply(fields));
        });
    }

    @Override
    public String service() {
        return SERVICE;
    }

    @Override
    public String prefix() {
        return "/square";
    }

    @Override
    public Routes routes() {
        return routes;
    }

    @Override
    public WireReply answer(Routes.Match match, WireRequest request) throws IOException {
        try {
            if (!("Bearer " + ACCESS_TOKEN).equals(request.header("Authorization"))) {
                ground.traffic().of(SERVICE, "?").refuse();
                throw SquareRefusal.unauthorised();
            }
            ground.traffic()
                    .of(SERVICE, SquareLocation.MERCHANT)
                    .call(ground.clock().millis());
            String version = request.header("Square-Version");
            // the real one falls back on the application's version, which nobody who reads the code can see
            if (version == null || !version.matches("\\d{4}-\\d{2}-\\d{2}")) {
                throw SquareRefusal.invalid(
                        "BAD_REQUEST", "Square-Version", "Square-Version must be a date such as 2026-09-16.");
            }
            if (match.action() == null) {
                throw SquareRefusal.of(404, "INVALID_REQUEST_ERROR", "NOT_FOUND", null, "Resource not found.");
            }
            WireReply reply = match.action().answer(new Routes.Call(request, match.variables(), SERVICE));
            return reply.with("Square-Version", version);
        } catch (SquareRefusal refusal) {
            return refusal.reply();
        }
    }

    /** With the header that the vendor's client library looks for first. */
    @Override
    public WireReply tooMany() {
        return SquareRefusal.tooMany().reply().with("Retry-After", "1");
    }

    @Override
    public WireReply broken(int status) {
        return SquareRefusal.broken(status).reply();
    }

    @Override
    public String happen(String payment, String what, ObjectNode details) {
        return happenings.happen(payment, what, details);
    }
}
