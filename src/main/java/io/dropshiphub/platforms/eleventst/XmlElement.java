package io.dropshiphub.platforms.eleventst;

import io.dropshiphub.calls.ApiReply;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A part of an XML answer, without namespaces: 11st's prefixes differ between calls.
 *
 * @param name local name
 * @param children elements in it
 * @param text its own text, stripped
 */
public record XmlElement(String name, List<XmlElement> children, String text) {

    private static final int MAX_DEPTH = 64;
    private static final int DECLARATION = 100;
    private static final Pattern ENCODING = Pattern.compile("^\\s*<\\?xml[^>]*encoding\\s*=\\s*[\"']([\\w.:-]+)");

    // making a factory is dear, and whether one may be shared is not promised
    private static final ThreadLocal<XMLInputFactory> FACTORY = ThreadLocal.withInitial(() -> {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    });

    /** The document in this answer, in the charset it declares; empty when it is not well-formed or has a DTD. */
    static Optional<XmlElement> parse(ApiReply reply) {
        try {
            XMLStreamReader reader = reader(reply);
            Deque<XmlElement> open = new ArrayDeque<>();
            Deque<StringBuilder> texts = new ArrayDeque<>();
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.DTD -> {
                        return Optional.empty();
                    }
                    case XMLStreamConstants.START_ELEMENT -> {
                        open.push(new XmlElement(reader.getLocalName(), new ArrayList<>(), ""));
                        texts.push(new StringBuilder());
                        if (open.size() > MAX_DEPTH) {
                            return Optional.empty();
                        }
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (!texts.isEmpty()) {
                            texts.peek().append(reader.getText());
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        XmlElement empty = open.pop();
                        XmlElement done = new XmlElement(
                                empty.name(),
                                empty.children(),
                                texts.pop().toString().strip());
                        if (open.isEmpty()) {
                            finish(reader);
                            return Optional.of(done);
                        }
                        open.peek().children().add(done);
                    }
                    default -> {
                        // comments and the like say nothing
                    }
                }
            }
            return Optional.empty();
        } catch (XMLStreamException | RuntimeException notWellFormed) {
            return Optional.empty();
        }
    }

    /** The text of the first element of this name, at any depth; empty when there is none. */
    String find(String wanted) {
        return all(wanted).stream().findFirst().map(XmlElement::text).orElse("");
    }

    /** All elements of this name, at any depth, itself included. */
    List<XmlElement> all(String wanted) {
        List<XmlElement> found = new ArrayList<>();
        collect(wanted, found);
        return found;
    }

    /** The elements that hold one of this name directly. */
    List<XmlElement> holders(String child) {
        List<XmlElement> found = new ArrayList<>();
        if (children.stream().anyMatch(element -> element.name().equals(child))) {
            found.add(this);
        }
        children.forEach(element -> found.addAll(element.holders(child)));
        return found;
    }

    private void collect(String wanted, List<XmlElement> found) {
        if (name.equals(wanted)) {
            found.add(this);
        }
        children.forEach(child -> child.collect(wanted, found));
    }

    private static XMLStreamReader reader(ApiReply reply) throws XMLStreamException {
        // decoded here: the parser of the JDK does not take every Korean charset from outside the document
        return FACTORY.get().createXMLStreamReader(new StringReader(new String(reply.body(), charset(reply))));
    }

    /** The document's own declaration comes first, then the header's, then XML's default. */
    private static Charset charset(ApiReply reply) {
        int head = Math.min(DECLARATION, reply.body().length);
        Matcher declared = ENCODING.matcher(new String(reply.body(), 0, head, StandardCharsets.ISO_8859_1));
        if (declared.find()) {
            return Charset.forName(declared.group(1));
        }
        return reply.charset() == null ? StandardCharsets.UTF_8 : reply.charset();
    }

    /** Anything but white space or comments behind the root makes the document unreadable. */
    private static void finish(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            reader.next();
        }
        reader.close();
    }
}
