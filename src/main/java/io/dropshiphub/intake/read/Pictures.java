package io.dropshiphub.intake.read;

/** The pictures that came along with a product file. */
interface Pictures {

    /** Hands the named picture to the hub's media store; gives its key there, or null when there is no such picture. */
    String keyOf(String name);
}
