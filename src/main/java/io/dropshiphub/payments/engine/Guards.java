package io.dropshiphub.payments.engine;

import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.PaymentStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** What cannot be done with a payment as it is: pure functions. Each gives the exact amount that the deed is about. */
final class Guards {

    private static final Set<PaymentStatus> VOIDABLE = Set.of(
            PaymentStatus.CREATED,
            PaymentStatus.REQUIRES_ACTION,
            PaymentStatus.APPROVED,
            PaymentStatus.PROCESSING,
            PaymentStatus.AUTHORIZED);

    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private Guards() {}

    static BigDecimal amount(Operation operation, Payment payment, BigDecimal asked) {
        if (asked != null && asked.signum() <= 0) {
            throw new PaymentProblem(
                    "HUB-PAY-029",
                    422,
                    "The amount must be more than 0; nothing was done with payment " + payment.id() + ".");
        }
        return switch (operation) {
            case CAPTURE -> capture(payment, asked);
            case VOID -> voiding(payment);
            default -> refund(payment, asked);
        };
    }

    private static BigDecimal capture(Payment payment, BigDecimal asked) {
        BigDecimal held = payment.authorized();
        if (held.signum() == 0) {
            throw new PaymentProblem(
                    "HUB-PAY-018",
                    409,
                    "Payment " + payment.id() + " holds no money that could be captured (it is " + payment.status()
                            + "); nothing was done. Only an authorized payment can be captured.");
        }
        if (asked != null && asked.compareTo(held) > 0) {
            throw new PaymentProblem(
                    "HUB-PAY-019",
                    422,
                    text(asked, payment) + " cannot be captured of payment " + payment.id() + ", which holds "
                            + text(held, payment) + "; nothing was done. Ask for that or less.");
        }
        return asked == null ? held : asked;
    }

    private static BigDecimal voiding(Payment payment) {
        // of a payment that was captured in part, the rest may still be held
        boolean holds = payment.authorized().signum() > 0;
        if (!holds
                && (!VOIDABLE.contains(payment.status()) || payment.captured().signum() > 0)) {
            throw new PaymentProblem(
                    "HUB-PAY-020",
                    409,
                    "Payment " + payment.id() + " cannot be voided (it is " + payment.status() + "); nothing was done. "
                            + (payment.captured().signum() > 0
                                    ? "Its money is captured: refund it."
                                    : "It holds no money any more."));
        }
        return payment.amount().amount();
    }

    private static BigDecimal refund(Payment payment, BigDecimal asked) {
        BigDecimal left = payment.captured().subtract(payment.refunded());
        if (payment.captured().signum() == 0) {
            throw new PaymentProblem(
                    "HUB-PAY-021",
                    409,
                    "Nothing of payment " + payment.id() + " is captured (it is " + payment.status()
                            + "), so nothing can be given back; nothing was done. An authorized payment can be voided.");
        }
        if (left.signum() == 0 || asked != null && asked.compareTo(left) > 0) {
            throw new PaymentProblem(
                    "HUB-PAY-022",
                    422,
                    "Of payment " + payment.id() + ", " + text(left, payment)
                            + " is left that can be given back, refunds under way subtracted; nothing was done. Ask for that or"
                            + " less.");
        }
        return asked == null ? left : asked;
    }

    static PaymentProblem busy(Payment payment) {
        return new PaymentProblem(
                "HUB-PAY-017",
                409,
                "Something else is being done with payment " + payment.id()
                        + " and its outcome is not known yet; nothing more was done. Ask again with the same key a little later.",
                A_MOMENT);
    }

    static PaymentProblem unable(Operation operation, Payment payment) {
        return new PaymentProblem(
                "HUB-PAY-023",
                422,
                payment.gateway() + ", which has payment " + payment.id() + ", cannot "
                        + operation.name().toLowerCase(Locale.ROOT)
                        + "; nothing was done. Another gateway cannot do it for it.");
    }

    static PaymentProblem otherDeed(Operation operation, Payment payment) {
        return new PaymentProblem(
                "HUB-PAY-030",
                409,
                "This idempotency key was used for another " + operation.name().toLowerCase(Locale.ROOT)
                        + " of payment " + payment.id() + "; nothing was done now. Use a new key for a new deed.");
    }

    private static String text(BigDecimal amount, Payment payment) {
        return amount.toPlainString() + " " + payment.amount().currency();
    }
}
