package io.dropshiphub.payments.engine;

import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayPayment;
import io.dropshiphub.payments.GatewayRefund;
import io.dropshiphub.payments.References;
import io.dropshiphub.payments.Refund;
import io.dropshiphub.payments.RefundStatus;
import io.dropshiphub.payments.ledger.Held;
import io.dropshiphub.payments.ledger.Integrity;
import io.dropshiphub.payments.ledger.PaymentBooks;
import io.dropshiphub.payments.ledger.RefundBooks;
import io.dropshiphub.payments.ledger.Standing;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Takes what an answer shows of a payment or refund into the books, unless it does not fit. */
@Component
class Sightings {

    private final PaymentBooks books;
    private final RefundBooks refunds;
    private final PaymentsProperties settings;

    Sightings(PaymentBooks books, RefundBooks refunds, PaymentsProperties settings) {
        this.books = books;
        this.refunds = refunds;
        this.settings = settings;
    }

    /**
     * The payment with what was shown.
     *
     * @param held with all that is proven now
     * @param unfit what was shown does not fit what was asked: a person has to look, and it counts for nothing
     */
    record Seen(Held held, boolean unfit) {}

    /** Takes in what an answer shows; what is proven is not written yet. */
    Seen take(Held held, GatewayAnswer answer, UUID refundId, Instant now) {
        Seen seen = answer.payment() == null ? new Seen(held, false) : payment(held, answer.payment());
        return answer.refund() == null || refundId == null
                ? seen
                : refund(seen, refunds.find(refundId), answer.refund(), now);
    }

    private Seen payment(Held held, GatewayPayment shown) {
        UUID id = held.payment().id();
        String gateway = held.payment().gateway();
        Optional<String> complaint = Integrity.complaint(held.payment().amount(), shown);
        if (complaint.isPresent()) {
            books.review(
                    id,
                    "HUB-PAY-013",
                    gateway + " " + complaint.get() + "; its answer was not taken over. Compare the payment with "
                            + gateway + "'s own pages.");
            return new Seen(held, true);
        }
        if (strange(id, gateway, shown.references())) {
            return new Seen(held, true);
        }
        Standing before = held.standing();
        Standing after = before.with(shown, held.payment().amount().amount());
        if (before.status().endedWithoutCharge() && after.status().captured()) {
            books.review(
                    id,
                    "HUB-PAY-025",
                    "The payment had ended as " + before.status() + ", and " + gateway
                            + " shows now that it was captured. Refund it if the payer has paid otherwise meanwhile.");
        }
        return new Seen(held.with(after), false);
    }

    private Seen refund(Seen seen, Refund before, GatewayRefund shown, Instant now) {
        Held held = seen.held();
        UUID id = held.payment().id();
        String gateway = held.payment().gateway();
        boolean other = shown.amount() != null
                && (!shown.amount().currency().equals(before.amount().currency())
                        || shown.amount().amount().compareTo(before.amount().amount()) != 0);
        if (other) {
            books.review(
                    id,
                    "HUB-PAY-013",
                    gateway + " shows a refund of "
                            + shown.amount().amount().toPlainString() + " instead of "
                            + before.amount().amount().toPlainString()
                            + "; its answer was not taken over. Compare the payment with " + gateway + "'s own pages.");
            return new Seen(held, true);
        }
        if (shown.reference() != null && strange(id, gateway, References.of(References.REFUND, shown.reference()))) {
            return new Seen(held, true);
        }
        Refund after = refunds.show(before, shown, now);
        if (before.status() == RefundStatus.SUCCEEDED && after.status() != RefundStatus.SUCCEEDED) {
            books.review(
                    id,
                    "HUB-PAY-038",
                    "Refund " + before.id() + " had succeeded and is " + after.status() + " at " + gateway
                            + " now. Give the money back another way, or ask for a new refund.");
        }
        if (after.status() != RefundStatus.PENDING) {
            refunds.lookAt(before.id(), null);
        } else if (before.reference() == null) {
            refunds.lookAt(before.id(), now.plus(settings.look().delay(0)));
        }
        return new Seen(
                held.with(held.standing()
                        .givenBack(
                                refunds.succeeded(id), held.payment().amount().amount())),
                seen.unfit());
    }

    private boolean strange(UUID id, String gateway, References references) {
        Optional<String> others = books.refer(id, gateway, references);
        others.ifPresent(reference -> books.review(
                id,
                "HUB-PAY-026",
                gateway + " answered with " + reference
                        + ", which belongs to another payment; it was not taken over. Compare" + " both with " + gateway
                        + "'s own pages."));
        return others.isPresent();
    }
}
