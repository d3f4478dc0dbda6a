package io.dropshiphub.platforms.eleventst;

import io.dropshiphub.platforms.Verdicts;
import io.dropshiphub.product.CallFailed;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes one XML document, and knows for every text which product field it came from. A character the charset lacks is
 * an error here: Java's usual way would send a question mark in its place. Not thread-safe.
 */
final class EleventstXml {

    private record Text(String field, String value) {}

    private final Charset charset;
    private final StringBuilder document = new StringBuilder(4096);
    private final List<Text> texts = new ArrayList<>();

    EleventstXml(Charset charset) {
        this.charset = charset;
        document.append("<?xml version=\"1.0\" encoding=\"")
                .append(charset.name())
                .append("\"?>\n");
    }

    EleventstXml open(String element) {
        document.append('<').append(element).append('>');
        return this;
    }

    EleventstXml close(String element) {
        document.append("</").append(element).append('>');
        return this;
    }

    /** An element with a code or number that the hub or the account's template has chosen. */
    EleventstXml put(String element, Object value) {
        return put(element, String.valueOf(value), element);
    }

    /**
     * An element with the seller's words.
     *
     * @param field the product field they came from, for messages
     */
    EleventstXml put(String element, String value, String field) {
        check(value, field);
        open(element);
        escape(value);
        return close(element);
    }

    /** The same as a CDATA section, as 11st's examples have it for long texts. */
    EleventstXml cdata(String element, String value, String field) {
        check(value, field);
        open(element);
        document.append("<![CDATA[")
                .append(value.replace("]]>", "]]]]><![CDATA[>"))
                .append("]]>");
        return close(element);
    }

    /**
     * The document's bytes.
     *
     * @throws CallFailed REJECTED, naming the first character that the charset lacks, its place and its field
     */
    byte[] bytes() {
        // over an array: Java's encoders take any other text character by character
        char[] text = new char[document.length()];
        document.getChars(0, text.length, text, 0);
        try {
            ByteBuffer bytes = encoder().encode(CharBuffer.wrap(text));
            return Arrays.copyOf(bytes.array(), bytes.limit());
        } catch (CharacterCodingException unmappable) {
            throw unmappable(encoder());
        }
    }

    private CallFailed unmappable(CharsetEncoder encoder) {
        for (Text text : texts) {
            int position = 0;
            for (int i = 0;
                    i < text.value().length();
                    i += Character.charCount(text.value().codePointAt(i))) {
                position++;
                String character = Character.toString(text.value().codePointAt(i));
                if (!encoder.canEncode(character)) {
                    return Verdicts.refused(
                            "HUB-11ST-001",
                            "Character %d of '%s' is '%s' (U+%04X), which %s does not have and 11st cannot read; nothing was sent."
                                            .formatted(
                                                    position,
                                                    text.field(),
                                                    character,
                                                    character.codePointAt(0),
                                                    charset.name())
                                    + " Replace it and send the row again.",
                            text.field());
                }
            }
        }
        throw new IllegalStateException("a document that cannot be encoded has a text that cannot");
    }

    private CharsetEncoder encoder() {
        return charset.newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private void check(String value, String field) {
        texts.add(new Text(field, value));
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t') {
                throw Verdicts.refused(
                        "HUB-11ST-002",
                        "Character %d of '%s' is the control character U+%04X, which XML cannot carry; nothing was sent. Take it out and send the row again."
                                .formatted(i + 1, field, (int) c),
                        field);
            }
        }
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> document.append("&amp;");
                case '<' -> document.append("&lt;");
                case '>' -> document.append("&gt;");
                default -> document.append(c);
            }
        }
    }
}
