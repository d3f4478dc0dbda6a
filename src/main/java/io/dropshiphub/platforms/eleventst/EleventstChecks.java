package io.dropshiphub.platforms.eleventst;

import static io.dropshiphub.platforms.Verdicts.refused;

import io.dropshiphub.product.Product;
import io.dropshiphub.product.Variant;
import java.util.HashSet;
import java.util.Set;

/** What 11st is known to refuse, found before a call is spent on it. */
final class EleventstChecks {

    private static final int MAX_NAME = 100;
    private static final long PRICE_LIMIT = 1_000_000_000;
    private static final int PRICE_STEP = 10;
    private static final int MAX_OPTION_TITLE = 25;
    /** 25 Hangul or 50 ASCII characters, that is 50 bytes in EUC-KR. */
    private static final int MAX_OPTION_BYTES = 50;

    private static final String FORBIDDEN_IN_TITLE = "&;\"%<>#†";
    private static final String FORBIDDEN_IN_VALUE = FORBIDDEN_IN_TITLE + "|";
    private static final int ASCII = 0x80;

    private EleventstChecks() {}

    static void check(Product product) {
        if (product.name().length() > MAX_NAME) {
            throw refused(
                    "HUB-11ST-003",
                    "The name has " + product.name().length() + " characters, 11st takes at most " + MAX_NAME
                            + ". Shorten it and send the row again.",
                    "name");
        }
        if (product.price() <= 0 || product.price() >= PRICE_LIMIT || product.price() % PRICE_STEP != 0) {
            throw refused(
                    "HUB-11ST-004",
                    "The price is " + product.price() + " won; 11st takes prices in steps of " + PRICE_STEP + " below "
                            + PRICE_LIMIT + ".",
                    "price");
        }
        boolean nothingInStock = product.variants().isEmpty()
                ? product.stock() < 1
                : product.variants().stream().allMatch(variant -> variant.stock() < 1);
        if (nothingInStock) {
            throw refused("HUB-11ST-005", "Nothing is in stock; 11st takes products with at least one piece.", "stock");
        }
        if (product.images().isEmpty()) {
            throw refused("HUB-11ST-006", "The product has no picture; 11st demands one.", "images");
        }
        if (!product.variants().isEmpty()) {
            checkOptions(product);
        }
    }

    /** Several axes are one for 11st: titles and values are joined. */
    static String joined(Iterable<String> parts) {
        return String.join("/", parts);
    }

    private static void checkOptions(Product product) {
        String title = joined(product.optionNames());
        if (title.length() > MAX_OPTION_TITLE || containsAny(title, FORBIDDEN_IN_TITLE)) {
            throw refused(
                    "HUB-11ST-007",
                    "The option title '" + title + "' is longer than 11st's " + MAX_OPTION_TITLE
                            + " characters or has one of & ; \" % < > # †.",
                    "options");
        }
        Set<String> seen = new HashSet<>();
        boolean anyAtBasePrice = false;
        for (Variant variant : product.variants()) {
            checkVariant(product, variant, seen);
            anyAtBasePrice |= variant.extraPrice() == 0;
        }
        if (!anyAtBasePrice) {
            throw refused(
                    "HUB-11ST-011",
                    "No option costs exactly the product's price; 11st demands at least one with an extra price of 0. Make"
                            + " the cheapest option's price the product's price.",
                    "options");
        }
    }

    private static void checkVariant(Product product, Variant variant, Set<String> seen) {
        String value = joined(variant.optionValues());
        int bytes = value.chars().map(c -> c < ASCII ? 1 : 2).sum();
        if (bytes > MAX_OPTION_BYTES || containsAny(value, FORBIDDEN_IN_VALUE)) {
            throw refused(
                    "HUB-11ST-008",
                    "The option value '" + value
                            + "' is longer than 11st's 25 Hangul or 50 Latin characters, or has one of"
                            + " & ; \" % < > # † |.",
                    "options");
        }
        if (!seen.add(value)) {
            throw refused(
                    "HUB-11ST-009",
                    "The option value '" + value + "' occurs twice; 11st demands that each occurs once.",
                    "options");
        }
        long lowest = -product.price() / 2;
        if (variant.extraPrice() < lowest
                || variant.extraPrice() > product.price()
                || variant.extraPrice() % PRICE_STEP != 0) {
            throw refused(
                    "HUB-11ST-010",
                    "The option '" + value + "' adds " + variant.extraPrice() + " won; at a price of " + product.price()
                            + " won 11st takes " + lowest + " to " + product.price() + " in steps of " + PRICE_STEP
                            + ".",
                    "options");
        }
    }

    private static boolean containsAny(String text, String characters) {
        return text.chars().anyMatch(c -> characters.indexOf(c) >= 0);
    }
}
