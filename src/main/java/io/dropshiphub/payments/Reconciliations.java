package io.dropshiphub.payments;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Compares the ledger with what gateways list: {@code direct:payment-reconcile} does it at once, {@link #ask} in the background. */
public interface Reconciliations {

    /**
     * What is to be compared; body of {@code direct:payment-reconcile}, which answers with a {@link Reconciliation}.
     *
     * @param gateway the gateway's name
     * @param from the period's begin, included
     * @param to its end, excluded; not in the future, 31 days after {@code from} at most
     * @param askedBy who asks, for people; not null
     */
    record Wish(String gateway, Instant from, Instant to, String askedBy) {}

    /**
     * Has it compared soon.
     *
     * @throws PaymentProblem 400 for a period or gateway that cannot be compared
     */
    Reconciliation ask(Wish wish);

    /** One of them. */
    Optional<Reconciliation> find(long id);

    /** All of a gateway, or of all when it is null; the newest first. */
    List<Reconciliation> list(String gateway, int limit, int offset);

    /** The differences that one has found, in the order of their kinds. */
    List<Reconciliation.Difference> differences(long id, int limit, int offset);
}
