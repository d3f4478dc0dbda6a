package io.dropshiphub.product;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * The pictures inside a product's detail text. Only complete addresses count: one that is relative leads nowhere outside
 * the seller's own page, and inline data is no address.
 *
 * @param html the text; may hold no HTML at all
 */
public record DetailHtml(String html) {

    /** The different addresses of its pictures, in order; {@code //host/…} is given as {@code https://host/…}. */
    public List<String> pictures() {
        if (!mayHavePictures()) {
            return List.of();
        }
        return parse().select("img[src]").stream()
                .map(image -> absolute(image.attr("src")))
                .filter(DetailHtml::isAddress)
                .distinct()
                .toList();
    }

    /** The same text with other addresses of pictures; those that {@code addresses} does not name stay as they are. */
    public String withPictures(Map<String, String> addresses) {
        if (addresses.isEmpty() || !mayHavePictures()) {
            return html;
        }
        Document document = parse();
        for (Element image : document.select("img[src]")) {
            String replacement = addresses.get(absolute(image.attr("src")));
            if (replacement != null) {
                image.attr("src", replacement);
                // would lead browsers around the new address
                image.removeAttr("srcset");
            }
        }
        return document.body().html();
    }

    /** Spares the parser most texts. */
    private boolean mayHavePictures() {
        return html.toLowerCase(Locale.ROOT).contains("<img");
    }

    private Document parse() {
        Document document = Parser.htmlParser().parseInput(html, "");
        // the seller's spaces and line breaks are theirs
        document.outputSettings().prettyPrint(false);
        return document;
    }

    private static String absolute(String address) {
        String stripped = address.strip();
        return stripped.startsWith("//") ? "https:" + stripped : stripped;
    }

    private static boolean isAddress(String address) {
        return address.regionMatches(true, 0, "https://", 0, 8) || address.regionMatches(true, 0, "http://", 0, 7);
    }
}
