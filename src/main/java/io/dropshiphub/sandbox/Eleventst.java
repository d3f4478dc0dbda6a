package io.dropshiphub.sandbox;

import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.base.Simulator;
import io.dropshiphub.sandbox.base.Traffic;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The Seller API of 11st: a key in a header, XML in EUC-KR, and HTTP 200 for nearly everything. */
final class Eleventst implements Simulator {

    static final String SERVICE = "eleventst";

    /** HTTP status of a refused key; third-party clients report it, together with the message in the body. */
    private static final int REFUSED_KEY_STATUS = 401;

    private static final String PRODUCTS = "/rest/prodservices";
    private static final String MARKET = "/rest/prodmarketservice";
    private static final String CATEGORIES = "/rest/cateservice/category";

    private final Routes routes = new Routes();
    private final Map<String, String> sellers = new HashMap<>();
    private final SandboxClock clock;
    private final Traffic traffic;

    Eleventst(
            SandboxSettings settings,
            LiveLimits limits,
            SandboxClock clock,
            Traffic traffic,
            Shelf shelf,
            ImageFetcher images) {
        this.clock = clock;
        this.traffic = traffic;
        Map<String, SandboxAccounts.Eleventst> accounts = new HashMap<>();
        for (SandboxAccounts.Eleventst seller : settings.accounts().eleventst()) {
            sellers.put(seller.apiKey(), seller.sellerId());
            accounts.put(seller.sellerId(), seller);
        }
        EleventstRules rules = new EleventstRules(accounts, settings.downloadImages() ? images : null);
        EleventstQuota quota = new EleventstQuota(limits, clock, traffic);
        EleventstProducts products = new EleventstProducts(shelf, rules, quota, settings.eleventstAcceptsUtf8(), clock);
        EleventstChanges changes = new EleventstChanges(shelf, products, settings.eleventstAcceptsUtf8());
        EleventstQueries queries = new EleventstQueries(shelf, products);
        EleventstCatalog catalog = new EleventstCatalog(accounts);
        routes.on("POST", PRODUCTS + "/product", "create", products::create)
                .on("PUT", PRODUCTS + "/product/{}", "modify", products::modify)
                .on("GET", PRODUCTS + "/product/price/{}/{}", "price", changes::price)
                .on("POST", PRODUCTS + "/updateProductOption/{}", "options", changes::options)
                .on("POST", PRODUCTS + "/updateProductDetailCont/{}", "detail", changes::detail)
                .on("PUT", PRODUCTS + "/stockqty/{}", "stock", changes::stock)
                .on("PUT", "/rest/prodstatservice/stat/stopdisplay/{}", "stop", changes::stop)
                .on("PUT", "/rest/prodstatservice/stat/restartdisplay/{}", "resume", changes::resume)
                .on("GET", MARKET + "/prodmarket/{}", "read", queries::read)
                .on("GET", MARKET + "/prodmarket/stck/{}", "read-stock", queries::stock)
                .on("GET", MARKET + "/sellerprodcode/{}", "read-by-sku", queries::bySku)
                .on("GET", CATEGORIES, "categories", catalog::categories)
                .on("GET", CATEGORIES + "/{}", "categories", catalog::categories)
                .on("GET", "/rest/areaservice/outboundarea", "outbound-addresses", catalog::outbound)
                .on("GET", "/rest/areaservice/inboundarea", "inbound-addresses", catalog::inbound);
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
        String key = request.header("openapikey");
        String seller = key == null ? null : sellers.get(key);
        if (seller == null && !match.operation().equals("categories")) {
            traffic.of(SERVICE, "?").refuse();
            return EleventstXml.reply(
                    REFUSED_KEY_STATUS,
                    "<AuthMessage><message>등록되지 않은 API KEY 입니다.</message><resultCode>" + (key == null ? 100 : 200)
                            + "</resultCode></AuthMessage>");
        }
        traffic.of(SERVICE, seller == null ? "?" : seller).call(clock.millis());
        if (match.action() == null) {
            return message(404, 404, "지원하지 않는 API 입니다.");
        }
        return match.action().answer(new Routes.Call(request, match.variables(), seller));
    }

    /** The shape of nearly every answer. */
    static WireReply message(int status, int resultCode, String message) {
        return EleventstXml.reply(
                status,
                "<ClientMessage><message>" + EleventstXml.escape(message) + "</message><resultCode>" + resultCode
                        + "</resultCode></ClientMessage>");
    }

    static WireReply failed(String message) {
        return message(200, 500, message);
    }

    @Override
    public WireReply tooMany() {
        return message(429, 429, "호출 한도를 초과하였습니다.");
    }

    @Override
    public WireReply broken(int status) {
        return message(status, status, "시스템 오류가 발생하였습니다.");
    }
}
