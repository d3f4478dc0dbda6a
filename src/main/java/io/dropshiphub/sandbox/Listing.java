package io.dropshiphub.sandbox;

import java.util.List;

/**
 * One product that a marketplace accepted. A second registration of the same seller SKU is a second listing, exactly as
 * on the real marketplaces. Guarded by its own monitor.
 */
final class Listing {

    /** One sellable option of a listing. */
    static final class Item {

        final int number;
        String name;
        String sku;
        long price;
        long originalPrice;
        long stock;
        boolean stopped;
        boolean approved;

        Item(int number, String name, String sku, long price, long originalPrice, long stock) {
            this.number = number;
            this.name = name;
            this.sku = sku;
            this.price = price;
            this.originalPrice = originalPrice;
            this.stock = stock;
        }
    }

    final long id;
    final String account;
    final String sku;
    final long createdAt;
    String name;
    String status;
    long price;
    long stock;
    List<Item> items;
    int revisions = 1;
    long changedAt;

    /** False once it was stopped or deleted by a call; a duplicate counts only while it is live. */
    boolean live = true;

    /** When the pending approval is decided, 0 when none is pending. */
    long decidedAt;

    /** The decision to come or taken, and the reason the marketplace gives for a rejection. */
    String verdict;

    String comment;

    /** The accepted document as last sent; null when it was let go to save memory. */
    private byte[] document;

    Listing(long id, String account, String sku, long createdAt, List<Item> items) {
        this.id = id;
        this.account = account;
        this.sku = sku;
        this.createdAt = createdAt;
        this.changedAt = createdAt;
        this.items = items;
    }

    synchronized byte[] document() {
        return document;
    }

    synchronized void document(byte[] sent) {
        document = sent;
    }

    /** The number the next new option gets; numbers are never used twice. */
    int nextItemNumber() {
        int highest = -1;
        for (Item item : items) {
            highest = Math.max(highest, item.number);
        }
        return highest + 1;
    }

    Item item(int number) {
        for (Item item : items) {
            if (item.number == number) {
                return item;
            }
        }
        return null;
    }
}
