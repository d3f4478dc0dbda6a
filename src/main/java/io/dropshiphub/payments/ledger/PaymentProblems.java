package io.dropshiphub.payments.ledger;

import io.dropshiphub.payments.PaymentProblem;
import java.util.UUID;

/** Refusals that need no gateway. */
public final class PaymentProblems {

    private PaymentProblems() {}

    /** There is no such payment. */
    public static PaymentProblem unknown(UUID paymentId) {
        return new PaymentProblem(
                "HUB-PAY-011",
                404,
                "There is no payment " + paymentId
                        + "; nothing was done. Compare the id with the answer to the payment.");
    }

    static PaymentProblem elsewhere(UUID paymentId, String gateway) {
        return new PaymentProblem(
                "HUB-PAY-012",
                409,
                "Payment " + paymentId + " is not at " + gateway
                        + "; nothing was changed. Ask the gateway that it is at.");
    }
}
