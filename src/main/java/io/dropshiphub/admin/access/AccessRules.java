package io.dropshiphub.admin.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.io.Resource;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;

/** The table of who may call what, read once at the start. */
@Component
class AccessRules {

    private final List<AccessRule> rules = new ArrayList<>();

    AccessRules(DoorProperties properties) {
        properties.rules().forEach(this::read);
    }

    /**
     * The rule that counts for a request.
     *
     * @param path as it was sent, encoded
     * @return empty: no rule fits, so nobody may
     */
    Optional<AccessRule> find(String method, String path) {
        PathContainer asked = PathContainer.parsePath(path);
        return rules.stream()
                .filter(rule -> rule.fits(method) && rule.fits(asked))
                .findFirst();
    }

    /** The methods that some rule names for a path, in order of the alphabet. */
    Set<String> methods(String path) {
        PathContainer asked = PathContainer.parsePath(path);
        Set<String> methods = new TreeSet<>();
        rules.stream()
                .filter(rule -> !rule.roles().isEmpty() && rule.fits(asked))
                .forEach(rule -> methods.addAll(rule.methods()));
        return methods;
    }

    private void read(Resource file) {
        List<String> lines;
        try {
            lines = file.getContentAsString(StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "HUB-SECURITY-409: The access rules " + file + " cannot be read, so the hub does not start. Mend"
                            + " hub.security.door.rules",
                    e);
        }
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                rules.add(parse(line, number, file));
            }
        }
    }

    private static AccessRule parse(String line, int number, Resource file) {
        try {
            return AccessRule.parse(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "HUB-SECURITY-409: Line " + number + " of the access rules " + file + " is no rule, so the hub does"
                            + " not start: " + e.getMessage() + ". Mend the line",
                    e);
        }
    }
}
