package io.dropshiphub.intake.read;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Asks only once whether the hub holds a picture, as rows of one input share pictures. */
final class HeldOnes implements Predicate<String> {

    private static final int REMEMBERED = 10_000;

    private final Predicate<String> source;
    private final Set<String> known = new HashSet<>();

    HeldOnes(Predicate<String> source) {
        this.source = source;
    }

    @Override
    public boolean test(String key) {
        if (known.contains(key)) {
            return true;
        }
        if (!source.test(key)) {
            return false;
        }
        if (known.size() >= REMEMBERED) {
            known.clear();
        }
        known.add(key);
        return true;
    }
}
