package io.dropshiphub.sandbox.payments;

import java.util.concurrent.ThreadLocalRandom;

/** Ids as the services make them up: a prefix and random characters. They are no secrets. */
public final class Ids {

    private static final String CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Ids() {}

    /** Letters of both cases and digits. */
    public static String next(String prefix, int length) {
        return random(prefix, length, CHARACTERS.length());
    }

    /** Capital letters and digits only. */
    public static String capitals(String prefix, int length) {
        return random(prefix, length, 36);
    }

    private static String random(String prefix, int length, int bound) {
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < length; i++) {
            id.append(CHARACTERS.charAt(ThreadLocalRandom.current().nextInt(bound)));
        }
        return id.toString();
    }
}
