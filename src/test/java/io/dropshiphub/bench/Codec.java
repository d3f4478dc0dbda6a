package io.dropshiphub.bench;

/**
 * One way to do the hub's image work. Those that need a library of their own live in {@code src/bench} and are found by
 * {@link java.util.ServiceLoader} when the profile {@code bench} is on.
 */
public interface Codec {

    /** Side of the square, and longer side of the free picture, in pixels. */
    int SIDE = 1000;
    /** Of the JPEGs written, from 0 to 1. */
    float QUALITY = 0.9f;

    /** The two JPEGs that a marketplace wants. */
    record Results(byte[] square, byte[] free) {}

    /** What it is, for the table. */
    String name();

    /** Decodes once, scales to {@link #SIDE}, and writes the picture as it is and in the middle of a white square. */
    Results draw(byte[] file) throws Exception;
}
