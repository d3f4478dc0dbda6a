package io.dropshiphub.admin.access;

import io.dropshiphub.product.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * A line of the access rules.
 *
 * @param methods HTTP methods; empty: any
 * @param path which paths
 * @param open whether it needs no log-in
 * @param roles who may, of those who are logged in
 */
record AccessRule(Set<String> methods, PathPattern path, boolean open, Set<Role> roles) {

    /**
     * Reads a line: methods, path, who.
     *
     * @throws IllegalArgumentException when it is none, with what is wrong about it
     */
    static AccessRule parse(String line) {
        String[] words = line.strip().split("\\s+");
        if (words.length < 3) {
            throw new IllegalArgumentException("a rule has methods, a path and who may");
        }
        Set<String> methods = words[0].equals("*") ? Set.of() : Set.of(words[0].split(","));
        PathPattern path;
        try {
            path = PathPatternParser.defaultInstance.parse(words[1]);
        } catch (PatternParseException e) {
            throw new IllegalArgumentException("the path " + words[1] + " is not understood: " + e.getMessage(), e);
        }
        String[] who = Arrays.copyOfRange(words, 2, words.length);
        return switch (who[0]) {
            case "anyone" -> new AccessRule(methods, path, true, EnumSet.allOf(Role.class));
            case "known" -> new AccessRule(methods, path, false, EnumSet.allOf(Role.class));
            case "nobody" -> new AccessRule(methods, path, false, EnumSet.noneOf(Role.class));
            default -> new AccessRule(methods, path, false, roles(who));
        };
    }

    boolean fits(PathContainer asked) {
        return path.matches(asked);
    }

    boolean fits(String method) {
        return methods.isEmpty() || methods.contains(method.equals("HEAD") ? "GET" : method);
    }

    private static Set<Role> roles(String[] words) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : words) {
            try {
                roles.add(Role.valueOf(word.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "'" + word + "' is neither a role nor one of anyone, known, nobody", e);
            }
        }
        return roles;
    }
}
