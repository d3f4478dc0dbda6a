package io.dropshiphub.storage;

import java.util.Locale;

/** The places that can keep objects. */
enum Store {
    LOCAL,
    S3,
    GCS,
    SUPABASE;

    /** How settings, routes, metrics and the database call it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Store of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
