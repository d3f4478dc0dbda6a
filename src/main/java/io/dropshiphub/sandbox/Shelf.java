package io.dropshiphub.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The listings of one marketplace, found by listing id and by seller SKU. Takes a listing's monitor while holding its
 * own, so nobody may call it while holding a listing's.
 */
final class Shelf {

    /**
     * Accepted documents are kept up to this many bytes; older listings are read back from their essentials. A run of a
     * million registrations must not need gigabytes in a simulator.
     */
    private static final long DOCUMENT_BYTES = 32L * 1024 * 1024;

    private final String service;
    private final long firstId;
    private final Journal journal;
    private final List<Listing> listings = new ArrayList<>();
    private final Map<String, Map<String, Object>> bySku = new HashMap<>();
    private final Deque<Listing> documented = new ArrayDeque<>();
    private long documentBytes;

    Shelf(String service, long firstId, Journal journal) {
        this.service = service;
        this.firstId = firstId;
        this.journal = journal;
    }

    String service() {
        return service;
    }

    /** Fills in what only the marketplace knows of a listing before anybody can see it. */
    interface Draft {
        Listing withId(long id);
    }

    Listing add(Draft draft, byte[] document) {
        Listing listing;
        synchronized (this) {
            listing = draft.withId(firstId + listings.size());
            put(listing);
            keep(listing, document);
        }
        journal.write(service, listing);
        return listing;
    }

    /** Says that a listing changed, and by which document if by a whole one. */
    void changed(Listing listing, byte[] document) {
        if (document != null) {
            synchronized (this) {
                keep(listing, document);
                index(listing);
            }
        }
        journal.write(service, listing);
    }

    /** Takes back a listing from the journal, in place of what was known of it. */
    synchronized void restore(Listing listing, byte[] document) {
        int at = (int) (listing.id - firstId);
        if (at == listings.size()) {
            put(listing);
        } else if (at >= 0 && at < listings.size()) {
            forget(listings.set(at, listing));
            index(listing);
        } else {
            return;
        }
        keep(listing, document);
    }

    private void put(Listing listing) {
        listings.add(listing);
        index(listing);
    }

    private void index(Listing listing) {
        Map<String, Object> skus = bySku.computeIfAbsent(listing.account, account -> new HashMap<>());
        index(skus, listing.sku, listing);
        for (Listing.Item item : listing.items) {
            if (item.sku != null && !item.sku.equals(listing.sku)) {
                index(skus, item.sku, listing);
            }
        }
    }

    /** Nearly every SKU has one listing, so a list is made only for the second. */
    @SuppressWarnings("unchecked")
    private static void index(Map<String, Object> skus, String sku, Listing listing) {
        if (sku == null) {
            return;
        }
        Object known = skus.putIfAbsent(sku, listing);
        if (known instanceof Listing first && first != listing) {
            skus.put(sku, new ArrayList<>(List.of(first, listing)));
        } else if (known instanceof List<?> && !((List<Listing>) known).contains(listing)) {
            ((List<Listing>) known).add(listing);
        }
    }

    private void forget(Listing listing) {
        Map<String, Object> skus = bySku.getOrDefault(listing.account, Map.of());
        forget(skus, listing.sku, listing);
        for (Listing.Item item : listing.items) {
            forget(skus, item.sku, listing);
        }
    }

    private static void forget(Map<String, Object> skus, String sku, Listing listing) {
        Object known = sku == null ? null : skus.get(sku);
        if (known == listing) {
            skus.remove(sku);
        } else if (known instanceof List<?> several) {
            several.remove(listing);
        }
    }

    private void keep(Listing listing, byte[] document) {
        if (document == null) {
            return;
        }
        byte[] before = listing.document();
        listing.document(document);
        documentBytes += document.length - (before == null ? 0 : before.length);
        if (before == null) {
            documented.add(listing);
        }
        while (documentBytes > DOCUMENT_BYTES && documented.size() > 1) {
            Listing oldest = documented.poll();
            documentBytes -= oldest.document().length;
            oldest.document(null);
        }
    }

    synchronized Listing byId(long id) {
        long at = id - firstId;
        return at >= 0 && at < listings.size() ? listings.get((int) at) : null;
    }

    /** Oldest first. */
    @SuppressWarnings("unchecked")
    synchronized List<Listing> bySku(String account, String sku) {
        Object known = bySku.getOrDefault(account, Map.of()).get(sku);
        if (known == null) {
            return List.of();
        }
        return known instanceof Listing only ? List.of(only) : List.copyOf((List<Listing>) known);
    }

    synchronized int size() {
        return listings.size();
    }

    /** The listing at a position in the order of creation, null beyond the last. */
    synchronized Listing at(int position) {
        return position >= 0 && position < listings.size() ? listings.get(position) : null;
    }

    /** Seller SKUs of an account that more than one live listing carries. */
    synchronized List<String> duplicates(String account) {
        List<String> duplicates = new ArrayList<>();
        bySku.getOrDefault(account, Map.of()).forEach((sku, known) -> {
            if (known instanceof List<?> several
                    && several.stream().filter(Shelf::isLive).count() > 1) {
                duplicates.add(sku);
            }
        });
        return duplicates;
    }

    static boolean isLive(Object listing) {
        synchronized (listing) {
            return ((Listing) listing).live;
        }
    }

    synchronized void clear() {
        listings.clear();
        bySku.clear();
        documented.clear();
        documentBytes = 0;
    }
}
