package io.dropshiphub.payments.ledger;

import static io.dropshiphub.payments.PaymentStatus.APPROVED;
import static io.dropshiphub.payments.PaymentStatus.AUTHORIZED;
import static io.dropshiphub.payments.PaymentStatus.CANCELED;
import static io.dropshiphub.payments.PaymentStatus.CREATED;
import static io.dropshiphub.payments.PaymentStatus.DECLINED;
import static io.dropshiphub.payments.PaymentStatus.EXPIRED;
import static io.dropshiphub.payments.PaymentStatus.FAILED;
import static io.dropshiphub.payments.PaymentStatus.PARTIALLY_REFUNDED;
import static io.dropshiphub.payments.PaymentStatus.PROCESSING;
import static io.dropshiphub.payments.PaymentStatus.REFUNDED;
import static io.dropshiphub.payments.PaymentStatus.REQUIRES_ACTION;
import static io.dropshiphub.payments.PaymentStatus.SUCCEEDED;

import io.dropshiphub.payments.GatewayPayment;
import io.dropshiphub.payments.PaymentStatus;
import java.math.BigDecimal;
import java.util.List;

/**
 * What is proven of a payment. Gateways tell it in any order and more than once; whatever the order, the same is proven in the end,
 * because every part of it only moves forward.
 *
 * @param status never {@link PaymentStatus#UNKNOWN}
 * @param nativeStatus in the gateway's words, or null
 * @param authorized held and not yet captured
 * @param captured taken
 * @param refunded given back for sure
 * @param actionUrl where the payer has to go, while they have to; else null
 */
public record Standing(
        PaymentStatus status,
        String nativeStatus,
        BigDecimal authorized,
        BigDecimal captured,
        BigDecimal refunded,
        String actionUrl) {

    /** Nothing is known of it but that it was asked for. */
    public static final Standing NEW =
            new Standing(CREATED, null, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, null);

    /** Later ones overrule earlier ones. Money that moved overrules every other end. */
    private static final List<PaymentStatus> FORWARD = List.of(
            CREATED,
            REQUIRES_ACTION,
            APPROVED,
            PROCESSING,
            AUTHORIZED,
            DECLINED,
            FAILED,
            EXPIRED,
            CANCELED,
            SUCCEEDED,
            PARTIALLY_REFUNDED,
            REFUNDED);

    /** With what a gateway shows of a payment of that amount; what it does not show stays. */
    public Standing with(GatewayPayment shown, BigDecimal amount) {
        BigDecimal taken = shown.captured() == null && shown.status().captured() ? amount : orZero(shown.captured());
        BigDecimal back =
                shown.refunded() == null && shown.status() == REFUNDED ? taken.max(captured) : orZero(shown.refunded());
        BigDecimal held = shown.authorized() == null && shown.status() == AUTHORIZED
                ? amount.subtract(taken)
                : shown.authorized();
        return with(new Standing(shown.status(), shown.nativeStatus(), held, taken, back, shown.actionUrl()), amount);
    }

    /** With a status that follows from something else than a gateway's picture of the payment. */
    public Standing with(PaymentStatus proven, BigDecimal amount) {
        return with(new Standing(proven, null, null, captured, refunded, null), amount);
    }

    /** With so much captured. */
    public Standing taken(BigDecimal sum, BigDecimal amount) {
        return with(new Standing(SUCCEEDED, null, authorized.subtract(sum), captured.add(sum), refunded, null), amount);
    }

    /** With so much being captured, of which it is not known yet whether it comes: it cannot be captured once more. */
    public Standing taking(BigDecimal sum, BigDecimal amount) {
        return with(new Standing(PROCESSING, null, null, captured, refunded, null), amount)
                .holding(authorized.subtract(sum).max(BigDecimal.ZERO));
    }

    /** With nothing held any more; what was captured before, stays so. */
    public Standing letGo(BigDecimal amount) {
        return with(CANCELED, amount).holding(BigDecimal.ZERO);
    }

    private Standing holding(BigDecimal held) {
        return new Standing(status, nativeStatus, held, captured, refunded, actionUrl);
    }

    /** With so much given back in all. */
    public Standing givenBack(BigDecimal sum, BigDecimal amount) {
        return with(new Standing(SUCCEEDED, null, null, captured, sum, null), amount);
    }

    private Standing with(Standing other, BigDecimal amount) {
        BigDecimal taken = captured.max(other.captured);
        BigDecimal back = refunded.max(other.refunded).min(taken);
        boolean newer = other.isNotBehind(this);
        PaymentStatus further = FORWARD.indexOf(other.status) > FORWARD.indexOf(status) ? other.status : status;
        PaymentStatus now = ofMoney(further, taken, back);
        BigDecimal held = newer && other.authorized != null ? other.authorized : authorized;
        return new Standing(
                now,
                newer && other.nativeStatus != null ? other.nativeStatus : nativeStatus,
                now.endedWithoutCharge()
                        ? BigDecimal.ZERO
                        : held.min(amount.subtract(taken)).max(BigDecimal.ZERO),
                taken,
                back,
                now != REQUIRES_ACTION ? null : newer && other.actionUrl != null ? other.actionUrl : actionUrl);
    }

    /** Once money was captured, the amounts tell the status. */
    private static PaymentStatus ofMoney(PaymentStatus status, BigDecimal captured, BigDecimal refunded) {
        if (captured.signum() == 0) {
            return status;
        }
        return refunded.signum() == 0 ? SUCCEEDED : refunded.compareTo(captured) < 0 ? PARTIALLY_REFUNDED : REFUNDED;
    }

    private boolean isNotBehind(Standing other) {
        int money = captured.compareTo(other.captured) != 0
                ? captured.compareTo(other.captured)
                : refunded.compareTo(other.refunded);
        return money != 0
                ? money > 0
                : FORWARD.indexOf(ofMoney(status, captured, refunded)) >= FORWARD.indexOf(other.status);
    }

    private static BigDecimal orZero(BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
