package io.dropshiphub.product;

/** Implemented by exceptions that know how to tell a caller over HTTP what went wrong. */
public interface CodedProblem {

    /** A stable code, {@code HUB-<AREA>-nnn}. */
    String code();

    /** The HTTP status to answer with. */
    int status();

    /** What happened, to which thing, and what the caller can do; never holds a secret. */
    String detail();
}
