package io.dropshiphub.sandbox;

import io.dropshiphub.sandbox.wire.WireReply;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads and writes 11st's XML, which is EUC-KR in both directions (11st Seller API guide). */
final class EleventstXml {

    static final Charset EUC_KR = Charset.forName("EUC-KR");
    static final String CONTENT_TYPE = "text/xml;charset=EUC-KR";

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"EUC-KR\" standalone=\"yes\"?>";
    private static final Pattern ENCODING = Pattern.compile("<\\?xml[^>]*?encoding=[\"']([A-Za-z0-9._-]+)[\"']");
    private static final int DECLARATION_REACH = 200;
    private static final XMLInputFactory FACTORY = XMLInputFactory.newDefaultFactory();

    static {
        FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        FACTORY.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    /** An element with its text or its children. */
    static final class Element {

        final String name;
        final List<Element> children = new ArrayList<>(4);
        String text = "";

        Element(String name) {
            this.name = name;
        }

        /** The text of the first child of that name, null when there is none or it is blank. */
        String child(String wanted) {
            for (Element child : children) {
                if (child.name.equals(wanted)) {
                    return child.text.isBlank() ? null : child.text.strip();
                }
            }
            return null;
        }

        List<Element> all(String wanted) {
            List<Element> found = new ArrayList<>();
            for (Element child : children) {
                if (child.name.equals(wanted)) {
                    found.add(child);
                }
            }
            return found;
        }
    }

    /** A body that cannot be read, with the reason for the seller. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    private EleventstXml() {}

    static Element parse(byte[] body, boolean acceptsUtf8) throws Unreadable {
        String text = decode(body, acceptsUtf8);
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text));
            try {
                while (reader.hasNext()) {
                    if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                        Element root = element(reader);
                        while (reader.hasNext()) {
                            reader.next();
                        }
                        return root;
                    }
                }
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new Unreadable("XML 형식이 올바르지 않습니다.");
        }
        throw new Unreadable("XML 형식이 올바르지 않습니다.");
    }

    /** Iterative, so that deep nesting cannot overflow the stack. */
    private static Element element(XMLStreamReader reader) throws XMLStreamException {
        Element root = new Element(reader.getLocalName());
        List<Element> path = new ArrayList<>();
        path.add(root);
        StringBuilder text = new StringBuilder();
        while (!path.isEmpty()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    Element child = new Element(reader.getLocalName());
                    path.get(path.size() - 1).children.add(child);
                    path.add(child);
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    Element done = path.remove(path.size() - 1);
                    if (done.children.isEmpty()) {
                        done.text = text.toString();
                    }
                    text.setLength(0);
                }
                default -> {}
            }
        }
        return root;
    }

    private static String decode(byte[] body, boolean acceptsUtf8) throws Unreadable {
        String start = new String(body, 0, Math.min(body.length, DECLARATION_REACH), StandardCharsets.ISO_8859_1);
        Matcher declared = ENCODING.matcher(start);
        boolean utf8 = !declared.find() || declared.group(1).equalsIgnoreCase("UTF-8");
        if (!utf8 && !declared.group(1).equalsIgnoreCase("EUC-KR") || utf8 && !acceptsUtf8) {
            throw new Unreadable("XML 인코딩은 EUC-KR 이어야 합니다.");
        }
        try {
            CharBuffer characters = (utf8 ? StandardCharsets.UTF_8 : EUC_KR)
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body));
            return characters.toString();
        } catch (CharacterCodingException e) {
            throw new Unreadable("EUC-KR 로 읽을 수 없는 문자가 있습니다.");
        }
    }

    static WireReply reply(int status, String xml) {
        return WireReply.of(status, CONTENT_TYPE, (DECLARATION + xml).getBytes(EUC_KR));
    }

    static String escape(String text) {
        return text == null
                ? ""
                : text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
