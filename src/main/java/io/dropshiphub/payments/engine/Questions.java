package io.dropshiphub.payments.engine;

import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.References;
import io.dropshiphub.payments.engine.Situation.Proof;
import io.dropshiphub.payments.ledger.Attempt;
import io.dropshiphub.payments.ledger.Standing;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/** How a gateway is asked what became of a try, and what its answer proves: pure functions. */
final class Questions {

    private Questions() {}

    /** The first question; empty when this gateway cannot be asked. */
    static Optional<Operation> first(Attempt attempt, Set<Operation> can, References payment, String refund) {
        if (refund != null && can.contains(Operation.REFUND_STATUS)) {
            return Optional.of(Operation.REFUND_STATUS);
        }
        if (!payment.ids().isEmpty() && can.contains(Operation.STATUS)) {
            return Optional.of(Operation.STATUS);
        }
        if (attempt.operation() != Operation.CHARGE && attempt.operation() != Operation.AUTHORIZE) {
            return Optional.empty();
        }
        return can.contains(Operation.FIND) ? Optional.of(Operation.FIND) : lastResort(can);
    }

    /** The question after one that was answered by "there is none"; empty when there is no better one. */
    static Optional<Operation> after(Operation asked, Set<Operation> can) {
        return asked == Operation.FIND ? lastResort(can) : Optional.empty();
    }

    /** Whether nothing came of a try can be made sure of by making it so. */
    private static Optional<Operation> lastResort(Set<Operation> can) {
        return can.contains(Operation.CANCEL_BY_KEY) ? Optional.of(Operation.CANCEL_BY_KEY) : Optional.empty();
    }

    /**
     * What an answer proves about a try.
     *
     * @param before the payment before the answer
     * @param after with what the answer shows
     * @param givenBack what other refunds have given back for sure
     * @param absenceCounts whether "there is no such payment" is to be believed by now
     */
    static Proof proof(
            Attempt attempt,
            Operation asked,
            GatewayAnswer answer,
            Standing before,
            Standing after,
            BigDecimal givenBack,
            boolean absenceCounts) {
        if (answer.kind() == GatewayAnswer.Kind.ABSENT) {
            return asked == Operation.FIND && absenceCounts ? Proof.NOT_CARRIED_OUT : Proof.NOTHING;
        }
        if (answer.kind() != GatewayAnswer.Kind.DONE && answer.kind() != GatewayAnswer.Kind.DECLINED) {
            return Proof.NOTHING;
        }
        if (asked == Operation.CANCEL_BY_KEY) {
            return Proof.CARRIED_OUT;
        }
        if (attempt.operation() == Operation.REFUND) {
            return refund(asked, answer, after, attempt.amount(), givenBack);
        }
        if (answer.payment() == null) {
            return Proof.NOTHING;
        }
        return switch (attempt.operation()) {
            case CAPTURE ->
                yes(after.captured().compareTo(before.captured()) > 0
                        || answer.payment().status() == PaymentStatus.PROCESSING);
            case VOID -> yes(after.status().endedWithoutCharge() || isLetGo(before, after));
            case CONFIRM ->
                yes(after.status() != PaymentStatus.CREATED
                        && after.status() != PaymentStatus.REQUIRES_ACTION
                        && after.status() != PaymentStatus.APPROVED);
            default -> yes(after.status() != PaymentStatus.CREATED);
        };
    }

    /**
     * Two refunds of the same amount look alike in a sum: only their absence proves something. But once everything went back, and
     * as much as this try is about beside what is accounted for, the payer has it, and nothing more can go.
     */
    private static Proof refund(
            Operation asked, GatewayAnswer answer, Standing after, BigDecimal amount, BigDecimal givenBack) {
        if (asked == Operation.REFUND_STATUS) {
            return answer.refund() == null ? Proof.NOTHING : Proof.CARRIED_OUT;
        }
        BigDecimal there = answer.payment() == null ? null : answer.payment().refunded();
        if (there == null) {
            return Proof.NOTHING;
        }
        BigDecimal others = there.subtract(givenBack);
        if (others.signum() <= 0) {
            return Proof.NOT_CARRIED_OUT;
        }
        return there.compareTo(after.captured()) == 0 && others.compareTo(amount) >= 0
                ? Proof.CARRIED_OUT
                : Proof.NOTHING;
    }

    /** The rest of what was held, a part of it being captured. */
    private static boolean isLetGo(Standing before, Standing after) {
        return before.authorized().signum() > 0
                && after.authorized().signum() == 0
                && after.captured().compareTo(before.captured()) == 0;
    }

    private static Proof yes(boolean carriedOut) {
        return carriedOut ? Proof.CARRIED_OUT : Proof.NOT_CARRIED_OUT;
    }
}
