package io.dropshiphub.platforms.naver;

import static io.dropshiphub.platforms.Verdicts.refused;

import io.dropshiphub.product.Product;
import io.dropshiphub.product.Variant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What Naver is known to refuse, found before a call is spent on it. */
final class NaverChecks {

    /** Not in the API reference; SmartStore's own pages take 100. */
    private static final int MAX_NAME = 100;

    private static final long MAX_PRICE = 999_999_990;
    private static final int MAX_STOCK = 99_999_999;
    private static final int MAX_OPTION_NAMES = 3;
    private static final int PRICE_STEP = 10;
    private static final String FORBIDDEN_IN_OPTIONS = "\\*?\"<>/";

    private NaverChecks() {}

    static void check(Product product) {
        if (product.name().length() > MAX_NAME) {
            throw refused(
                    "HUB-NAVER-001",
                    "The name has " + product.name().length() + " characters, Naver takes at most " + MAX_NAME
                            + ". Shorten it and send the row again.",
                    "name");
        }
        if (product.price() <= 0 || product.price() > MAX_PRICE || product.price() % PRICE_STEP != 0) {
            throw refused(
                    "HUB-NAVER-002",
                    "The price is " + product.price() + " won; Naver takes " + PRICE_STEP + " to " + MAX_PRICE
                            + " in steps of " + PRICE_STEP + ".",
                    "price");
        }
        if (product.stock() > MAX_STOCK) {
            throw refused(
                    "HUB-NAVER-003",
                    "The stock is " + product.stock() + "; Naver takes at most " + MAX_STOCK + ".",
                    "stock");
        }
        if (product.images().isEmpty()) {
            throw refused("HUB-NAVER-004", "The product has no picture; Naver demands one.", "images");
        }
        if (product.optionNames().size() > MAX_OPTION_NAMES) {
            throw refused(
                    "HUB-NAVER-005",
                    "The product has " + product.optionNames().size() + " option names, Naver takes at most "
                            + MAX_OPTION_NAMES + ".",
                    "options");
        }
        Set<List<String>> seen = new HashSet<>();
        for (Variant variant : product.variants()) {
            checkVariant(product, variant, seen);
        }
    }

    private static void checkVariant(Product product, Variant variant, Set<List<String>> seen) {
        for (String value : variant.optionValues()) {
            if (value.chars().anyMatch(c -> FORBIDDEN_IN_OPTIONS.indexOf(c) >= 0)) {
                throw refused(
                        "HUB-NAVER-006",
                        "The option value '" + value
                                + "' has one of the characters \\ * ? \" < > / that Naver refuses.",
                        "options");
            }
        }
        if (!seen.add(variant.optionValues())) {
            throw refused(
                    "HUB-NAVER-007",
                    "The option combination " + variant.optionValues()
                            + " occurs twice; Naver demands that each occurs once.",
                    "options");
        }
        // SmartStore's band for add-on prices: it widens downwards from 2,000 won and narrows upwards from 10,000 won
        long price = product.price();
        long lowest = price < 2_000 ? 0 : -price / 2;
        long highest = price < 10_000 ? price : price / 2;
        if (variant.extraPrice() < lowest || variant.extraPrice() > highest) {
            throw refused(
                    "HUB-NAVER-008",
                    "The option " + variant.optionValues() + " adds " + variant.extraPrice() + " won; at a price of "
                            + price + " won Naver takes " + lowest + " to " + highest + ".",
                    "options");
        }
    }
}
