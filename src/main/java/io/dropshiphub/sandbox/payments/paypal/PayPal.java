package io.dropshiphub.sandbox.payments.paypal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.base.Traffic;
import io.dropshiphub.sandbox.payments.PaymentBook;
import io.dropshiphub.sandbox.payments.PaymentService;
import io.dropshiphub.sandbox.payments.ServiceGround;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** PayPal: tokens, Orders v2, Payments v2, Transaction Search v1 and the check of its events. */
public final class PayPal implements PaymentService {

    public static final String SERVICE = "paypal";

    private static final String PREFIX = "/paypal";
    private static final String ORDERS = "/v2/checkout/orders";
    private static final String AUTHORIZATIONS = "/v2/payments/authorizations/{}";
    private static final String CAPTURES = "/v2/payments/captures/{}";
    private static final String TOKEN = "token";
    private static final String VOID = "void";

    /** Sandbox accounts get any documented refusal by asking for it in this header. */
    private static final String MOCK = "PayPal-Mock-Response";

    /** These are for anybody. */
    private static final Set<String> OPEN = Set.of(TOKEN, "certificate", "approval-page", "approve");

    private final Routes routes = new Routes();
    private final PayPalTokens tokens;
    private final PayPalPayer payer;
    private final ServiceGround ground;

    public PayPal(ServiceGround ground) {
        this.ground = ground;
        tokens = new PayPalTokens(ground.clock());
        PaymentBook book = ground.book(SERVICE);
        PayPalEvents events = new PayPalEvents(ground.webhooks(), ground.clock());
        PayPalTill till = new PayPalTill(book, events, ground.clock());
        PayPalOrders orders = new PayPalOrders(till, book, ground);
        PayPalPayments payments = new PayPalPayments(till, events, ground);
        PayPalSearch search =
                new PayPalSearch(book, ground.clock(), ground.settings().reportLag());
        payer = new PayPalPayer(till, events);
        routes.on("POST", "/v1/oauth2/token", TOKEN, tokens::issue)
                .on("POST", ORDERS, "create-order", orders::create)
                .on("GET", ORDERS + "/{}", "get-order", orders::get)
                .on("POST", ORDERS + "/{}/capture", "capture-order", orders::capture)
                .on("POST", ORDERS + "/{}/authorize", "authorize-order", orders::authorize)
                .on("GET", AUTHORIZATIONS, "get-authorization", payments::authorization)
                .on("POST", AUTHORIZATIONS + "/capture", "capture", payments::capture)
                .on("POST", AUTHORIZATIONS + "/void", VOID, payments::release)
                .on("GET", CAPTURES, "get-capture", payments::captured)
                .on("POST", CAPTURES + "/refund", "refund", payments::refund)
                .on("GET", "/v2/payments/refunds/{}", "get-refund", payments::refunded)
                .on("GET", "/v1/reporting/transactions", "search", search::transactions)
                .on("POST", "/v1/notifications/verify-webhook-signature", "verify", PayPalVerification::verify)
                .on("GET", PayPalEvents.CERTIFICATES + "{}", "certificate", events::certificate)
                .on("GET", PayPalPayer.PAGE, "approval-page", payer::page)
                .on("POST", PayPalPayer.PAGE, "approve", payer::agree);
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
        if (match.action() == null) {
            return PayPalReplies.error(404);
        }
        Traffic.Meter meter = ground.traffic().of(SERVICE, PayPalTokens.CLIENT_ID);
        meter.call(ground.clock().millis());
        WireReply reply = answer(match, new Routes.Call(request, match.variables(), PayPalTokens.CLIENT_ID));
        if (reply.status() == 401 || reply.status() == 403) {
            meter.refuse();
        }
        return reply;
    }

    private WireReply answer(Routes.Match match, Routes.Call call) throws IOException {
        WireRequest request = call.request();
        if (!OPEN.contains(match.operation())) {
            WireReply refusal = tokens.refusal(request.header("Authorization"));
            if (refusal != null) {
                return refusal;
            }
            if (request.method().equals("POST") && !isJson(match.operation(), request.header("Content-Type"))) {
                return PayPalReplies.error(415);
            }
        }
        try {
            mock(request.header(MOCK));
            return match.action().answer(call);
        } catch (PayPalRefusal refusal) {
            return PayPalReplies.refusal(refusal);
        }
    }

    /** Only a void has no body at all, and then needs no type. */
    private static boolean isJson(String operation, String type) {
        return type == null ? operation.equals(VOID) : type.startsWith("application/json");
    }

    private static void mock(String wish) {
        if (wish != null) {
            ObjectNode wanted = Json.object(wish.getBytes(StandardCharsets.UTF_8));
            PayPalIssue issue = wanted == null ? null : PayPalIssue.of(Json.text(wanted, "mock_application_codes"));
            throw issue == null
                    ? PayPalRefusal.header(PayPalIssue.INVALID_PARAMETER_VALUE, MOCK)
                    : PayPalRefusal.of(issue);
        }
    }

    /** The address of this service as this caller sees it. */
    static String base(WireRequest request) {
        return "http://" + request.header("Host") + PREFIX;
    }

    /** Whether the caller wants to see everything about what it has made, and not its id, status and links only. */
    static boolean wantsAll(WireRequest request) {
        return "return=representation".equals(request.header("Prefer"));
    }

    /** {@code approve} takes a {@code vault_id}, which tells what comes of it, {@code refund} an {@code amount} as text. */
    @Override
    public String happen(String payment, String what, ObjectNode details) {
        try {
            return payer.happen(payment, what, details);
        } catch (PayPalRefusal refusal) {
            return "PayPal has nothing under " + payment;
        }
    }

    /** A good client keeps its token: how many were handed out. */
    @Override
    public void count(ObjectNode counters) {
        counters.put("paypal_tokens", tokens.issued());
    }

    /** The certificate of the authority that vouches for the signer of the events, PEM. */
    public static String authority() {
        return PayPalCertificates.authority();
    }

    @Override
    public WireReply tooMany() {
        return PayPalReplies.refusal(PayPalRefusal.of(PayPalIssue.RATE_LIMIT_REACHED));
    }

    @Override
    public WireReply broken(int status) {
        return PayPalReplies.error(status);
    }

    @Override
    public void expireTokens() {
        tokens.expireAll();
    }
}
