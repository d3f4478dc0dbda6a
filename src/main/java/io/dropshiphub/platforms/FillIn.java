package io.dropshiphub.platforms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.dropshiphub.product.Product;

/**
 * Fills product facts into the texts of templates and category settings: {@code {brand}}, {@code {manufacturer}},
 * {@code {modelName}}, {@code {origin}}, {@code {name}}, {@code {sku}} and every attribute by its name.
 */
public final class FillIn {

    /** What the law allows a notice to say instead of a fact. */
    public static final String SEE_DETAIL_PAGE = "상세페이지 참조";

    private FillIn() {}

    /** The text with every {@code {…}} replaced; a fact the product does not tell becomes "see detail page". */
    public static String in(String text, Product product) {
        int open = text.indexOf('{');
        if (open < 0) {
            return text;
        }
        StringBuilder filled = new StringBuilder(text.length() + 32);
        int from = 0;
        while (open >= 0) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            filled.append(text, from, open).append(fact(text.substring(open + 1, close), product));
            from = close + 1;
            open = text.indexOf('{', from);
        }
        return filled.append(text, from, text.length()).toString();
    }

    /** The tree with every text filled in; parts without {@code {…}} are shared with the original. */
    public static JsonNode in(JsonNode tree, Product product) {
        if (tree.isTextual()) {
            String filled = in(tree.textValue(), product);
            return filled.equals(tree.textValue()) ? tree : TextNode.valueOf(filled);
        }
        if (tree instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.fields().forEachRemaining(entry -> copy.set(entry.getKey(), in(entry.getValue(), product)));
            return copy;
        }
        if (tree instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode(array.size());
            array.forEach(element -> copy.add(in(element, product)));
            return copy;
        }
        return tree;
    }

    private static String fact(String name, Product product) {
        String value =
                switch (name) {
                    case "name" -> product.name();
                    case "sku" -> product.sku().value();
                    case "brand" -> product.brand();
                    case "manufacturer" -> product.manufacturer();
                    case "modelName" -> product.modelName();
                    case "origin" -> product.origin();
                    default -> product.attributes().get(name);
                };
        return value == null || value.isBlank() ? SEE_DETAIL_PAGE : value;
    }
}
