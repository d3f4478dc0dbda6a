package io.dropshiphub.security.login;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a username looks like. */
final class Usernames {

    private static final int LONGEST = 40;

    /** Folders are called like users, so a name is never one that leads elsewhere or is hidden. */
    private static final Pattern USERNAME = Pattern.compile("(?!.*\\.\\.)[a-z0-9][a-z0-9._-]{1," + (LONGEST - 1) + "}");

    private static final int TAIL_BYTES = 4;

    private Usernames() {}

    /** Whether a user may have this name; null is none. */
    static boolean isOne(String name) {
        return name != null && USERNAME.matcher(name).matches();
    }

    /** A name as somebody typed it; empty when nobody can have it. */
    static String typed(String name) {
        String typed = name == null ? "" : name.strip().toLowerCase(Locale.ROOT);
        return isOne(typed) ? typed : "";
    }

    /** A name for a user whom another system calls something else. */
    static String like(String foreign) {
        String name = foreign.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]", "-")
                .replaceAll("\\.{2,}", ".");
        String cut = shortened(name);
        return isOne(cut) ? cut : shortened("user-" + cut);
    }

    private static String shortened(String name) {
        return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    }

    /** Another name for the same, when somebody has the first one already. */
    static String unlike(String name, String identity) {
        byte[] hash = RandomTexts.hash(identity);
        String tail = "-" + HexFormat.of().formatHex(hash, 0, TAIL_BYTES);
        return name.substring(0, Math.min(name.length(), LONGEST - tail.length())) + tail;
    }
}
