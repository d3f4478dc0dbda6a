package io.dropshiphub.orders;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How an order names a variant: by its own code, or by its option values joined by a slash. */
final class OptionNames {

    private static final int SHOWN = 10;

    private OptionNames() {}

    /** The variant of that name; null names the only one of a product without options. */
    static Optional<ListedStock.Variant> find(List<ListedStock.Variant> variants, String name) {
        if (name == null) {
            return variants.stream()
                    .filter(variant -> variant.values().isEmpty())
                    .findFirst();
        }
        String wanted = name.strip();
        return variants.stream()
                .filter(variant -> !variant.values().isEmpty())
                .filter(variant -> wanted.equals(variant.sku()) || plain(wanted).equals(plain(values(variant))))
                .findFirst();
    }

    /** Some of them, for messages. */
    static String of(List<ListedStock.Variant> variants) {
        String names = variants.stream().limit(SHOWN).map(OptionNames::values).collect(Collectors.joining(", "));
        return variants.size() > SHOWN ? names + ", …" : names;
    }

    private static String values(ListedStock.Variant variant) {
        return String.join("/", variant.values());
    }

    /** Blanks around a slash do not count. */
    private static String plain(String name) {
        return name.strip().replaceAll("\\s*/\\s*", "/");
    }
}
