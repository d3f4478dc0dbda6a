package io.dropshiphub.orders;

import java.time.Duration;
import java.util.UUID;

/**
 * What came of a step of an order.
 *
 * @param kind what follows from it, see {@link OrderRules}
 * @param paymentId the payment, once it is known; else null
 * @param code why, a code of the hub or of a gateway; null when all is well
 * @param message the same as a sentence, without secrets; null when all is well
 * @param retryAfter how long to wait before the step may work, or null
 */
record StepResult(Kind kind, UUID paymentId, String code, String message, Duration retryAfter) {

    enum Kind {
        /** Every piece is held for the order. */
        RESERVED,
        /** A piece is missing. */
        LACKING,
        /** The payment may be asked for from now on. */
        BEGUN,
        /** The money is held. */
        HELD,
        /** The money is taken. */
        PAID,
        /** The payment ended without a charge. */
        DECLINED,
        /** The payer has to do something first. */
        AWAITS_PAYER,
        /** The payment is under way, or it is not known what became of it. */
        OPEN,
        /** The sale is recorded. */
        CONFIRMED,
        /** Something was done to undo the payment: look what became of it. */
        UNDOING,
        /** No money is held or taken. */
        UNDONE,
        /** The step did not work and may work later. */
        TROUBLE,
        /** The step will never work. */
        HOPELESS
    }

    static StepResult of(Kind kind) {
        return new StepResult(kind, null, null, null, null);
    }

    static StepResult of(Kind kind, String code, String message) {
        return new StepResult(kind, null, code, message, null);
    }

    /** The same, about that payment. */
    StepResult about(UUID payment) {
        return new StepResult(kind, payment, code, message, retryAfter);
    }

    /** The same, with the time to wait; null leaves it open. */
    StepResult after(Duration wait) {
        return new StepResult(kind, paymentId, code, message, wait);
    }
}
