package io.dropshiphub.images;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One line of corpus.expected: what becomes of a picture at each marketplace, and the colours it shows there.
 *
 * @param results for Coupang's first and further picture, Naver and 11st: {@code 600x600} for a redrawn JPEG, {@code kept}
 *     for the source's own bytes without private data, or an error code
 * @param colours names or six hex digits, in the order of {@link #PROBES}; empty when every marketplace refuses
 */
record CorpusExpectation(List<String> results, List<String> colours) {

    static final List<String> PLACES = List.of("coupang first", "coupang further", "naver", "11st");
    /** Shares of width and height: upper left and right, lower left and right, centre, upper edge. */
    static final double[][] PROBES = {{.35, .35}, {.65, .35}, {.35, .65}, {.65, .65}, {.5, .5}, {.25, .02}};

    private static final int TOLERANCE = 16;
    private static final Map<String, Integer> NAMES = new LinkedHashMap<>(Map.of(
            "red", 0xFF0000, "green", 0x00FF00, "blue", 0x0000FF, "yellow", 0xFFFF00, "black", 0, "white", 0xFFFFFF));

    /** The expectations in {@code file} by the picture's name: those above the line "pending" or those below it. */
    static Map<String, CorpusExpectation> read(Path file, boolean pending) throws IOException {
        Map<String, CorpusExpectation> all = new LinkedHashMap<>();
        boolean below = false;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            below |= line.startsWith("# --- pending");
            if (below == pending && line.contains(" -> ")) {
                String[] parts = line.split(" -> ");
                all.put(parts[0].strip(), parse(parts[1]));
            }
        }
        return all;
    }

    static CorpusExpectation parse(String text) {
        String[] parts = text.replaceFirst("\\s+#.*", "").split(";");
        List<String> results = List.of(parts[0].strip().split("\\s+"));
        return new CorpusExpectation(
                results.size() == 1 ? java.util.Collections.nCopies(PLACES.size(), results.get(0)) : results,
                parts.length == 1 ? List.of() : List.of(parts[1].strip().split("\\s+")));
    }

    /** The colours that {@code image} shows, named where they have a name. */
    static List<String> coloursOf(BufferedImage picture) {
        // asked for a colour, a grey picture of Java answers with a lighter one than it draws
        BufferedImage image = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        image.createGraphics().drawImage(picture, 0, 0, null);
        return Arrays.stream(PROBES)
                .map(at -> image.getRGB((int) (at[0] * image.getWidth()), (int) (at[1] * image.getHeight())) & 0xFFFFFF)
                .map(colour -> NAMES.entrySet().stream()
                        .filter(name -> isNear(name.getValue(), colour))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse("%06x".formatted(colour)))
                .toList();
    }

    /**
     * What differs, a line each.
     *
     * @param shown the colours of each marketplace's picture, null where there is none
     */
    List<String> differences(List<String> actualResults, List<List<String>> shown) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < PLACES.size(); i++) {
            if (!results.get(i).equals(actualResults.get(i))) {
                lines.add(PLACES.get(i) + ": expected " + results.get(i) + ", got " + actualResults.get(i));
            } else if (shown.get(i) != null && !sameColours(shown.get(i))) {
                lines.add(PLACES.get(i) + ": expected colours " + String.join(" ", colours) + ", got "
                        + String.join(" ", shown.get(i)));
            }
        }
        return lines;
    }

    private boolean sameColours(List<String> actual) {
        boolean same = colours.size() == actual.size();
        for (int i = 0; same && i < colours.size(); i++) {
            same = isNear(value(colours.get(i)), value(actual.get(i)));
        }
        return same;
    }

    private static int value(String colour) {
        Integer named = NAMES.get(colour);
        return named != null ? named : Integer.parseInt(colour, 16);
    }

    private static boolean isNear(int one, int other) {
        Color a = new Color(one);
        Color b = new Color(other);
        return Math.abs(a.getRed() - b.getRed()) <= TOLERANCE
                && Math.abs(a.getGreen() - b.getGreen()) <= TOLERANCE
                && Math.abs(a.getBlue() - b.getBlue()) <= TOLERANCE;
    }

    /** As it stands in the file. */
    @Override
    public String toString() {
        String shortly = results.stream().distinct().count() == 1
                ? results.get(0)
                : results.stream().collect(Collectors.joining(" "));
        return colours.isEmpty() ? shortly : shortly + "; " + String.join(" ", colours);
    }
}
