package io.dropshiphub.payments.stripe;

import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayCall.Page;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.References;
import io.dropshiphub.product.Money;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes requests. Only parameters that the API of 2023-08-16 knows as well as today's: {@code payment_method_types} is gone since
 * 2026-09-30.
 */
final class StripeRequests {

    /** Metadata by which the hub knows its own again. */
    static final String PAYMENT_ID = "hub_payment_id";

    static final String REFUND_ID = "hub_refund_id";
    static final String ORDER_ID = "order_id";

    /** What an id of Stripe's customers begins with; another gateway's customer is not told to Stripe. */
    static final String CUSTOMER = "cus_";

    static final int MAX_METADATA_VALUE = 500;

    private static final String INTENTS = "/v1/payment_intents";
    private static final String REFUNDS = "/v1/refunds";
    private static final String CHARGE_SHOWN = "latest_charge";
    private static final int PAGE = 100;

    private static final Set<String> CANCEL_REASONS =
            Set.of("abandoned", "duplicate", "fraudulent", "requested_by_customer");
    private static final Set<String> REFUND_REASONS = Set.of("duplicate", "fraudulent", "requested_by_customer");

    private final String version;

    StripeRequests(String version) {
        this.version = version;
    }

    /** @throws UnsupportedOperationException for what {@link StripeGateway#operations()} does not name */
    ApiCall of(GatewayCall call) {
        return switch (call.operation()) {
            case CHARGE, AUTHORIZE -> post(INTENTS, create(call), call);
            case CONFIRM -> post(intent(call) + "/confirm", shown().with("return_url", call.returnUrl()), call);
            case CAPTURE -> post(intent(call) + "/capture", shown().with("amount_to_capture", amount(call)), call);
            case VOID ->
                post(
                        intent(call) + "/cancel",
                        shown().with("cancellation_reason", known(call.reason(), CANCEL_REASONS)),
                        call);
            case REFUND -> post(REFUNDS, refund(call), call);
            case STATUS -> get(intent(call), shown());
            case REFUND_STATUS -> get(REFUNDS + "/" + id(call, References.REFUND), new StripeForm());
            case FIND -> get(INTENTS + "/search", find(call));
            case LIST -> list(call.page());
            case CANCEL_BY_KEY -> throw new UnsupportedOperationException("Stripe cannot cancel by key");
        };
    }

    private StripeForm create(GatewayCall call) {
        StripeForm form = shown().with("amount", amount(call))
                .with("currency", call.amount().currency().getCurrencyCode().toLowerCase(Locale.ROOT))
                .with("payment_method", call.token())
                .with("confirm", true)
                .with("capture_method", call.operation() == Operation.CHARGE ? "automatic" : "manual")
                .with("automatic_payment_methods[enabled]", true)
                .with("description", call.description());
        if (call.returnUrl() == null) {
            // a payer who would have to be sent elsewhere could not come back
            form.with("automatic_payment_methods[allow_redirects]", "never");
        } else {
            form.with("return_url", call.returnUrl());
        }
        if (call.customerId() != null && call.customerId().startsWith(CUSTOMER)) {
            form.with("customer", call.customerId());
        }
        Map<String, String> metadata = new LinkedHashMap<>(call.metadata());
        metadata.put(ORDER_ID, call.orderId());
        metadata.put(PAYMENT_ID, call.paymentId().toString());
        return with(metadata, form);
    }

    private static StripeForm refund(GatewayCall call) {
        String reason = known(call.reason(), REFUND_REASONS);
        StripeForm form = new StripeForm()
                .with("payment_intent", id(call, References.PAYMENT))
                .with("amount", amount(call))
                .with("reason", reason);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(PAYMENT_ID, call.paymentId().toString());
        metadata.put(REFUND_ID, call.refundId() == null ? null : call.refundId().toString());
        metadata.put("reason", reason == null ? cut(call.reason()) : null);
        return with(metadata, form);
    }

    private static StripeForm find(GatewayCall call) {
        return new StripeForm()
                .with("query", "metadata['" + PAYMENT_ID + "']:'" + call.paymentId() + "'")
                .with("limit", PAGE)
                .with("expand[]", "data." + CHARGE_SHOWN);
    }

    private ApiCall list(Page page) {
        StripeForm form = new StripeForm()
                .with("created[gte]", page.from().getEpochSecond())
                .with("created[lt]", firstSecondFrom(page.to()))
                .with("limit", PAGE)
                .with("starting_after", page.cursor());
        return get(page.refunds() ? REFUNDS : INTENTS, form);
    }

    private static long firstSecondFrom(Instant end) {
        return end.getNano() == 0 ? end.getEpochSecond() : end.getEpochSecond() + 1;
    }

    private static StripeForm shown() {
        return new StripeForm().with("expand[]", CHARGE_SHOWN);
    }

    private static StripeForm with(Map<String, String> metadata, StripeForm form) {
        metadata.forEach((name, value) -> form.with("metadata[" + name + "]", value));
        return form;
    }

    private static String amount(GatewayCall call) {
        Money amount = call.amount();
        return amount == null ? null : StripeAmounts.TABLE.write(amount);
    }

    private static String intent(GatewayCall call) {
        return INTENTS + "/" + id(call, References.PAYMENT);
    }

    private static String id(GatewayCall call, String kind) {
        String id = call.references().get(kind);
        if (id == null || !id.matches("\\w+")) {
            throw new IllegalArgumentException(
                    call + ": Stripe's id of the " + kind + " is missing or none of Stripe's");
        }
        return id;
    }

    private static String known(String reason, Set<String> words) {
        return reason != null && words.contains(reason) ? reason : null;
    }

    private static String cut(String text) {
        return text == null || text.length() <= MAX_METADATA_VALUE ? text : text.substring(0, MAX_METADATA_VALUE);
    }

    private ApiCall post(String path, StripeForm form, GatewayCall call) {
        Map<String, String> headers = Map.of(
                "Stripe-Version",
                version,
                "Idempotency-Key",
                call.key(),
                "Content-Type",
                "application/x-www-form-urlencoded");
        return new ApiCall("POST", path, null, headers, form.bytes(), true);
    }

    private ApiCall get(String path, StripeForm form) {
        String query = form.text();
        return ApiCall.get(path, query.isEmpty() ? null : query).withHeader("Stripe-Version", version);
    }
}
