package io.dropshiphub.payments.engine;

import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentRequest;
import io.dropshiphub.payments.PaymentRequests;
import io.dropshiphub.payments.ledger.Attempt;
import io.dropshiphub.payments.ledger.Attempts;
import io.dropshiphub.payments.ledger.PaymentBooks;
import io.dropshiphub.payments.routing.GatewayRouting;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Begins payments: writes down what is asked for, where it is tried first, and with which key, before anything is sent. */
@Component
public class PaymentOpenings {

    private final PaymentRequests requests;
    private final GatewayRouting routing;
    private final PaymentBooks books;
    private final Attempts attempts;
    private final Calls calls;
    private final PaymentsProperties settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PaymentOpenings(
            PaymentRequests requests,
            GatewayRouting routing,
            PaymentBooks books,
            Attempts attempts,
            Calls calls,
            PaymentsProperties settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.requests = requests;
        this.routing = routing;
        this.books = books;
        this.attempts = attempts;
        this.calls = calls;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Takes the money, or holds it when the request says so.
     *
     * @param body a {@link PaymentRequest}, or its fields as JSON or a map
     * @throws io.dropshiphub.payments.PaymentProblem when nothing is or was sent: a mistake in the request, the key of another
     *     payment, or no gateway that could take it
     */
    public Round charge(@Body Object body) {
        return begin(requests.read(body));
    }

    /** Holds the money, whatever the request says; otherwise as {@link #charge}. */
    public Round authorize(@Body Object body) {
        return begin(requests.read(body).held());
    }

    private Round begin(PaymentRequest request) {
        return books.known(request)
                .map(PaymentOpenings::asBefore)
                .orElseGet(() -> open(
                        request, routing.order(request, request.captures() ? Operation.CHARGE : Operation.AUTHORIZE)));
    }

    private Round open(PaymentRequest request, List<String> order) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        Attempt prepared = calls.pay(id, request, order.get(0));
        Optional<Attempt> begun = transaction.execute(status -> {
            if (!books.open(id, request, order.get(0), now)) {
                return Optional.empty();
            }
            return Optional.of(
                    attempts.begin(prepared, null, now.plus(settings.resolve().lease())));
        });
        if (begun.isEmpty()) {
            // somebody was faster with the same key
            return asBefore(books.known(request).orElseThrow());
        }
        return Round.of(begun.get(), calls.task(begun.get(), request), now, order.subList(1, order.size()), request);
    }

    private static Round asBefore(UUID id) {
        return Round.nothing(id, null);
    }
}
