package io.dropshiphub.sandbox;

import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;

/** Reading products and their stock rows (11st Seller API, as read by third-party clients). */
final class EleventstQueries {

    private static final String NAMESPACE =
            " xmlns:ns2=\"http://skt.tmall.business.openapi.spring.service.client.domain/\"";

    private final Shelf shelf;
    private final EleventstProducts products;

    EleventstQueries(Shelf shelf, EleventstProducts products) {
        this.shelf = shelf;
        this.products = products;
    }

    WireReply read(Routes.Call call) {
        Listing listing = products.find(call.number(0), call.account());
        if (listing == null) {
            return Eleventst.message(200, 404, "상품이 존재하지 않습니다.");
        }
        StringBuilder xml = new StringBuilder("<Product>");
        describe(xml, listing);
        return EleventstXml.reply(200, xml.append("</Product>").toString());
    }

    /** An empty list when no product carries the code. */
    WireReply bySku(Routes.Call call) {
        StringBuilder xml = new StringBuilder("<ns2:products").append(NAMESPACE).append('>');
        for (Listing listing : shelf.bySku(call.account(), call.variable(0))) {
            xml.append("<ns2:product>");
            describe(xml, listing);
            xml.append("</ns2:product>");
        }
        return EleventstXml.reply(200, xml.append("</ns2:products>").toString());
    }

    private static void describe(StringBuilder xml, Listing listing) {
        synchronized (listing) {
            tag(xml, "prdNo", Long.toString(listing.id));
            tag(xml, "prdNm", listing.name);
            tag(xml, "sellerPrdCd", listing.sku);
            tag(xml, "selPrc", Long.toString(listing.price));
            tag(xml, "prdSelQty", Long.toString(listing.stock));
            tag(xml, "selStatCd", listing.status);
        }
    }

    WireReply stock(Routes.Call call) {
        Listing listing = products.find(call.number(0), call.account());
        if (listing == null) {
            return Eleventst.message(200, 404, "상품이 존재하지 않습니다.");
        }
        StringBuilder xml =
                new StringBuilder("<ns2:ProductStocks").append(NAMESPACE).append('>');
        synchronized (listing) {
            for (Listing.Item item : listing.items) {
                xml.append("<ProductStock>");
                tag(xml, "prdNo", Long.toString(listing.id));
                tag(xml, "prdStckNo", Long.toString(EleventstProducts.stockNumber(listing, item)));
                tag(xml, "mixDtlOptNm", item.name);
                tag(xml, "stckQty", Long.toString(item.stock));
                tag(xml, "addPrc", Long.toString(item.price));
                tag(xml, "sellerStockCd", item.sku);
                xml.append("</ProductStock>");
            }
        }
        return EleventstXml.reply(200, xml.append("</ns2:ProductStocks>").toString());
    }

    private static void tag(StringBuilder xml, String name, String value) {
        xml.append('<').append(name).append('>').append(EleventstXml.escape(value));
        xml.append("</").append(name).append('>');
    }
}
