package io.dropshiphub.sandbox;

import io.dropshiphub.sandbox.EleventstXml.Element;
import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.wire.Numbers;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Creating and replacing products (11st Seller API guide, product registration). */
final class EleventstProducts {

    static final long FIRST_PRODUCT = 5_000_000_001L;

    /** On sale; told by no source, unlike 106 (ended) and 108 (banned). */
    static final String ON_SALE = "103";

    /** Display stopped; told by no source. */
    static final String STOPPED = "105";

    private static final long FIRST_STOCK = 30_000_000_000L;
    private static final int STOCK_NUMBERS = 1000;

    private final Shelf shelf;
    private final EleventstRules rules;
    private final EleventstQuota quota;
    private final boolean acceptsUtf8;
    private final SandboxClock clock;

    EleventstProducts(
            Shelf shelf, EleventstRules rules, EleventstQuota quota, boolean acceptsUtf8, SandboxClock clock) {
        this.shelf = shelf;
        this.rules = rules;
        this.quota = quota;
        this.acceptsUtf8 = acceptsUtf8;
        this.clock = clock;
    }

    static long stockNumber(Listing listing, Listing.Item item) {
        return FIRST_STOCK + (listing.id - FIRST_PRODUCT) * STOCK_NUMBERS + item.number;
    }

    /** The listing that a stock row belongs to, null when there is none such. */
    Listing byStockNumber(long number, String seller) {
        return number < FIRST_STOCK ? null : find(FIRST_PRODUCT + (number - FIRST_STOCK) / STOCK_NUMBERS, seller);
    }

    static int itemNumber(long stockNumber) {
        return (int) ((stockNumber - FIRST_STOCK) % STOCK_NUMBERS);
    }

    /** Null when this seller has no such product. */
    Listing find(long number, String seller) {
        Listing listing = shelf.byId(number);
        return listing == null || !listing.account.equals(seller) ? null : listing;
    }

    WireReply create(Routes.Call call) throws IOException {
        byte[] body = call.request().body();
        Element product;
        try {
            product = EleventstXml.parse(body, acceptsUtf8);
        } catch (EleventstXml.Unreadable e) {
            return Eleventst.failed("상품등록실패 : " + e.getMessage());
        }
        String problem = rules.problem(product, call.account());
        if (problem != null) {
            return Eleventst.failed("상품등록실패 : " + problem);
        }
        if (!quota.take(call.account())) {
            return Eleventst.message(200, 400, "일일 상품등록 가능 수량을 초과하였습니다.");
        }
        Listing accepted = shelf.add(
                id -> {
                    Listing listing = new Listing(
                            id, call.account(), product.child("sellerPrdCd"), clock.millis(), new ArrayList<>());
                    describe(listing, product);
                    listing.status = ON_SALE;
                    return listing;
                },
                body);
        return done("상품등록이 완료되었습니다.", accepted.id);
    }

    private static WireReply done(String message, long number) {
        return EleventstXml.reply(
                200,
                "<ClientMessage><message>" + message + "</message><productNo>" + number
                        + "</productNo><resultCode>200</resultCode></ClientMessage>");
    }

    private static void describe(Listing listing, Element product) {
        listing.name = product.child("prdNm");
        listing.price = Numbers.parse(product.child("selPrc"));
        listing.items = options(listing, product);
        if (listing.items.isEmpty()) {
            long stock = Numbers.parse(product.child("prdSelQty"));
            listing.items.add(new Listing.Item(0, "", listing.sku, 0, 0, stock));
        }
        listing.stock = listing.items.stream().mapToLong(item -> item.stock).sum();
    }

    /** Every replacement makes new stock rows. */
    static List<Listing.Item> options(Listing listing, Element product) {
        List<Listing.Item> items = new ArrayList<>();
        int next = listing.nextItemNumber();
        for (Element option : product.all("ProductOption")) {
            Listing.Item item = new Listing.Item(
                    next++,
                    option.child("colValue0"),
                    option.child("colSellerStockCd"),
                    Numbers.signed(option.child("colOptPrice"), 0),
                    0,
                    Numbers.parse(option.child("colCount")));
            item.stopped = "N".equals(option.child("useYn"));
            items.add(item);
        }
        return items;
    }

    /** A full replacement; the price may rise by half and fall by four fifths at most. */
    WireReply modify(Routes.Call call) throws IOException {
        Listing listing = find(call.number(0), call.account());
        if (listing == null) {
            return Eleventst.message(200, 404, "상품이 존재하지 않습니다.");
        }
        byte[] body = call.request().body();
        Element product;
        try {
            product = EleventstXml.parse(body, acceptsUtf8);
        } catch (EleventstXml.Unreadable e) {
            return Eleventst.failed("상품수정실패 : " + e.getMessage());
        }
        String problem = rules.problem(product, call.account());
        if (problem != null) {
            return Eleventst.failed("상품수정실패 : " + problem);
        }
        long price = Numbers.parse(product.child("selPrc"));
        synchronized (listing) {
            if (price * 2 > listing.price * 3 || price * 5 < listing.price) {
                return Eleventst.failed("상품수정실패 : 판매가는 50% 인상, 80% 인하까지만 수정 가능합니다.");
            }
            describe(listing, product);
            listing.revisions++;
            listing.changedAt = clock.millis();
        }
        shelf.changed(listing, body);
        return done("상품수정이 완료되었습니다.", listing.id);
    }
}
