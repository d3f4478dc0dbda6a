package io.dropshiphub.intake.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a product of a JSON input as rows of a table, so that its result can be mended in a spreadsheet. */
final class FlatProduct {

    static final List<String> HEADER = List.of(
            "group_id",
            "sku",
            "name",
            "category_id",
            "price",
            "list_price",
            "stock",
            "description",
            "main_image_url",
            "images",
            "brand",
            "manufacturer",
            "model_name",
            "origin",
            "tax_free",
            "adult_only",
            "search_tags",
            "attributes",
            "options",
            "option_name_1",
            "option_value_1",
            "option_name_2",
            "option_value_2",
            "option_name_3",
            "option_value_3",
            "extra_price",
            "variant_sku");

    /** Indexes of the cells that hold pictures. */
    static final List<Integer> PICTURES = List.of(8, 9);

    /** Opens an options cell that names fields to fill in; no options are ever written like this. */
    static final String UNREADABLE = "{}";

    private static final int OPTIONS = 18;
    private static final int FIRST_AXIS = 19;

    private FlatProduct() {}

    /** One row, or one per variant, each as wide as {@link #HEADER}. */
    static List<List<String>> rows(Draft draft) {
        List<String> base = base(draft);
        if (!draft.unreadable.isEmpty()) {
            // such a row must not pass when it is dropped in again as it is: what could not be shown would be lost
            // unnoticed
            base.set(OPTIONS, UNREADABLE + " " + String.join(", ", draft.unreadable));
            return List.of(base);
        }
        if (draft.variants.isEmpty()) {
            base.set(OPTIONS, packed(draft));
            return List.of(base);
        }
        String name = draft.text(Field.NAME);
        String category = draft.text(Field.CATEGORY);
        String group = draft.text(Field.SKU) != null
                ? draft.text(Field.SKU)
                : Texts.derivedSku(
                        name == null ? "" : Texts.oneLine(name), category == null ? "" : Texts.oneLine(category));
        List<List<String>> rows = new ArrayList<>();
        for (Draft.VariantText variant : draft.variants) {
            List<String> row = rows.isEmpty() ? base : new ArrayList<>(Collections.nCopies(HEADER.size(), null));
            row.set(0, group);
            row.set(1, null);
            for (int axis = 0; axis < Math.min(3, draft.axes.size()); axis++) {
                row.set(FIRST_AXIS + axis * 2, draft.axes.get(axis).name());
                row.set(
                        FIRST_AXIS + axis * 2 + 1,
                        axis < variant.values().size() ? variant.values().get(axis) : null);
            }
            if (variant.price() != null && variant.extra() == null && !rows.isEmpty()) {
                row.set(4, variant.price());
            }
            row.set(6, variant.stock());
            row.set(25, variant.extra());
            row.set(26, variant.sku());
            rows.add(row);
        }
        return rows;
    }

    private static List<String> base(Draft draft) {
        List<String> row = new ArrayList<>(Collections.nCopies(HEADER.size(), null));
        Field[] plain = {
            null,
            Field.SKU,
            Field.NAME,
            Field.CATEGORY,
            Field.PRICE,
            Field.LIST_PRICE,
            Field.STOCK,
            Field.DESCRIPTION,
            null,
            null,
            Field.BRAND,
            Field.MANUFACTURER,
            Field.MODEL_NAME,
            Field.ORIGIN,
            Field.TAX_FREE,
            Field.ADULT_ONLY
        };
        for (int i = 0; i < plain.length; i++) {
            if (plain[i] != null) {
                row.set(i, draft.text(plain[i]));
            }
        }
        row.set(8, draft.images.isEmpty() ? null : draft.images.get(0));
        row.set(9, draft.images.size() < 2 ? null : String.join("\n", draft.images.subList(1, draft.images.size())));
        row.set(16, draft.tags.isEmpty() ? draft.text(Field.SEARCH_TAGS) : String.join(",", draft.tags));
        row.set(17, draft.attributes.isEmpty() ? null : attributes(draft.attributes));
        return row;
    }

    private static String attributes(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(fact -> fact.getKey() + ":" + fact.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static String packed(Draft draft) {
        if (draft.axes.isEmpty()) {
            return draft.packedOptions.get(0);
        }
        return draft.axes.stream()
                .map(axis -> axis.name() + "{" + String.join("|", axis.values()) + "}")
                .collect(Collectors.joining("//"));
    }
}
