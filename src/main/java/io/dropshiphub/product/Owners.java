package io.dropshiphub.product;

/** Users as owners: every market account and every batch belongs to one, by the user's id. */
public final class Owners {

    /** The first user: owns the watched folder, the accounts of the configuration, and what staff does for nobody else. */
    public static final long HOUSE = 1;

    private Owners() {}
}
