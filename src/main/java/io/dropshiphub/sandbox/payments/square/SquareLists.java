package io.dropshiphub.sandbox.payments.square;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.BookedRefund;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Numbers;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** ListPayments and ListPaymentRefunds, page by page. */
final class SquareLists {

    private static final Set<String> COMMON = Set.of(
            "begin_time",
            "cursor",
            "end_time",
            "limit",
            "location_id",
            "sort_field",
            "sort_order",
            "updated_at_begin_time",
            "updated_at_end_time");
    private static final Set<String> PAYMENTS =
            Set.of("card_brand", "is_offline_payment", "last_4", "offline_begin_time", "offline_end_time", "total");
    private static final Set<String> REFUNDS = Set.of("source_type", "status");
    private static final int MAX_LIMIT = 100;

    private final SquareLedger ledger;

    SquareLists(SquareLedger ledger) {
        this.ledger = ledger;
    }

    ObjectNode payments(WireRequest request) {
        check(request, PAYMENTS);
        String total = request.parameter("total");
        List<ObjectNode> all = ledger.all().stream()
                .map(SquarePayment::json)
                .filter(payment -> total == null
                        || total.equals(payment.at("/total_money/amount").asText()))
                .toList();
        return page(all, "payments", request);
    }

    ObjectNode refunds(WireRequest request) {
        check(request, REFUNDS);
        String status = request.parameter("status");
        List<ObjectNode> all = ledger.book().refunds().stream()
                .map(BookedRefund::document)
                .filter(refund -> status == null || status.equals(Json.text(refund, "status")))
                .toList();
        return page(all, "refunds", request);
    }

    private static void check(WireRequest request, Set<String> more) {
        for (String pair : request.query().split("&")) {
            String name = WireRequest.decode(pair.split("=")[0]);
            if (!name.isEmpty() && !COMMON.contains(name) && !more.contains(name)) {
                throw SquareRefusal.invalid("BAD_REQUEST", name, "The parameter '" + name + "' is unrecognized.");
            }
        }
        SquareLocation.check(request.parameter("location_id"));
    }

    /** Whether the end of the period belongs to it is not published; here it does. */
    private ObjectNode page(List<ObjectNode> all, String name, WireRequest request) {
        long from = SquareTime.millis(request.parameter("begin_time"), "begin_time", 0);
        long to = SquareTime.millis(request.parameter("end_time"), "end_time", Long.MAX_VALUE);
        List<ObjectNode> found = all.stream()
                .filter(row -> created(row) >= from && created(row) <= to)
                .collect(Collectors.toCollection(ArrayList::new));
        String order = request.parameter("sort_order");
        if (order == null || order.equals("DESC")) {
            Collections.reverse(found);
        } else if (!order.equals("ASC")) {
            throw SquareRefusal.invalid("INVALID_SORT_ORDER", "sort_order", "`" + order + "` is no sort order.");
        }
        int limit = limit(request.parameter("limit"));
        int first = position(found, request.parameter("cursor"));
        int last = Math.min(found.size(), first + limit);
        ObjectNode page = Json.object();
        if (first < last) {
            ArrayNode rows = page.putArray(name);
            found.subList(first, last).forEach(rows::add);
        }
        if (last < found.size()) {
            String id = found.get(last).path("id").textValue();
            page.put("cursor", Base64.getUrlEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8)));
        }
        return page;
    }

    private static long created(JsonNode row) {
        return SquareTime.millis(Json.text(row, "created_at"), "created_at", 0);
    }

    private static int limit(String text) {
        if (text == null) {
            return MAX_LIMIT;
        }
        long limit = Numbers.parse(text);
        if (limit < 1) {
            throw SquareRefusal.invalid("EXPECTED_INTEGER", "limit", "Expected a whole number of at least 1.");
        }
        return (int) Math.min(limit, MAX_LIMIT);
    }

    /** Where the page begins; a cursor names its first row. */
    private static int position(List<ObjectNode> found, String cursor) {
        if (cursor == null) {
            return 0;
        }
        try {
            String id = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            for (int i = 0; i < found.size(); i++) {
                if (id.equals(Json.text(found.get(i), "id"))) {
                    return i;
                }
            }
        } catch (IllegalArgumentException e) {
            // no Base64, refused below like any other nonsense
        }
        throw SquareRefusal.invalid("INVALID_CURSOR", "cursor", "The cursor is invalid.");
    }
}
