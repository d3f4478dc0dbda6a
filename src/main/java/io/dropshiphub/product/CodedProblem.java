package io.dropshiphub.product;

/** Implemented by exceptions that a caller is meant to see: a stable code, an HTTP status and a helpful sentence. */
public interface CodedProblem {

    /** Stable code such as {@code HUB-INTAKE-014}. */
    String code();

    /** HTTP status that fits, when the caller came over HTTP. */
    int status();

    /** What happened, to which thing, what happens next, what the caller can do; holds no secret. */
    String detail();
}
