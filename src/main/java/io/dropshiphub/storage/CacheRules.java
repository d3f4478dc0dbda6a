package io.dropshiphub.storage;

/** How long others may keep copies of an object. */
final class CacheRules {

    private CacheRules() {}

    /** A value of Cache-Control: a key's content never changes, and archives are nobody's to keep. */
    static String of(Purpose purpose) {
        return purpose == Purpose.PICTURE ? "public, max-age=31536000, immutable" : "private, no-store";
    }
}
