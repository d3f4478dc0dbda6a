package io.dropshiphub.intake.read;

import io.dropshiphub.product.CodedProblem;

/** A whole file or request cannot be taken in. Carries no stack trace: the sender is at fault, not the code. */
public final class IntakeProblem extends CodedProblem {

    private final IntakeCode kind;

    /**
     * @param kind what is wrong
     * @param detail what happened, to which thing, and what to do
     */
    public IntakeProblem(IntakeCode kind, String detail) {
        super(kind.code(), kind.status(), detail);
        this.kind = kind;
    }

    /** What is wrong. */
    public IntakeCode kind() {
        return kind;
    }
}
