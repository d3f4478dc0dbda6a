package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.base.Traffic;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.WireReply;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the marketplaces accepted and how often they were called: the independent witness of what the hub did. */
final class Ledger {

    private static final int BUFFER = 64 * 1024;
    private static final int DUPLICATES_SHOWN = 20;

    private final List<Shelf> shelves;
    private final Traffic traffic;
    private final SandboxClock clock;

    Ledger(List<Shelf> shelves, Traffic traffic, SandboxClock clock) {
        this.shelves = shelves;
        this.traffic = traffic;
        this.clock = clock;
    }

    /** Each filter may be null. Written row by row, because a benchmark leaves a million of them. */
    WireReply rows(String service, String account, String sku) {
        return WireReply.streamed(WireReply.JSON, raw -> {
            OutputStream out = new BufferedOutputStream(raw, BUFFER);
            out.write('[');
            boolean first = true;
            for (Shelf shelf : shelves) {
                if (service == null || service.equals(shelf.service())) {
                    first = write(out, shelf, account, sku, first);
                }
            }
            out.write(']');
            out.flush();
        });
    }

    private static boolean write(OutputStream out, Shelf shelf, String account, String sku, boolean first)
            throws IOException {
        boolean empty = first;
        Listing listing;
        for (int i = 0; (listing = shelf.at(i)) != null; i++) {
            if ((account == null || account.equals(listing.account)) && (sku == null || carries(listing, sku))) {
                if (!empty) {
                    out.write(",\n".getBytes());
                }
                out.write(Json.bytes(row(shelf.service(), listing)));
                empty = false;
            }
        }
        return empty;
    }

    private static boolean carries(Listing listing, String sku) {
        synchronized (listing) {
            return sku.equals(listing.sku) || listing.items.stream().anyMatch(item -> sku.equals(item.sku));
        }
    }

    private static ObjectNode row(String service, Listing listing) {
        synchronized (listing) {
            ObjectNode row = Json.object()
                    .put("service", service)
                    .put("account", listing.account)
                    .put("seller_sku", listing.sku)
                    .put("listing_id", Long.toString(listing.id))
                    .put("created_at", Instant.ofEpochMilli(listing.createdAt).toString())
                    .put("name", listing.name)
                    .put("price", listing.price)
                    .put("stock", listing.stock)
                    .put("status", listing.status)
                    .put("live", listing.live)
                    .put("revisions", listing.revisions);
            if (listing.items.size() > 1) {
                ArrayNode skus = row.putArray("item_skus");
                listing.items.forEach(item -> skus.add(item.sku));
            }
            return row;
        }
    }

    /** One object per service and account that called or lists something. */
    WireReply summary() {
        Map<String, long[]> counts = new HashMap<>();
        for (Shelf shelf : shelves) {
            Listing listing;
            for (int i = 0; (listing = shelf.at(i)) != null; i++) {
                long[] count = counts.computeIfAbsent(shelf.service() + '/' + listing.account, key -> new long[2]);
                count[0]++;
                count[1] += Shelf.isLive(listing) ? 1 : 0;
                traffic.of(shelf.service(), listing.account);
            }
        }
        ArrayNode rows = Json.array();
        traffic.all().forEach((key, meter) -> {
            String service = key.substring(0, key.indexOf('/'));
            String account = key.substring(key.indexOf('/') + 1);
            long[] count = counts.getOrDefault(key, new long[2]);
            ObjectNode row = rows.addObject()
                    .put("service", service)
                    .put("account", account)
                    .put("listings", count[0])
                    .put("live", count[1]);
            List<String> duplicates = shelves.stream()
                    .filter(shelf -> shelf.service().equals(service))
                    .flatMap(shelf -> shelf.duplicates(account).stream())
                    .toList();
            row.put("duplicates", duplicates.size())
                    .put("calls", meter.calls())
                    .put("breaches", meter.breaches())
                    .put("refused", meter.refusals())
                    .put("requests_per_second", meter.perSecond(clock.millis()));
            ArrayNode shown = row.putArray("duplicate_skus");
            duplicates.stream().limit(DUPLICATES_SHOWN).forEach(shown::add);
        });
        return Json.reply(200, rows);
    }

    void reset() {
        shelves.forEach(Shelf::clear);
        traffic.reset();
    }
}
