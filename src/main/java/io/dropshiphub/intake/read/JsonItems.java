package io.dropshiphub.intake.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Set;

/** The entries of a JSON list of products, or of a file with one JSON object per line, one at a time. */
final class JsonItems implements Closeable {

    /**
     * One entry.
     *
     * @param line its position in the list, or its line in a file of lines; 1-based
     * @param node what stands there; null when it cannot be read
     * @param problem why it cannot be read, else null
     * @param detail the sentence to the problem, else null
     */
    record Item(long line, JsonNode node, IntakeCode problem, String detail) {}

    /** Names under which a document may hold its list. */
    private static final Set<String> LISTS = Set.of("products", "items", "상품");

    private static final int MAX_TEXT = 16 * 1024 * 1024;
    private static final int MAX_NESTING = 50;
    static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(MAX_TEXT)
                            .maxNestingDepth(MAX_NESTING)
                            .maxNumberLength(100)
                            .build())
                    .build())
            // a price must not pass through floating point
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final BufferedReader lines;
    private final JsonParser parser;
    private final int maxTokens;
    private long at;
    private boolean single;
    private boolean ended;

    private JsonItems(BufferedReader lines, JsonParser parser, boolean single, int maxTokens) {
        this.lines = lines;
        this.parser = parser;
        this.single = single;
        this.maxTokens = maxTokens;
    }

    /**
     * @param text the input, behind its byte order mark
     * @param byLine whether the file's name says that every line is an object of its own
     * @throws IntakeProblem when no list of products can be found in it
     */
    static JsonItems open(Reader text, boolean byLine, int maxTokens) throws IOException {
        BufferedReader buffered = new BufferedReader(text, 1 << 16);
        if (byLine || looksLikeLines(buffered)) {
            return new JsonItems(buffered, null, false, maxTokens);
        }
        JsonParser parser = JSON.getFactory().createParser(buffered);
        try {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                return new JsonItems(null, parser, false, maxTokens);
            }
            if (first != JsonToken.START_OBJECT) {
                throw shape("the document is neither a list nor an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (LISTS.contains(name) && value == JsonToken.START_ARRAY) {
                    return new JsonItems(null, parser, false, maxTokens);
                }
                if (name.equals("product") && value == JsonToken.START_OBJECT) {
                    return new JsonItems(null, parser, true, maxTokens);
                }
                parser.skipChildren();
            }
            throw shape("the object has no field 'products' with a list in it");
        } catch (JsonProcessingException e) {
            parser.close();
            throw new IntakeProblem(
                    IntakeCode.JSON_BROKEN, whereAndWhat(e) + "; nothing was read. Correct the text and try again");
        } catch (IntakeProblem e) {
            parser.close();
            throw e;
        }
    }

    /** The next entry; null at the end. */
    Item next() throws IOException {
        if (ended) {
            return null;
        }
        return lines != null ? nextLine() : nextElement();
    }

    @Override
    public void close() throws IOException {
        if (parser != null) {
            parser.close();
        } else {
            lines.close();
        }
    }

    private Item nextElement() throws IOException {
        at++;
        try {
            if (single) {
                ended = true;
                return new Item(at, element(), null, null);
            }
            JsonToken token = parser.nextToken();
            if (token == JsonToken.END_ARRAY) {
                ended = true;
                return null;
            }
            if (token == null) {
                ended = true;
                return new Item(
                        at, null, IntakeCode.REST_UNREADABLE, "the list ends without ']': the input was cut off");
            }
            JsonNode node = element();
            return node == null
                    ? new Item(
                            at,
                            null,
                            IntakeCode.TOO_MANY_VALUES,
                            "the entry holds more than " + maxTokens + " values; it was left out")
                    : new Item(at, node, null, null);
        } catch (JsonProcessingException e) {
            ended = true;
            return new Item(at, null, IntakeCode.REST_UNREADABLE, "entry " + at + ": " + whereAndWhat(e));
        }
    }

    private Item nextLine() throws IOException {
        while (true) {
            String line = boundedLine();
            if (line == null) {
                ended = true;
                return null;
            }
            at++;
            if (line.isBlank()) {
                continue;
            }
            if (line.length() > MAX_TEXT) {
                return new Item(at, null, IntakeCode.CELL_TOO_LARGE, "the line has more than 16 million characters");
            }
            try (JsonParser one = JSON.getFactory().createParser(line)) {
                one.nextToken();
                JsonNode node = JSON.readTree(new Counting(one, maxTokens));
                if (one.nextToken() != null) {
                    return new Item(
                            at,
                            null,
                            IntakeCode.NOT_A_PRODUCT,
                            "more text follows the object; write one object per line");
                }
                return new Item(at, node, null, null);
            } catch (TooManyTokens e) {
                return new Item(
                        at, null, IntakeCode.TOO_MANY_VALUES, "the line holds more than " + maxTokens + " values");
            } catch (JsonProcessingException e) {
                return new Item(at, null, IntakeCode.NOT_A_PRODUCT, "the line is no JSON object: " + what(e));
            }
        }
    }

    /** One line, without the part of it that is beyond the limit. */
    private String boundedLine() throws IOException {
        StringBuilder line = new StringBuilder(256);
        int c = lines.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (line.length() <= MAX_TEXT && c != '\r') {
                line.append((char) c);
            }
            c = lines.read();
        }
        return line.toString();
    }

    /** The value at the parser's place as a tree; null when it is too large, the parser then stands at its end. */
    private JsonNode element() throws IOException {
        var outer = parser.getParsingContext();
        try {
            // for a scalar the context is the list itself, for an object or list it is the new one
            boolean nested = parser.currentToken().isStructStart();
            if (nested) {
                outer = outer.getParent();
            }
            return JSON.readTree(new Counting(parser, maxTokens));
        } catch (TooManyTokens e) {
            while (parser.getParsingContext() != outer) {
                if (parser.nextToken() == null) {
                    break;
                }
            }
            return null;
        }
    }

    private static boolean looksLikeLines(BufferedReader text) throws IOException {
        text.mark(1 << 16);
        char[] head = new char[(1 << 16) - 1];
        int length = 0;
        while (length < head.length) {
            int n = text.read(head, length, head.length - length);
            if (n < 0) {
                break;
            }
            length += n;
        }
        text.reset();
        String start = new String(head, 0, length).stripLeading();
        int end = start.indexOf('\n');
        if (!start.startsWith("{") || end < 0 || start.substring(end).isBlank()) {
            return false;
        }
        try (JsonParser line = JSON.getFactory().createParser(start.substring(0, end))) {
            JsonNode node = JSON.readTree(line);
            return node != null && node.isObject() && LISTS.stream().noneMatch(node::has) && !node.has("product");
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** The value at the parser's place as a tree, refused when it holds more than {@code maxTokens} values. */
    static JsonNode boundedTree(JsonParser parser, int maxTokens) throws IOException {
        return JSON.readTree(new Counting(parser, maxTokens));
    }

    static String whereAndWhat(JsonProcessingException e) {
        return (e.getLocation() == null
                        ? ""
                        : "line " + e.getLocation().getLineNr() + ", column "
                                + e.getLocation().getColumnNr() + ": ")
                + what(e);
    }

    private static String what(JsonProcessingException e) {
        String text = e.getOriginalMessage();
        int cut = text.indexOf('\n');
        return Texts.shorten(cut < 0 ? text : text.substring(0, cut), 160);
    }

    private static IntakeProblem shape(String what) {
        return new IntakeProblem(
                IntakeCode.JSON_SHAPE,
                what + "; nothing was read. Send a list of products, or {\"products\": [...]}, or one object per line");
    }

    private static final class TooManyTokens extends JsonProcessingException {
        TooManyTokens() {
            super("holds too many values");
        }
    }

    /** Keeps one entry from filling the memory with a million small values. */
    private static final class Counting extends JsonParserDelegate {

        private int left;

        Counting(JsonParser parser, int maxTokens) {
            super(parser);
            this.left = maxTokens;
        }

        @Override
        public JsonToken nextToken() throws IOException {
            if (--left < 0) {
                throw new TooManyTokens();
            }
            return delegate.nextToken();
        }

        @Override
        public String nextFieldName() throws IOException {
            return nextToken() == JsonToken.FIELD_NAME ? delegate.currentName() : null;
        }

        @Override
        public String nextTextValue() throws IOException {
            return nextToken() == JsonToken.VALUE_STRING ? delegate.getText() : null;
        }
    }
}
