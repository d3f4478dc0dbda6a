package io.dropshiphub.sandbox;

import io.dropshiphub.sandbox.EleventstXml.Element;
import io.dropshiphub.sandbox.wire.Numbers;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import java.io.IOException;
import java.util.List;

/** Price, stock, options and display of a product (11st Seller API guide, catalogue of URLs). */
final class EleventstChanges {

    private final Shelf shelf;
    private final EleventstProducts products;
    private final boolean acceptsUtf8;

    EleventstChanges(Shelf shelf, EleventstProducts products, boolean acceptsUtf8) {
        this.shelf = shelf;
        this.products = products;
        this.acceptsUtf8 = acceptsUtf8;
    }

    /** A GET that writes. */
    WireReply price(Routes.Call call) {
        Listing listing = products.find(call.number(0), call.account());
        long price = call.number(1);
        if (listing == null) {
            return absent();
        }
        if (price <= 0 || price % 10 != 0) {
            return Eleventst.failed("판매가는 10원 단위로 입력해 주세요.");
        }
        long before;
        synchronized (listing) {
            before = listing.price;
            listing.price = price;
        }
        shelf.changed(listing, null);
        return EleventstXml.reply(
                200,
                "<ClientMessage><message>가격이 수정되었습니다.</message><preSelPrc>" + before + "</preSelPrc><selPrc>" + price
                        + "</selPrc><prdNo>" + listing.id + "</prdNo><resultCode>200</resultCode></ClientMessage>");
    }

    /** All options are replaced by those sent. */
    WireReply options(Routes.Call call) throws IOException {
        Listing listing = products.find(call.number(0), call.account());
        if (listing == null) {
            return absent();
        }
        Element product;
        try {
            product = EleventstXml.parse(call.request().body(), acceptsUtf8);
        } catch (EleventstXml.Unreadable e) {
            return Eleventst.failed(e.getMessage());
        }
        synchronized (listing) {
            String problem = EleventstOptionRules.problem(product, listing.price);
            List<Listing.Item> items = EleventstProducts.options(listing, product);
            if (problem != null || items.isEmpty()) {
                return Eleventst.failed(problem == null ? "옵션값을 입력해 주세요." : problem);
            }
            listing.items = items;
            listing.stock = items.stream().mapToLong(item -> item.stock).sum();
            listing.revisions++;
        }
        shelf.changed(listing, null);
        return Eleventst.message(200, 200, "옵션이 수정되었습니다.");
    }

    WireReply detail(Routes.Call call) throws IOException {
        Listing listing = products.find(call.number(0), call.account());
        if (listing == null) {
            return absent();
        }
        try {
            if (EleventstXml.parse(call.request().body(), acceptsUtf8).child("prdDescContClob") == null) {
                return Eleventst.failed("상세설명 필수");
            }
        } catch (EleventstXml.Unreadable e) {
            return Eleventst.failed(e.getMessage());
        }
        synchronized (listing) {
            listing.revisions++;
        }
        shelf.changed(listing, null);
        return Eleventst.message(200, 200, "상세설명이 수정되었습니다.");
    }

    /** The body of this call is told by no source; a {@code stckQty} anywhere in its root is taken. */
    WireReply stock(Routes.Call call) throws IOException {
        Listing listing = products.byStockNumber(call.number(0), call.account());
        long quantity;
        try {
            quantity = Numbers.parse(
                    EleventstXml.parse(call.request().body(), acceptsUtf8).child("stckQty"));
        } catch (EleventstXml.Unreadable e) {
            return Eleventst.failed(e.getMessage());
        }
        if (listing == null) {
            return absent();
        }
        if (quantity < 0) {
            return Eleventst.failed("재고수량을 확인해 주세요.");
        }
        synchronized (listing) {
            Listing.Item item = listing.item(EleventstProducts.itemNumber(call.number(0)));
            if (item == null) {
                return absent();
            }
            item.stock = quantity;
            listing.stock = listing.items.stream().mapToLong(row -> row.stock).sum();
        }
        shelf.changed(listing, null);
        return Eleventst.message(200, 200, "재고수량이 수정되었습니다.");
    }

    WireReply stop(Routes.Call call) {
        return display(call, false);
    }

    WireReply resume(Routes.Call call) {
        return display(call, true);
    }

    private WireReply display(Routes.Call call, boolean live) {
        Listing listing = products.find(call.number(0), call.account());
        if (listing == null) {
            return absent();
        }
        synchronized (listing) {
            listing.live = live;
            listing.status = live ? EleventstProducts.ON_SALE : EleventstProducts.STOPPED;
        }
        shelf.changed(listing, null);
        return Eleventst.message(200, 200, live ? "전시재개 되었습니다." : "전시중지 되었습니다.");
    }

    private static WireReply absent() {
        return Eleventst.message(200, 404, "상품이 존재하지 않습니다.");
    }
}
