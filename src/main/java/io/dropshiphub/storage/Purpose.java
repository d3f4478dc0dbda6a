package io.dropshiphub.storage;

import java.util.Locale;

/** What an object is kept for; decides the stores it may go to and who may read it. */
public enum Purpose {
    /** Downloaded by marketplaces and shoppers for years: everybody may read it, under an address that never changes. */
    PICTURE,
    /** The seller's own files: nobody reads them but who holds a signed address. */
    ARCHIVE;

    /** How headers and the database call it: {@code picture}, {@code archive}. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Purpose of(String key) {
        return valueOf(key.strip().toUpperCase(Locale.ROOT));
    }
}
