package io.dropshiphub.sandbox.payments.stripe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.BookedRefund;
import io.dropshiphub.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Lists, the newest first, and the search, which does not know what has just happened. */
final class StripeLists {

    private static final Set<String> PAGE = Set.of(
            "expand",
            "expand[]",
            "created",
            "created[gt]",
            "created[gte]",
            "created[lt]",
            "created[lte]",
            "ending_before",
            "limit",
            "starting_after");
    private static final Set<String> SEARCH = Set.of("expand", "expand[]", "limit", "page", "query");
    private static final String PAYMENT_INTENT = "payment_intent";
    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 100;

    private final StripeLedger ledger;
    private final long searchLag;

    StripeLists(StripeLedger ledger, long searchLag) {
        this.ledger = ledger;
        this.searchLag = searchLag;
    }

    ObjectNode intents(StripeParameters parameters) {
        parameters.allowOnly(with("customer"));
        boolean shown = StripeExpansion.charge(parameters, "data.latest_charge");
        String customer = parameters.text("customer");
        List<ObjectNode> all = ledger.newestFirst().stream()
                .map(payment -> payment.shown(shown))
                .filter(intent -> customer == null || customer.equals(Json.text(intent, "customer")))
                .toList();
        return page(all, parameters, "/v1/payment_intents");
    }

    ObjectNode refunds(StripeParameters parameters) {
        parameters.allowOnly(with("charge", PAYMENT_INTENT));
        StripeExpansion.charge(parameters, "");
        String charge = parameters.text("charge");
        String intent = parameters.text(PAYMENT_INTENT);
        List<BookedRefund> booked = ledger.book().refunds();
        Collections.reverse(booked);
        List<ObjectNode> all = booked.stream()
                .map(BookedRefund::document)
                .filter(refund -> charge == null || charge.equals(Json.text(refund, "charge")))
                .filter(refund -> intent == null || intent.equals(Json.text(refund, PAYMENT_INTENT)))
                .toList();
        return page(all, parameters, "/v1/refunds");
    }

    private static Set<String> with(String... more) {
        List<String> all = new ArrayList<>(PAGE);
        Collections.addAll(all, more);
        return Set.copyOf(all);
    }

    private static ObjectNode page(List<ObjectNode> all, StripeParameters parameters, String url) {
        int limit = (int) parameters.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        long from = Math.max(seconds(parameters, "created[gte]", 0), seconds(parameters, "created[gt]", -1) + 1);
        long to = Math.min(
                seconds(parameters, "created[lte]", Long.MAX_VALUE),
                seconds(parameters, "created[lt]", Long.MAX_VALUE) - 1);
        List<ObjectNode> found = all.stream()
                .filter(row -> row.path("created").longValue() >= from
                        && row.path("created").longValue() <= to)
                .toList();
        int first = 0;
        int end = found.size();
        String after = parameters.text("starting_after");
        String before = parameters.text("ending_before");
        if (after != null) {
            first = position(found, all, after, "starting_after") + 1;
        } else if (before != null) {
            end = position(found, all, before, "ending_before");
            first = Math.max(0, end - limit);
        }
        int last = Math.min(end, first + limit);
        ObjectNode page = Json.object().put("object", "list").put("url", url);
        page.put("has_more", before != null ? first > 0 : last < end);
        ArrayNode data = page.putArray("data");
        found.subList(Math.min(first, last), last).forEach(data::add);
        return page;
    }

    private static long seconds(StripeParameters parameters, String name, long otherwise) {
        return parameters.integer(name, 0, Long.MAX_VALUE, otherwise);
    }

    /** Where a row stands among those found; a known row that is not among them stands before all of them. */
    private static int position(List<ObjectNode> found, List<ObjectNode> all, String id, String param) {
        if (all.stream().noneMatch(row -> id.equals(Json.text(row, "id")))) {
            throw StripeRefusal.invalid("resource_missing", param, "No such object: '" + id + "'");
        }
        for (int i = 0; i < found.size(); i++) {
            if (id.equals(Json.text(found.get(i), "id"))) {
                return i;
            }
        }
        return -1;
    }

    ObjectNode search(StripeParameters parameters) {
        parameters.allowOnly(SEARCH);
        boolean shown = StripeExpansion.charge(parameters, "data.latest_charge");
        StripeQuery query = StripeQuery.parse(parameters.required("query"));
        int limit = (int) parameters.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        int first = (int) parameters.integer("page", 0, Integer.MAX_VALUE, 0);
        long visibleUntil = (ledger.millis() - searchLag) / 1000;
        List<ObjectNode> found = ledger.newestFirst().stream()
                .map(payment -> payment.shown(shown))
                .filter(intent -> intent.path("created").longValue() <= visibleUntil && query.matches(intent))
                .toList();
        int last = Math.min(found.size(), first + limit);
        ObjectNode page = Json.object().put("object", "search_result").put("url", "/v1/payment_intents/search");
        page.put("has_more", last < found.size()).put("next_page", last < found.size() ? "" + last : null);
        ArrayNode data = page.putArray("data");
        found.subList(Math.min(first, last), last).forEach(data::add);
        return page;
    }
}
