package io.dropshiphub.sandbox;

import io.dropshiphub.sandbox.base.RateBucket;
import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.base.Simulator;
import io.dropshiphub.sandbox.base.Traffic;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The WING Open API of Coupang: who may call what, and how often. */
final class Coupang implements Simulator {

    static final String SERVICE = "coupang";

    private static final String MARKETPLACE = "/v2/providers/seller_api/apis/api/v1/marketplace";
    private static final String PRODUCTS = MARKETPLACE + "/seller-products";
    private static final String ITEMS = MARKETPLACE + "/vendor-items/{}";
    private static final String OPEN = "/v2/providers/openapi/apis/api";

    /** The product summary by seller SKU exists; its path was seen in no official source. */
    private static final String BY_SKU = PRODUCTS + "/external-vendor-sku-codes/{}";

    /** Stop and resume are documented below an older prefix; this one is by analogy with price and quantity. */
    private static final String STOP = ITEMS + "/sales/stop";

    private static final String RESUME = ITEMS + "/sales/resume";

    private final Routes routes = new Routes();
    private final CoupangSignature signature;
    private final LiveLimits limits;
    private final SandboxClock clock;
    private final Traffic traffic;
    private final Map<String, RateBucket> gates = new HashMap<>();

    Coupang(
            SandboxSettings settings,
            LiveLimits limits,
            SandboxClock clock,
            Traffic traffic,
            Shelf shelf,
            ImageFetcher images) {
        this.clock = clock;
        this.traffic = traffic;
        this.limits = limits;
        signature = new CoupangSignature(
                settings.accounts().coupang(), clock, settings.signatureWindow().toMillis());
        Map<String, SandboxAccounts.Coupang> vendors = new HashMap<>();
        for (SandboxAccounts.Coupang vendor : settings.accounts().coupang()) {
            vendors.put(vendor.vendorId(), vendor);
            gates.put(
                    vendor.vendorId(), new RateBucket(clock, () -> limits.now().coupangPerSecond(), () -> limits.now()
                            .coupangBurst()));
        }
        CoupangRules rules = new CoupangRules(vendors);
        CoupangApproval approval = new CoupangApproval(
                settings.downloadImages() ? images : null,
                settings.coupangApprovalDelay().toMillis(),
                clock);
        CoupangProducts products = new CoupangProducts(
                shelf, rules, approval, settings.coupangBusy().toMillis(), clock);
        CoupangQueries queries = new CoupangQueries(shelf, products, approval);
        CoupangItems items = new CoupangItems(shelf, approval);
        CoupangCatalog catalog = new CoupangCatalog(vendors);
        routes.on("POST", PRODUCTS, "create", products::create)
                .on("PUT", PRODUCTS, "modify", products::modify)
                .on("GET", PRODUCTS + "/inflow-status", "inflow-status", queries::inflow)
                .on("GET", PRODUCTS, "list", queries::list)
                .on("GET", PRODUCTS + "/{}", "read", products::read)
                .on("DELETE", PRODUCTS + "/{}", "delete", products::delete)
                .on("GET", BY_SKU, "read-by-sku", queries::bySku)
                .on("GET", PRODUCTS + "/{}/histories", "histories", queries::histories)
                .on("PUT", PRODUCTS + "/{}/approvals", "approvals", products::requestApproval)
                .on("PUT", PRODUCTS + "/{}/partial", "partial", products::modifyPartially)
                .on("PUT", ITEMS + "/prices/{}", "price", items::price)
                .on("PUT", ITEMS + "/original-prices/{}", "original-price", items::originalPrice)
                .on("PUT", ITEMS + "/quantities/{}", "quantity", items::quantity)
                .on("PUT", STOP, "stop", items::stop)
                .on("PUT", RESUME, "resume", items::resume)
                .on("POST", OPEN + "/v1/categorization/predict", "predict-category", catalog::predict)
                .on("GET", MARKETPLACE + "/meta/display-categories", "categories", catalog::categories)
                .on("GET", MARKETPLACE + "/meta/display-categories/{}", "categories", catalog::categories)
                .on(
                        "GET",
                        MARKETPLACE + "/meta/category-related-metas/display-category-codes/{}",
                        "category-metadata",
                        catalog::metadata)
                .on(
                        "GET",
                        MARKETPLACE + "/vendors/{}/check-auto-category-agreed",
                        "auto-category-agreed",
                        catalog::autoCategoryAgreed)
                .on(
                        "GET",
                        "/v2/providers/marketplace_openapi/apis/api/v2/vendor/shipping-place/outbound",
                        "outbound-places",
                        catalog::outboundPlaces)
                .on("GET", OPEN + "/v5/vendors/{}/returnShippingCenters", "return-centers", catalog::returnCenters)
                .on("POST", MARKETPLACE + "/brands/search", "brands", catalog::brands);
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
        CoupangSignature.Verdict verdict = signature.check(request);
        if (verdict.problem() != null) {
            traffic.of(SERVICE, "?").refuse();
            return CoupangReplies.unauthorised(verdict.problem());
        }
        String vendorId = verdict.vendor().vendorId();
        Traffic.Meter meter = traffic.of(SERVICE, vendorId);
        meter.call(clock.millis());
        if (limits.now().enforced() && gates.get(vendorId).take() < 0) {
            meter.breach();
            return tooMany();
        }
        if (match.action() == null) {
            return CoupangReplies.refused(404, "No such API: " + request.method() + " " + request.path());
        }
        return match.action().answer(new Routes.Call(request, match.variables(), vendorId));
    }

    @Override
    public WireReply tooMany() {
        return CoupangReplies.tooMany();
    }

    @Override
    public WireReply broken(int status) {
        return CoupangReplies.broken(status);
    }
}
