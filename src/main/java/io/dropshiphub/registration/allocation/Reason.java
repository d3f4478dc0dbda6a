package io.dropshiphub.registration.allocation;

import java.util.Locale;

/** Why a product goes to an account. */
public enum Reason {
    /** The account has the SKU already, live or under way. */
    HELD,
    /** There is no other account it could go to. */
    ONLY_ACCOUNT,
    /** The only account of the preferred priority that can take it. */
    PREFERRED,
    /** Its share among accounts of equal priority: by the quota left, the rate and the health of each. */
    SHARE,
    /** The preferred accounts have given away their creations of today; this one has room first. */
    LATER_DAY,
    /** Every preferred account is closed for a while by its marketplace; this one opens first. */
    OPENS_FIRST,
    /** The preferred accounts would need longer than the patience that is set. */
    OVERFLOW,
    /** The preferred accounts are stopped, by a person or for refused credentials. */
    INSTEAD_OF_STOPPED,
    /** Every account would need longer than the patience that is set; this one is done first. */
    SOONEST,
    /** Every account is stopped; it waits until somebody lets one go on. */
    ALL_STOPPED,
    /** Moved here from another account before it was sent. */
    MOVED_HERE,
    /** Moved to another account before it was sent; counted there as {@link #MOVED_HERE}. */
    MOVED_AWAY;

    /** The lower-case word used on the wire and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
