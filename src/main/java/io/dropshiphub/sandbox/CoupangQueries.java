package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Numbers;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Lists, histories and the look-up by seller SKU (Coupang developer docs, product queries). */
final class CoupangQueries {

    private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final int DEFAULT_PAGE = 10;
    private static final int MAX_PAGE = 100;
    private static final int MAX_NAME_QUERY = 20;

    private final Shelf shelf;
    private final CoupangProducts products;
    private final CoupangApproval approval;

    CoupangQueries(Shelf shelf, CoupangProducts products, CoupangApproval approval) {
        this.shelf = shelf;
        this.products = products;
        this.approval = approval;
    }

    /** All listings that carry the code on one of their options; deleted ones are left out. */
    WireReply bySku(Routes.Call call) {
        ArrayNode rows = Json.array();
        for (Listing listing : shelf.bySku(call.account(), call.variable(0))) {
            synchronized (listing) {
                approval.settle(listing);
                if (!CoupangApproval.DELETED.equals(listing.status)) {
                    rows.add(summary(listing));
                }
            }
        }
        return CoupangReplies.success("", rows);
    }

    /** Newest first, as a shop's staff sees them. */
    WireReply list(Routes.Call call) {
        WireRequest request = call.request();
        String name = request.parameter("sellerProductName");
        String status = request.parameter("status");
        String created = request.parameter("createdAt");
        String size = request.parameter("maxPerPage");
        long page = size == null ? DEFAULT_PAGE : Numbers.parse(size);
        if (!call.account().equals(request.parameter("vendorId"))
                || page < 1
                || page > MAX_PAGE
                || name != null && name.length() > MAX_NAME_QUERY) {
            return CoupangReplies.refused(CoupangReplies.REFUSED_CALL_STATUS, "조회 조건을 확인해 주세요.");
        }
        String token = request.parameter("nextToken");
        int at = token == null || token.isEmpty() ? shelf.size() : (int) Numbers.parse(token);
        ArrayNode rows = Json.array();
        while (rows.size() < page && at > 0) {
            Listing listing = shelf.at(--at);
            if (listing == null || !listing.account.equals(call.account())) {
                continue;
            }
            synchronized (listing) {
                approval.settle(listing);
                if ((name == null || listing.name.contains(name))
                        && (status == null || status.isEmpty() || listing.status.equals(status))
                        && (created == null || time(listing.createdAt).startsWith(created))) {
                    rows.add(summary(listing));
                }
            }
        }
        ObjectNode reply = Json.object()
                .put("code", "SUCCESS")
                .put("message", "")
                .put("nextToken", at > 0 ? Integer.toString(at) : "");
        reply.set("data", rows);
        return Json.reply(200, reply);
    }

    private ObjectNode summary(Listing listing) {
        ObjectNode row = products.show(listing);
        row.put("createdAt", time(listing.createdAt));
        return row;
    }

    /** The code of this reply is the text "200". Only the latest submission's steps are kept. */
    WireReply histories(Routes.Call call) {
        Listing listing = shelf.byId(call.number(0));
        String unseen = CoupangProducts.unseen(listing, call.account(), call.number(0));
        if (unseen != null) {
            return CoupangReplies.refused(CoupangReplies.REFUSED_CALL_STATUS, unseen);
        }
        ArrayNode rows = Json.array();
        synchronized (listing) {
            approval.settle(listing);
            if (CoupangApproval.DELETED.equals(listing.status)) {
                step(rows, listing.changedAt, CoupangApproval.DELETED, "판매자", null);
            }
            if (listing.verdict != null) {
                step(rows, listing.decidedAt, listing.verdict, "쿠팡 셀링비서", listing.comment);
            }
            if (listing.decidedAt != 0) {
                step(rows, listing.changedAt, CoupangApproval.WAITING, "판매자", null);
            }
            step(rows, listing.createdAt, CoupangApproval.DRAFT, "판매자", null);
        }
        ObjectNode reply = Json.object().put("code", "200").put("message", "").put("nextToken", "");
        reply.set("data", rows);
        return Json.reply(200, reply);
    }

    private static void step(ArrayNode rows, long at, String status, String by, String comment) {
        rows.addObject()
                .put("createdAt", time(at))
                .put("status", status)
                .put("createdBy", by)
                .put("comment", comment == null ? "" : comment);
    }

    WireReply inflow(Routes.Call call) {
        long registered = 0;
        Listing listing;
        for (int i = 0; (listing = shelf.at(i)) != null; i++) {
            registered += listing.account.equals(call.account()) && Shelf.isLive(listing) ? 1 : 0;
        }
        ObjectNode data = Json.object()
                .put("vendorId", call.account())
                .put("restricted", false)
                .put("registeredCount", registered);
        data.putNull("permittedCount");
        return CoupangReplies.success("", data);
    }

    private static String time(long millis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), KOREA).format(TIME);
    }
}
