package io.dropshiphub.intake.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.registration.BatchRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Products out of JSON: the hub's own field names, or any header a table may use. */
final class JsonProducts implements ProductRows.Source {

    private static final Columns.Column UNKNOWN = new Columns.Column(Field.RESULT, 0, "", null);

    private final JsonItems items;
    private final ReadLimits limits;
    private final ProductRules rules;
    /** Field names repeat in every entry; understanding one costs more than looking it up. */
    private final Map<String, Columns.Column> understood = new ConcurrentHashMap<>();

    private JsonItems.Item first;
    private boolean ended;

    JsonProducts(JsonItems items, ReadLimits limits, ProductRules rules) throws IOException {
        this.items = items;
        this.limits = limits;
        this.rules = rules;
        this.first = items.next();
        if (first != null && first.problem() == IntakeCode.REST_UNREADABLE) {
            throw new IntakeProblem(
                    IntakeCode.JSON_BROKEN, first.detail() + "; nothing was read. Correct the text and try again");
        }
        if (first == null) {
            throw new IntakeProblem(
                    IntakeCode.NO_ROWS, "the list of products is empty; nothing was read. Add products");
        }
    }

    @Override
    public Columns columns() {
        return null;
    }

    @Override
    public BatchRow next() throws IOException {
        if (ended) {
            return null;
        }
        JsonItems.Item item = nextItem();
        if (item == null) {
            ended = true;
            return null;
        }
        if (item.line() > limits.maxRows()) {
            ended = true;
            return broken(
                    item.line(),
                    IntakeCode.TOO_MANY_ROWS,
                    "more than " + limits.maxRows() + " products; this and the following ones were left out");
        }
        if (item.problem() != null) {
            return broken(item.line(), item.problem(), item.detail());
        }
        if (!item.node().isObject()) {
            return broken(
                    item.line(),
                    IntakeCode.NOT_A_PRODUCT,
                    "entry " + item.line() + " is "
                            + item.node().getNodeType().name().toLowerCase(java.util.Locale.ROOT)
                            + ", not an object with fields like name and price");
        }
        try {
            return rules.check(draft(item));
        } catch (RuntimeException e) {
            return rules.unexpected(item.line(), item.line(), e);
        }
    }

    @Override
    public void close() throws IOException {
        items.close();
    }

    /** The next entry as it stands there; null at the end. */
    JsonItems.Item nextItem() throws IOException {
        JsonItems.Item item = first != null ? first : items.next();
        first = null;
        return item;
    }

    /** The texts of an entry that is an object. */
    Draft draft(JsonItems.Item item) {
        Draft draft = new Draft(item.line(), null);
        Iterator<Map.Entry<String, JsonNode>> fields = item.node().fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            JsonNode value = field.getValue();
            if (value.isNull() || field.getKey().length() > 80) {
                continue;
            }
            if (field.getKey().equals("variants")) {
                variants(draft, value);
                continue;
            }
            Columns.Column column = column(field.getKey());
            if (column != UNKNOWN) {
                fill(draft, column, field.getKey(), value);
            }
        }
        return draft;
    }

    private Columns.Column column(String name) {
        Columns.Column known = understood.get(name);
        if (known == null) {
            Columns.Column column = Columns.understand(name);
            known = column == null || column.field() == Field.RESULT ? UNKNOWN : column;
            // names are the sender's: do not let them fill the memory
            if (understood.size() < 1000) {
                understood.put(name, known);
            }
        }
        return known;
    }

    private void fill(Draft draft, Columns.Column column, String name, JsonNode value) {
        switch (column.field()) {
            case IMAGES, MAIN_IMAGE -> texts(draft, name, value, draft.images, column.field() == Field.MAIN_IMAGE);
            case SEARCH_TAGS -> {
                if (value.isArray()) {
                    texts(draft, name, value, draft.tags, false);
                } else {
                    scalar(draft, column.field(), name, value);
                }
            }
            case OPTIONS -> options(draft, name, value);
            case ATTRIBUTE -> attributes(draft, column, name, value);
            case OPTION_NAME -> {
                String text = scalar(draft, column.field(), name, value);
                if (text != null) {
                    draft.optionNames.put(column.number(), text);
                }
            }
            case OPTION_VALUE -> {
                String text = scalar(draft, column.field(), name, value);
                if (text != null) {
                    draft.optionValues.put(column.number(), text);
                }
            }
            default -> scalar(draft, column.field(), name, value);
        }
    }

    private static String scalar(Draft draft, Field field, String name, JsonNode value) {
        if (!value.isValueNode()) {
            wrongType(draft, name, value, "a text, number or true/false");
            return null;
        }
        String text = Texts.clean(text(value));
        draft.text(field, name, text);
        return text;
    }

    private static String text(JsonNode value) {
        if (!value.isNumber() || value.isIntegralNumber() && value.canConvertToLong()) {
            return value.asText();
        }
        java.math.BigDecimal number = value.decimalValue();
        // a number like 1e999999 must not be written out
        return Math.abs((long) number.scale()) > 40
                ? value.asText()
                : number.stripTrailingZeros().toPlainString();
    }

    private static void texts(Draft draft, String name, JsonNode value, List<String> into, boolean inFront) {
        List<String> found = new ArrayList<>();
        if (value.isTextual()) {
            found.add(value.textValue());
        } else if (value.isArray()) {
            for (JsonNode entry : value) {
                JsonNode plain = entry.isObject() && entry.has("url") ? entry.get("url") : entry;
                if (plain.isTextual()) {
                    found.add(plain.textValue());
                } else {
                    wrongType(draft, name, plain, "a list of texts");
                    return;
                }
            }
        } else {
            wrongType(draft, name, value, "a text or a list of texts");
        }
        found.removeIf(String::isBlank);
        into.addAll(inFront ? 0 : into.size(), found);
    }

    private static void options(Draft draft, String name, JsonNode value) {
        if (value.isTextual()) {
            String text = Texts.clean(value.textValue());
            if (text != null) {
                draft.packedOptions.put(0, text);
            }
        } else if (value.isObject()) {
            value.fields().forEachRemaining(axis -> draft.axes.add(axis(draft, name, axis.getKey(), axis.getValue())));
        } else if (value.isArray()) {
            for (JsonNode axis : value) {
                if (!axis.isObject() || !axis.path("name").isValueNode()) {
                    wrongType(draft, name, axis, "a list like [{\"name\": \"색상\", \"values\": [\"블랙\"]}]");
                    return;
                }
                draft.axes.add(axis(draft, name, axis.get("name").asText().strip(), axis.path("values")));
            }
        } else {
            wrongType(draft, name, value, "a list of options");
        }
    }

    private static Draft.Axis axis(Draft draft, String name, String axis, JsonNode values) {
        List<String> texts = new ArrayList<>();
        if (values.isTextual()) {
            texts.addAll(Texts.list(values.textValue(), true));
        } else if (values.isArray()) {
            for (JsonNode value : values) {
                if (value.isValueNode() && !value.isNull()) {
                    texts.add(value.asText().strip());
                } else {
                    wrongType(draft, name, value, "texts as values of '" + Texts.shorten(axis, 40) + "'");
                    break;
                }
            }
        } else if (!values.isMissingNode()) {
            wrongType(draft, name, values, "a list of values of '" + Texts.shorten(axis, 40) + "'");
        }
        return new Draft.Axis(axis, texts);
    }

    private void variants(Draft draft, JsonNode value) {
        if (!value.isArray()) {
            wrongType(draft, "variants", value, "a list of variants");
            return;
        }
        // names of the axes may stand in 'options' or only in the variants themselves
        for (JsonNode variant : value) {
            if (!variant.isObject()) {
                wrongType(draft, "variants", variant, "a list of objects");
                return;
            }
            if (draft.variants.size() > limits.maxVariants()) {
                return;
            }
            JsonNode named = variant.path("options");
            List<String> values = new ArrayList<>();
            if (named.isObject()) {
                if (draft.axes.isEmpty()) {
                    named.fieldNames()
                            .forEachRemaining(axis -> draft.axes.add(new Draft.Axis(axis.strip(), List.of())));
                }
                draft.axes.forEach(axis -> values.add(named.path(axis.name()).asText(null)));
            } else {
                JsonNode list = variant.has("option_values") ? variant.get("option_values") : named;
                list.forEach(entry -> values.add(entry.asText().strip()));
            }
            draft.variants.add(new Draft.VariantText(
                    draft.line,
                    values,
                    own(variant, "extra_price"),
                    own(variant, "price"),
                    own(variant, "stock"),
                    own(variant, "sku")));
        }
        if (!draft.variants.isEmpty() && draft.axes.isEmpty()) {
            List<Integer> named = new ArrayList<>(draft.optionNames.keySet());
            named.forEach(number -> draft.axes.add(new Draft.Axis(draft.optionNames.get(number), List.of())));
            if (named.isEmpty()) {
                int width = draft.variants.get(0).values().size();
                for (int i = 1; i <= Math.max(1, width); i++) {
                    draft.axes.add(new Draft.Axis("옵션" + i, List.of()));
                }
            }
        }
    }

    private static String own(JsonNode variant, String name) {
        JsonNode value = variant.path(name);
        return value.isValueNode() && !value.isNull() ? Texts.clean(text(value)) : null;
    }

    private static void attributes(Draft draft, Columns.Column column, String name, JsonNode value) {
        if (column.attribute() != null && value.isValueNode()) {
            draft.attributes.put(column.attribute(), value.asText().strip());
            return;
        }
        if (!value.isObject()) {
            wrongType(draft, name, value, "an object like {\"소재\": \"면\"}");
            return;
        }
        value.fields().forEachRemaining(fact -> {
            if (fact.getValue().isValueNode()) {
                String text = Texts.clean(fact.getValue().asText());
                if (text != null && !fact.getValue().isNull()) {
                    draft.attributes.put(fact.getKey().strip(), text);
                }
            } else {
                wrongType(draft, name, fact.getValue(), "texts");
            }
        });
    }

    private static void wrongType(Draft draft, String name, JsonNode value, String wanted) {
        draft.unreadable.add(Texts.shorten(name, 40));
        draft.problem(
                draft.line,
                name,
                IntakeCode.FIELD_TYPE,
                "'" + Texts.shorten(name, 40) + "' must be " + wanted + ", but is " + Texts.shorten(shown(value), 60));
    }

    private static String shown(JsonNode value) {
        // a large subtree must not be written out for a message
        return value.isContainerNode()
                ? (value.isArray() ? "a list of " : "an object of ") + value.size() + " entries"
                : value.toString();
    }

    private static BatchRow broken(long line, IntakeCode code, String detail) {
        return new BatchRow(line, line, null, null, List.of(Draft.problemOf(line, null, code, detail)));
    }
}
