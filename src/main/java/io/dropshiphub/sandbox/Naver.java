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
import java.util.concurrent.ConcurrentHashMap;

/** The Naver Commerce API behind its gateway: tokens, a token bucket per API and application, and its headers. */
final class Naver implements Simulator {

    static final String SERVICE = "naver";

    private static final String ORIGIN = "/v2/products/origin-products/{}";
    private static final String CHANNEL = "/v2/products/channel-products/{}";
    private static final String V1_ORIGIN = "/v1/products/origin-products";
    private static final String TOKEN = "token";

    private final Routes routes = new Routes();
    private final NaverTokens tokens;
    private final LiveLimits limits;
    private final SandboxClock clock;
    private final Traffic traffic;
    private final Map<String, RateBucket> buckets = new ConcurrentHashMap<>();

    Naver(SandboxSettings settings, LiveLimits limits, SandboxClock clock, Traffic traffic, Shelf shelf) {
        this.clock = clock;
        this.traffic = traffic;
        this.limits = limits;
        tokens = new NaverTokens(settings.accounts().naver(), clock);
        Map<String, SandboxAccounts.Naver> applications = new HashMap<>();
        settings.accounts().naver().forEach(application -> applications.put(application.clientId(), application));
        NaverImages images = new NaverImages(settings.seed());
        NaverProducts products = new NaverProducts(shelf, new NaverRules(images, applications), clock);
        NaverChanges changes = new NaverChanges(shelf, products);
        NaverSearch search = new NaverSearch(shelf, settings.naverSearchLag().toMillis(), clock);
        NaverCatalog catalog = new NaverCatalog(applications);
        routes.on("POST", "/v1/oauth2/token", TOKEN, this::issueToken)
                .on("POST", "/v1/product-images/upload", "upload-image", images::upload)
                .on("POST", "/v2/products", "create", products::create)
                .on("GET", ORIGIN, "read", products::read)
                .on("PUT", ORIGIN, "modify", products::modify)
                .on("DELETE", ORIGIN, "delete", products::delete)
                .on("GET", CHANNEL, "read-channel", products::read)
                .on("PUT", CHANNEL, "modify-channel", products::modify)
                .on("DELETE", CHANNEL, "delete-channel", products::delete)
                .on("PATCH", V1_ORIGIN + "/multi-update", "multi-update", changes::multiUpdate)
                .on("PUT", V1_ORIGIN + "/{}/change-status", "change-status", changes::changeStatus)
                .on("PUT", V1_ORIGIN + "/{}/option-stock", "option-stock", changes::optionStock)
                .on("POST", "/v1/products/search", "search", search::search)
                .on("GET", "/v1/categories", "categories", catalog::categories)
                .on("GET", "/v1/categories/{}", "category", catalog::category)
                .on("GET", "/v1/categories/{}/sub-categories", "sub-categories", catalog::subCategories)
                .on("GET", "/v1/product-origin-areas", "origin-areas", catalog::originAreas)
                .on("GET", "/v1/products-for-provided-notice", "notices", catalog::notices)
                .on("GET", "/v1/products-for-provided-notice/{}", "notice", catalog::notice)
                .on("GET", "/v1/seller/addressbooks-for-page", "address-books", catalog::addressBooks)
                .on("GET", "/v1/seller/account", "seller-account", catalog::account);
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
            return traced(NaverReplies.gateway(404, "GW.NOT_FOUND", "요청한 리소스를 찾을 수 없습니다."), null, 0);
        }
        String application = match.operation().equals(TOKEN)
                ? WireRequest.parameter(
                        new String(request.body(), java.nio.charset.StandardCharsets.UTF_8), "client_id")
                : tokens.holder(request.header("Authorization"));
        if (application == null && !match.operation().equals(TOKEN)) {
            traffic.of(SERVICE, "?").refuse();
            return traced(NaverReplies.unauthorised(), null, 0);
        }
        Traffic.Meter meter = traffic.of(SERVICE, application == null ? "?" : application);
        meter.call(clock.millis());
        int left = 0;
        if (limits.now().enforced()) {
            left = buckets.computeIfAbsent(
                            match.operation() + ' ' + application,
                            key -> new RateBucket(clock, () -> limits.now().naverPerSecond(), () -> limits.now()
                                    .naverBurst()))
                    .take();
            if (left < 0) {
                meter.breach();
                return traced(tooMany(), match, 0);
            }
        }
        return traced(match.action().answer(new Routes.Call(request, match.variables(), application)), match, left);
    }

    /** The gateway's headers; the rate headers need a known API, and are left out when nothing is limited. */
    private WireReply traced(WireReply reply, Routes.Match match, int left) {
        if (match == null || !limits.now().enforced()) {
            return reply.with("GNCP-GW-Trace-ID", NaverReplies.nextTrace(), "GNCP-GW-HttpClient-ResponseTime", "1");
        }
        return reply.with(
                "GNCP-GW-Trace-ID",
                NaverReplies.nextTrace(),
                "GNCP-GW-HttpClient-ResponseTime",
                "1",
                "GNCP-GW-RateLimit-Replenish-Rate",
                Integer.toString(limits.now().naverPerSecond()),
                "GNCP-GW-RateLimit-Burst-Capacity",
                Integer.toString(limits.now().naverBurst()),
                "GNCP-GW-RateLimit-Remaining",
                Integer.toString(left));
    }

    private WireReply issueToken(Routes.Call call) throws IOException {
        WireRequest request = call.request();
        return tokens.issue(request.body(), request.query(), request.header("Content-Type"));
    }

    @Override
    public WireReply tooMany() {
        return NaverReplies.tooMany();
    }

    @Override
    public WireReply broken(int status) {
        String code = status == 503 ? "GW.BLOCK.01" : status == 504 ? "GW.TIMEOUT.01" : "GW.INTERNAL_SERVER_ERROR";
        return NaverReplies.gateway(status, code, "일시적인 오류가 발생했습니다.");
    }

    @Override
    public void expireTokens() {
        tokens.expireAll();
    }
}
