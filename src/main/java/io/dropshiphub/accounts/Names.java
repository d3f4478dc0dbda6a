package io.dropshiphub.accounts;

import java.util.regex.Pattern;

/** What accounts and templates may be called: a name that is safe in paths, logs and file names. */
final class Names {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}");

    private Names() {}

    static boolean isName(String text) {
        return text != null && NAME.matcher(text).matches() && text.equals(text.strip());
    }
}
