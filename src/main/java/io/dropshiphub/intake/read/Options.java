package io.dropshiphub.intake.read;

import io.dropshiphub.product.Variant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns every way of writing options into axes and variants.
 *
 * <p>Packed in one row: Cafe24 ({@code 색상{블랙|화이트}//사이즈{S|M}}), EzAdmin ({@code 색상:빨강,노랑}), numbered name and value
 * columns (Sabangnet), and SmartStore's cells with one line per axis and parallel comma lists of prices and stocks. Or one
 * row per variant, which arrives here as {@link Draft.VariantText}s.
 */
final class Options {

    /** What came out; empty lists when the product has no options. */
    record Result(List<String> names, List<Variant> variants, long stock) {}

    private static final int MAX_AXES = 3;
    private static final int MAX_TEXT = 100;

    private final Draft draft;
    private final ReadLimits limits;
    private final long price;
    /** The product's own stock, or -1 when the input says nothing. */
    private final long stock;

    Options(Draft draft, ReadLimits limits, long price, long stock) {
        this.draft = draft;
        this.limits = limits;
        this.price = price;
        this.stock = stock;
    }

    /** Reads them; problems go into the draft. */
    Result read() {
        if (draft.axes.isEmpty() && draft.variants.isEmpty()) {
            unpack();
        }
        if (draft.axes.isEmpty()) {
            return new Result(List.of(), List.of(), stock < 0 ? limits.defaultStock() : stock);
        }
        if (!axesAreFine()) {
            return new Result(List.of(), List.of(), 0);
        }
        if (draft.variants.isEmpty() && !combine()) {
            return new Result(List.of(), List.of(), 0);
        }
        return variants();
    }

    private void unpack() {
        for (Map.Entry<Integer, String> cell : draft.packedOptions.entrySet()) {
            for (String part : cell.getValue().split("\n|//")) {
                axisOf(part.strip(), cell.getKey());
            }
        }
        String names = draft.optionNames.get(0);
        String values = draft.optionValues.get(0);
        if (names != null || values != null) {
            linesPerAxis(names, values);
        }
        for (Map.Entry<Integer, String> value : draft.optionValues.entrySet()) {
            if (value.getKey() > 0) {
                String name = draft.optionNames.get(value.getKey());
                draft.axes.add(new Draft.Axis(
                        name == null ? "옵션" + value.getKey() : name, Texts.list(value.getValue(), true)));
            }
        }
        for (Map.Entry<Integer, String> name : draft.optionNames.entrySet()) {
            if (name.getKey() > 0 && !draft.optionValues.containsKey(name.getKey())) {
                unreadable("option '" + Texts.shorten(name.getValue(), 40) + "' has no values");
            }
        }
    }

    private void axisOf(String part, int number) {
        if (part.isEmpty()) {
            return;
        }
        int brace = part.indexOf('{');
        int colon = part.indexOf(':');
        if (brace > 0 && part.endsWith("}")) {
            List<String> values = new ArrayList<>();
            for (String value : part.substring(brace + 1, part.length() - 1).split("\\|")) {
                values.add(value.strip());
            }
            draft.axes.add(new Draft.Axis(part.substring(0, brace).strip(), values));
        } else if (brace < 0 && colon > 0) {
            draft.axes.add(
                    new Draft.Axis(part.substring(0, colon).strip(), Texts.list(part.substring(colon + 1), true)));
        } else if (brace < 0 && number > 0) {
            draft.axes.add(new Draft.Axis("옵션" + number, Texts.list(part, true)));
        } else {
            unreadable("'" + Texts.shorten(part, 60) + "' is not understood as options");
        }
    }

    private void linesPerAxis(String names, String values) {
        List<String> nameList = names == null ? List.of() : Texts.list(names, false);
        List<String> lines = values == null ? List.of() : Texts.list(values, false);
        if (nameList.size() != lines.size()) {
            draft.problem(
                    Field.OPTION_VALUE,
                    IntakeCode.OPTION_COUNTS,
                    nameList.size() + " option names but " + lines.size()
                            + " lines of values; write one line of comma-separated values per name");
            return;
        }
        for (int i = 0; i < lines.size(); i++) {
            draft.axes.add(new Draft.Axis(nameList.get(i), Texts.list(lines.get(i), true)));
        }
    }

    private boolean axesAreFine() {
        int before = draft.problems.size();
        if (draft.axes.size() > MAX_AXES) {
            draft.problem(
                    Field.OPTION_NAME,
                    IntakeCode.TOO_MANY_OPTIONS,
                    draft.axes.size() + " option names, at most " + MAX_AXES + " are possible; join some of them");
        }
        Set<String> names = new HashSet<>();
        for (Draft.Axis axis : draft.axes) {
            textIsFine("option name", axis.name());
            if (!names.add(axis.name())) {
                unreadable("option name '" + Texts.shorten(axis.name(), 40) + "' stands twice");
            }
            // with variants given one by one the values stand there
            if (axis.values().isEmpty() && draft.variants.isEmpty()) {
                unreadable("option '" + Texts.shorten(axis.name(), 40) + "' has no values");
            }
            axis.values()
                    .forEach(value -> textIsFine("value of option '" + Texts.shorten(axis.name(), 40) + "'", value));
        }
        return draft.problems.size() == before;
    }

    private void textIsFine(String what, String text) {
        if (text.isBlank()) {
            unreadable("a " + what + " is empty");
        } else if (text.length() > MAX_TEXT) {
            unreadable("the " + what + " '" + Texts.shorten(text, 40) + "' has more than " + MAX_TEXT + " characters");
        } else if (Texts.damage(text) != null) {
            draft.problem(
                    Field.OPTION_VALUE,
                    Texts.damage(text),
                    "the " + what + " '" + Texts.shorten(text, 40) + "' holds a character that cannot be used");
        }
    }

    /** Every combination of the axes' values, the last axis fastest, with the parallel lists of prices, stocks and SKUs. */
    private boolean combine() {
        long count = 1;
        for (Draft.Axis axis : draft.axes) {
            count *= axis.values().size();
        }
        if (tooMany(count)) {
            return false;
        }
        int size = (int) count;
        List<String> extras = parallel(Field.OPTION_PRICE, size);
        List<String> stocks = parallel(Field.OPTION_STOCK, size);
        List<String> skus = parallel(Field.OPTION_SKU, size);
        if (extras == null || stocks == null || skus == null) {
            return false;
        }
        int[] at = new int[draft.axes.size()];
        for (int n = 0; n < size; n++) {
            List<String> values = new ArrayList<>(at.length);
            for (int a = 0; a < at.length; a++) {
                values.add(draft.axes.get(a).values().get(at[a]));
            }
            draft.variants.add(
                    new Draft.VariantText(draft.line, values, pick(extras, n), null, pick(stocks, n), pick(skus, n)));
            for (int a = at.length - 1;
                    a >= 0 && ++at[a] == draft.axes.get(a).values().size();
                    a--) {
                at[a] = 0;
            }
        }
        return true;
    }

    private List<String> parallel(Field field, int size) {
        String text = draft.text(field);
        if (text == null) {
            return List.of();
        }
        List<String> list = Texts.list(text, true);
        boolean one = list.size() == 1 && field != Field.OPTION_SKU;
        if (list.size() != size && !one) {
            draft.problem(
                    field,
                    IntakeCode.OPTION_COUNTS,
                    list.size() + " entries for " + size
                            + " option combinations; write one per combination (the last option changes fastest) or a single"
                            + " one for all, and no thousands separators");
            return null;
        }
        return list;
    }

    private static String pick(List<String> list, int n) {
        String text = list.isEmpty() ? null : list.size() == 1 ? list.get(0) : list.get(n);
        return text == null || text.isEmpty() ? null : text;
    }

    private boolean tooMany(long count) {
        if (count > limits.maxVariants()) {
            draft.problem(
                    Field.OPTION_VALUE,
                    IntakeCode.TOO_MANY_VARIANTS,
                    count + " option combinations, at most " + limits.maxVariants()
                            + " are possible; split the product");
            return true;
        }
        return false;
    }

    private Result variants() {
        if (tooMany(draft.variants.size())) {
            return new Result(List.of(), List.of(), 0);
        }
        List<String> names = draft.axes.stream().map(Draft.Axis::name).toList();
        List<Variant> variants = new ArrayList<>(draft.variants.size());
        Set<List<String>> seen = new HashSet<>();
        long total = 0;
        long withoutStock =
                draft.variants.stream().filter(v -> v.stock() == null).count();
        long share = 0;
        for (Draft.VariantText text : draft.variants) {
            long own;
            if (text.stock() != null) {
                own = stockOf(text);
            } else if (stock < 0) {
                own = limits.defaultStock();
            } else {
                // the product's pieces are spread over its variants: offering all of them in each would oversell
                own = stock / withoutStock + (share++ < stock % withoutStock ? 1 : 0);
            }
            total += own;
            variants.add(variant(names, text, own, seen));
        }
        if (total > ProductRules.MAX_STOCK) {
            draft.problem(
                    Field.STOCK,
                    IntakeCode.STOCK_OUT_OF_RANGE,
                    "the variants have " + total + " pieces together, at most " + ProductRules.MAX_STOCK
                            + " are possible");
        }
        return new Result(names, variants, total);
    }

    private Variant variant(List<String> names, Draft.VariantText text, long own, Set<List<String>> seen) {
        List<String> values = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            String value = i < text.values().size() ? text.values().get(i) : null;
            if (value == null || value.isBlank()) {
                draft.problem(
                        text.line(),
                        draft.label(Field.OPTION_VALUE),
                        IntakeCode.OPTIONS_UNREADABLE,
                        "a variant has no value for option '" + Texts.shorten(names.get(i), 40) + "'");
                value = "?";
            } else {
                textIsFine("option value", value);
            }
            values.add(value);
        }
        if (!seen.add(values)) {
            draft.problem(
                    text.line(),
                    draft.label(Field.OPTION_VALUE),
                    IntakeCode.VARIANT_TWICE,
                    "'" + Texts.shorten(String.join(" / ", values), 80) + "' stands twice; delete one of them");
        }
        if (text.sku() != null && (text.sku().length() > MAX_TEXT || Texts.damage(text.sku()) != null)) {
            draft.problem(
                    text.line(),
                    draft.label(Field.OPTION_SKU),
                    IntakeCode.SKU_INVALID,
                    "'" + Texts.shorten(text.sku(), 40) + "' cannot be used as the code of a variant");
        }
        return new Variant(values, extraOf(text), (int) Math.min(own, ProductRules.MAX_STOCK), text.sku());
    }

    private long extraOf(Draft.VariantText text) {
        String written = text.extra() != null ? text.extra() : text.price();
        if (written == null) {
            return 0;
        }
        Field field = text.extra() != null ? Field.OPTION_PRICE : Field.PRICE;
        Long number = Texts.wholeNumber(written);
        if (number == null) {
            draft.problem(
                    text.line(),
                    draft.label(field),
                    IntakeCode.PRICE_NOT_A_NUMBER,
                    "'" + Texts.shorten(written, 40) + "' is not a whole number of won");
            return 0;
        }
        if (price <= 0 || price > limits.maxPrice()) {
            // told already
            return 0;
        }
        long whole = text.extra() != null ? Math.addExact(price, clamp(number)) : clamp(number);
        if (whole <= 0) {
            draft.problem(
                    text.line(),
                    draft.label(field),
                    IntakeCode.PRICE_NOT_POSITIVE,
                    "the variant would cost " + whole + " won; it must be more than 0");
        } else if (whole > limits.maxPrice()) {
            draft.problem(
                    text.line(),
                    draft.label(field),
                    IntakeCode.PRICE_TOO_HIGH,
                    "the variant would cost " + whole + " won, at most " + limits.maxPrice() + " are possible");
        } else if (whole % ProductRules.PRICE_STEP != 0) {
            draft.problem(
                    text.line(),
                    draft.label(field),
                    IntakeCode.PRICE_STEP,
                    "the variant would cost " + whole + " won; prices go in steps of " + ProductRules.PRICE_STEP);
        }
        return whole - price;
    }

    private static long clamp(long number) {
        return Math.max(-1_000_000_000_000L, Math.min(1_000_000_000_000L, number));
    }

    private long stockOf(Draft.VariantText text) {
        Long number = Texts.wholeNumber(text.stock());
        if (number == null) {
            draft.problem(
                    text.line(),
                    draft.label(Field.OPTION_STOCK),
                    IntakeCode.STOCK_NOT_A_NUMBER,
                    "'" + Texts.shorten(text.stock(), 40) + "' is not a whole number of pieces");
            return 0;
        }
        if (number < 0 || number > ProductRules.MAX_STOCK) {
            draft.problem(
                    text.line(),
                    draft.label(Field.OPTION_STOCK),
                    IntakeCode.STOCK_OUT_OF_RANGE,
                    "'" + Texts.shorten(text.stock(), 40) + "' is not between 0 and " + ProductRules.MAX_STOCK);
            return 0;
        }
        return number;
    }

    private void unreadable(String what) {
        boolean columns = draft.text(Field.OPTION_VALUE) != null || draft.text(Field.OPTION_NAME) != null;
        draft.problem(columns ? Field.OPTION_VALUE : Field.OPTIONS, IntakeCode.OPTIONS_UNREADABLE, what);
    }
}
