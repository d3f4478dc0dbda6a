package io.dropshiphub.journey;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Secrets that a journey has used, and a search for them in every guise that a program gives a text. */
final class Secrets {

    /** Shorter ones would be found by chance. */
    private static final int SHORTEST = 8;

    private static final int CONTEXT = 60;

    private record Needle(String name, byte[] bytes) {}

    private final Map<Integer, List<Needle>> byStart = new HashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    /** Is looked for from now on; gives it back. */
    String know(String name, String secret) {
        if (secret == null || secret.length() < SHORTEST) {
            throw new IllegalArgumentException(name + " is too short to be looked for");
        }
        if (known.add(secret)) {
            guises(secret).forEach((guise, bytes) -> byStart.computeIfAbsent(start(bytes, 0), any -> new ArrayList<>())
                    .add(new Needle(name + " " + guise, bytes)));
        }
        return secret;
    }

    int count() {
        return known.size();
    }

    /** Everything that this place gives away, with what stands around it. */
    List<String> in(String place, byte[] content) {
        Set<String> found = new LinkedHashSet<>();
        for (int at = 0; at + Integer.BYTES <= content.length; at++) {
            List<Needle> candidates = byStart.get(start(content, at));
            if (candidates == null) {
                continue;
            }
            for (Needle needle : candidates) {
                int end = at + needle.bytes.length;
                if (end <= content.length && Arrays.equals(needle.bytes, 0, needle.bytes.length, content, at, end)) {
                    found.add(needle.name + " in " + place + ": " + around(content, at, end));
                }
            }
        }
        return List.copyOf(found);
    }

    List<String> in(String place, String content) {
        return in(place, content.getBytes(StandardCharsets.UTF_8));
    }

    /** The text itself, its Base64 wherever it stands in a longer text, hexadecimal, percent-encoded, and what it encodes itself. */
    static Map<String, byte[]> guises(String secret) {
        byte[] plain = secret.getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> guises = new HashMap<>();
        guises.put("as it is", plain);
        guises.put("in hexadecimal", ascii(HexFormat.of().formatHex(plain)));
        guises.put(
                "in capital hexadecimal", ascii(HexFormat.of().withUpperCase().formatHex(plain)));
        guises.put("percent-encoded", ascii(java.net.URLEncoder.encode(secret, StandardCharsets.UTF_8)));
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + plain.length];
            System.arraycopy(plain, 0, shifted, before, plain.length);
            // the first and the last characters depend on the neighbours
            int from = before == 0 ? 0 : before + 1;
            int until = shifted.length / 3 * 4;
            guises.put(
                    "in Base64 at " + before,
                    ascii(Base64.getEncoder().encodeToString(shifted).substring(from, until)));
            guises.put(
                    "in Base64 for addresses at " + before,
                    ascii(Base64.getUrlEncoder().encodeToString(shifted).substring(from, until)));
        }
        try {
            byte[] meant = Base64.getDecoder().decode(secret);
            guises.put("decoded", meant);
            guises.put("decoded, in hexadecimal", ascii(HexFormat.of().formatHex(meant)));
        } catch (IllegalArgumentException notBase64) {
            // encodes nothing
        }
        return guises;
    }

    private static int start(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
    }

    private static String around(byte[] content, int at, int end) {
        int from = Math.max(0, at - CONTEXT);
        int until = Math.min(content.length, end + CONTEXT);
        return new String(content, from, until - from, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
