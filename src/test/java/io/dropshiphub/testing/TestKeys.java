package io.dropshiphub.testing;

/** Keys that only tests use. */
public final class TestKeys {

    /** A master key, so that hubs of a test that share a database open the same vault. */
    public static final String MASTER = "8LnhPS6DXxBzSq5s0wpXwpmuC+vA3mJbYgUPBZV3gd4=";

    private TestKeys() {}
}
