package io.dropshiphub.security.vault;

/** A text cannot be a master key; the message says why and repeats nothing of it. */
class WeakKey extends Exception {

    WeakKey(String why) {
        super(why, null, false, false);
    }
}
