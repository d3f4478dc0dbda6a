package io.dropshiphub.sandbox.payments.toss;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.base.Traffic;
import io.dropshiphub.sandbox.payments.PaymentService;
import io.dropshiphub.sandbox.payments.ServiceGround;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Toss Payments: confirm, show, cancel and list payments in Korean won that payers have begun in the browser. */
public final class Toss implements PaymentService {

    public static final String SERVICE = "toss";

    private static final String PREFIX = "/toss";
    private static final String SECRET_KEY = "test_sk_sandboxtosskey";

    /** With a test key, any error can be had by asking for it in this header. */
    private static final String TEST_CODE = "TossPayments-Test-Code";

    private final Routes routes = new Routes();
    private final ServiceGround ground;
    private final TossBrowser browser;

    public Toss(ServiceGround ground) {
        this.ground = ground;
        TossTill till = new TossTill(ground.book(SERVICE), ground.webhooks(), ground.clock());
        TossPayments payments = new TossPayments(till, new TossKeys(ground));
        browser = new TossBrowser(till);
        routes.on("POST", "/v1/payments/confirm", "confirm", payments::confirm)
                .on("GET", "/v1/payments/orders/{}", "get-by-order", payments::getByOrder)
                .on("GET", "/v1/payments/{}", "get", payments::get)
                .on("POST", "/v1/payments/{}/cancel", "cancel", payments::cancel)
                .on("GET", "/v1/transactions", "transactions", new TossTransactions(till)::list);
    }

    @Override
    public String service() {
        return SERVICE;
    }

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public Routes routes() {
        return routes;
    }

    @Override
    public WireReply answer(Routes.Match match, WireRequest request) throws IOException {
        Traffic.Meter meter = ground.traffic().of(SERVICE, TossViews.SHOP);
        meter.call(ground.clock().millis());
        try {
            if (match.action() == null) {
                throw new TossRefusal(TossError.NOT_FOUND);
            }
            checkKey(request.header("Authorization"));
            String code = request.header(TEST_CODE);
            if (code != null) {
                TossError wished = TossError.of(code);
                throw new TossRefusal(wished == null ? TossError.INVALID_REQUEST : wished);
            }
            return match.action().answer(new Routes.Call(request, match.variables(), TossViews.SHOP));
        } catch (TossRefusal refusal) {
            if (refusal.error == TossError.UNAUTHORIZED_KEY || refusal.error == TossError.INCORRECT_BASIC_AUTH_FORMAT) {
                meter.refuse();
            }
            return refusal(refusal.error, request);
        }
    }

    /** The secret key is the user, the password is empty, and the colon between them must not be forgotten. */
    private static void checkKey(String authorization) {
        String credentials = "";
        if (authorization != null && authorization.startsWith("Basic ")) {
            try {
                byte[] decoded = Base64.getDecoder().decode(authorization.substring("Basic ".length()));
                credentials = new String(decoded, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new TossRefusal(TossError.UNAUTHORIZED_KEY);
            }
        }
        if (credentials.equals(SECRET_KEY)) {
            throw new TossRefusal(TossError.INCORRECT_BASIC_AUTH_FORMAT);
        }
        if (!credentials.equals(SECRET_KEY + ':')) {
            throw new TossRefusal(TossError.UNAUTHORIZED_KEY);
        }
    }

    static ObjectNode error(TossError error, WireRequest request) {
        return Json.object().put("code", error.name()).put("message", error.message(request.header("Accept-Language")));
    }

    static WireReply refusal(TossError error, WireRequest request) {
        return Json.reply(error.status, error(error, request));
    }

    /**
     * Plays the browser: the payer agrees to pay, and the shop gets the {@code paymentKey} that it has to confirm within ten
     * minutes.
     *
     * @param details {@code orderId}, {@code amount}; optionally {@code orderName}, {@code method} ({@code CARD}, {@code
     *     VIRTUAL_ACCOUNT}), {@code status} ({@code READY}: the payer has not agreed yet), {@code outcome} (the error code that
     *     confirming comes to, or {@code PROVIDER_ERROR_AFTER_ACTING}: paid, but told to be a passing error), {@code cancelOutcome}
     */
    @Override
    public ObjectNode begin(ObjectNode details) {
        return browser.begin(details);
    }

    @Override
    public String happen(String payment, String what, ObjectNode details) {
        try {
            return browser.happen(payment, what, details);
        } catch (TossRefusal refusal) {
            return "Toss has no payment " + payment;
        }
    }

    @Override
    public WireReply tooMany() {
        return Json.reply(
                TossError.TOO_MANY_REQUESTS.status,
                Json.object()
                        .put("code", TossError.TOO_MANY_REQUESTS.name())
                        .put("message", TossError.TOO_MANY_REQUESTS.message(null)));
    }

    @Override
    public WireReply broken(int status) {
        TossError error = TossError.FAILED_INTERNAL_SYSTEM_PROCESSING;
        return Json.reply(status, Json.object().put("code", error.name()).put("message", error.message(null)));
    }
}
