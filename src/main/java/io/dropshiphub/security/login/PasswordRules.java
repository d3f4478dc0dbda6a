package io.dropshiphub.security.login;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;

/** Which passwords are too easily guessed: the short, the well-known, those made of one's own name. */
final class PasswordRules {

    static final int SHORTEST = 12;
    private static final int LONGEST = 200;
    private static final int FEWEST_DIFFERENT = 5;
    private static final int SHORTEST_NAME = 4;
    private static final Set<String> HOPELESS = read();

    private PasswordRules() {}

    /**
     * Looks at a new password.
     *
     * @throws LoginProblem that says what is wrong with it, and not what it was
     */
    static void check(String username, String password) {
        if (password == null || password.codePointCount(0, password.length()) < SHORTEST) {
            throw LoginProblem.weakPassword("it has fewer than " + SHORTEST + " characters");
        }
        if (password.length() > LONGEST) {
            throw LoginProblem.weakPassword("it has more than " + LONGEST + " characters");
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (lower.equals(username) || username.length() >= SHORTEST_NAME && lower.contains(username)) {
            throw LoginProblem.weakPassword("it holds the username");
        }
        if (lower.codePoints().distinct().count() < FEWEST_DIFFERENT) {
            throw LoginProblem.weakPassword("it is made of too few different characters");
        }
        if (HOPELESS.contains(lower) || HOPELESS.contains(withoutTrimmings(lower))) {
            throw LoginProblem.weakPassword("it is one of those that everybody tries first");
        }
    }

    /** What is left of {@code !!password2024!}. */
    private static String withoutTrimmings(String password) {
        return password.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
    }

    private static Set<String> read() {
        try (InputStream list = new ClassPathResource("security/hopeless-passwords.txt").getInputStream()) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("the list of hopeless passwords is missing in the jar", e);
        }
    }
}
