package io.dropshiphub.intake;

import io.dropshiphub.intake.read.IntakeCode;
import io.dropshiphub.intake.read.IntakeProblem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Decides to which marketplaces an input goes. */
@Component
class Targets {

    private final KnownPlatforms known;
    private final List<String> configured;

    Targets(KnownPlatforms known, IntakeProperties properties) {
        this.known = known;
        this.configured = properties.platforms();
        if (!configured.isEmpty()) {
            named(configured);
        }
    }

    /** Where products go when the input does not say: what is configured, else every marketplace on which the owner has an account. */
    List<String> standard(long ownerId) {
        if (!configured.isEmpty()) {
            return configured;
        }
        Set<String> ready = known.withAccount(ownerId);
        // with no account at all, registration says so and what to do
        return List.copyOf(ready.isEmpty() ? known.all() : ready);
    }

    /**
     * The marketplaces of these names.
     *
     * @throws IntakeProblem naming the unknown one and those that are known
     */
    List<String> named(List<String> wanted) {
        Set<String> targets = new LinkedHashSet<>();
        for (String platform : wanted) {
            String plain = platform.strip().toLowerCase(Locale.ROOT);
            if (!known.all().contains(plain)) {
                String shown = platform.length() > 40 ? platform.substring(0, 40) + "…" : platform;
                throw new IntakeProblem(
                        IntakeCode.UNKNOWN_PLATFORM,
                        "'" + shown.replaceAll("\\p{Cntrl}", " ")
                                + "' is no marketplace the hub knows; nothing was stored. Known are: "
                                + String.join(", ", known.all()));
            }
            targets.add(plain);
        }
        return List.copyOf(targets);
    }
}
