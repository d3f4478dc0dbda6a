package io.dropshiphub.security;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Texts from anywhere in a form that PostgreSQL can store and gives back unchanged: no NUL, no half character, not endless. */
final class Storable {

    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_DETAIL = 2000;

    private Storable() {}

    static String name(String text) {
        return text(text, LONGEST_NAME);
    }

    static Map<String, String> details(Map<String, String> details) {
        Map<String, String> storable = new TreeMap<>();
        details.forEach((name, value) -> storable.put(name(name), text(String.valueOf(value), LONGEST_DETAIL)));
        return Map.copyOf(storable);
    }

    private static String text(String text, int longest) {
        String whole = text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
        return new String(whole.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE).replace('\0', '\ufffd');
    }
}
