package io.dropshiphub.platforms.coupang;

import static io.dropshiphub.platforms.Verdicts.refused;

import io.dropshiphub.product.Product;
import io.dropshiphub.product.Variant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What Coupang is known to refuse, found before a call is spent on it. */
final class CoupangChecks {

    private static final int MAX_NAME = 100;
    private static final int MAX_ITEMS = 200;
    private static final int MAX_ITEM_NAME = 150;
    private static final int MAX_ATTRIBUTE_NAME = 25;
    private static final int MAX_ATTRIBUTE_VALUE = 30;
    private static final int MAX_TAGS = 20;
    private static final int MAX_TAG = 20;
    private static final String TAG_SPECIALS = "!@#$%^&*-+;:'. ";
    private static final int MAX_IMAGE_URL = 150;
    private static final int PRICE_STEP = 10;

    private CoupangChecks() {}

    static void check(Product product, List<String> optionNames) {
        if (product.name().length() > MAX_NAME) {
            throw refused(
                    "HUB-COUPANG-001",
                    "The name has " + product.name().length() + " characters, Coupang takes at most " + MAX_NAME
                            + ". Shorten it and send the row again.",
                    "name");
        }
        checkImages(product);
        checkTags(product);
        checkPrice(product.price(), product.listPrice());
        if (product.variants().size() > MAX_ITEMS) {
            throw refused(
                    "HUB-COUPANG-002",
                    "The product has " + product.variants().size() + " option combinations, Coupang takes at most "
                            + MAX_ITEMS + ". Split it into several products.",
                    "options");
        }
        for (String name : optionNames) {
            if (name.length() > MAX_ATTRIBUTE_NAME) {
                throw refused(
                        "HUB-COUPANG-003",
                        "The option name '" + name + "' is longer than Coupang's " + MAX_ATTRIBUTE_NAME
                                + " characters.",
                        "options");
            }
        }
        Set<List<String>> seen = new HashSet<>();
        for (Variant variant : product.variants()) {
            checkVariant(product, variant, seen);
        }
    }

    private static void checkVariant(Product product, Variant variant, Set<List<String>> seen) {
        for (String value : variant.optionValues()) {
            if (value.length() > MAX_ATTRIBUTE_VALUE) {
                throw refused(
                        "HUB-COUPANG-004",
                        "The option value '" + value + "' is longer than Coupang's " + MAX_ATTRIBUTE_VALUE
                                + " characters.",
                        "options");
            }
        }
        if (!seen.add(variant.optionValues())) {
            throw refused(
                    "HUB-COUPANG-005",
                    "The option combination " + variant.optionValues()
                            + " occurs twice; Coupang demands that each occurs once.",
                    "options");
        }
        if (CoupangItems.itemName(variant).length() > MAX_ITEM_NAME) {
            throw refused(
                    "HUB-COUPANG-006",
                    "The option combination " + variant.optionValues() + " makes an item name longer than Coupang's "
                            + MAX_ITEM_NAME + " characters.",
                    "options");
        }
        checkPrice(
                product.price() + variant.extraPrice(),
                product.listPrice() == null ? null : product.listPrice() + variant.extraPrice());
    }

    private static void checkPrice(long sale, Long original) {
        if (sale <= 0 || sale % PRICE_STEP != 0) {
            throw refused(
                    "HUB-COUPANG-007",
                    "The price of an option comes to " + sale + " won; Coupang takes positive prices in steps of "
                            + PRICE_STEP + " won.",
                    "price");
        }
        if (original != null && original < sale) {
            throw refused(
                    "HUB-COUPANG-008",
                    "The list price " + original + " is below the selling price " + sale
                            + "; raise it or leave it out.",
                    "list_price");
        }
    }

    private static void checkTags(Product product) {
        if (product.searchTags().size() > MAX_TAGS) {
            throw refused(
                    "HUB-COUPANG-009",
                    "The product has " + product.searchTags().size() + " search tags, Coupang takes at most " + MAX_TAGS
                            + ".",
                    "search_tags");
        }
        for (String tag : product.searchTags()) {
            if (tag.length() > MAX_TAG
                    || tag.codePoints().anyMatch(c -> !Character.isLetterOrDigit(c) && TAG_SPECIALS.indexOf(c) < 0)) {
                throw refused(
                        "HUB-COUPANG-009",
                        "The search tag '" + tag + "' is longer than Coupang's " + MAX_TAG
                                + " characters or has a special character other than ! @ # $ % ^ & * - + ; : ' .",
                        "search_tags");
            }
        }
    }

    private static void checkImages(Product product) {
        if (product.images().isEmpty()) {
            throw refused("HUB-COUPANG-010", "The product has no picture; Coupang demands one.", "images");
        }
        product.images().stream()
                .filter(image -> image.url().length() > MAX_IMAGE_URL)
                .findFirst()
                .ifPresent(image -> {
                    throw refused(
                            "HUB-COUPANG-011",
                            "The image address '" + image.url() + "' is longer than Coupang's " + MAX_IMAGE_URL
                                    + " characters. Let the hub host the pictures (image processing) or use a shorter one.",
                            "images");
                });
    }
}
