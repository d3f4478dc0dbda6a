package io.dropshiphub.product;

/** A failure that can be shown to the caller as it is: coded, with an HTTP status and a sentence that says what to do. */
public interface CodedProblem {

    /** Stable code, {@code HUB-<AREA>-nnn}; listed in docs/error-codes.md. */
    String code();

    /** The HTTP status that fits, 400 to 599. */
    int status();

    /** What happened, to which thing, what happens next and what one can do; holds no secret. */
    String detail();
}
