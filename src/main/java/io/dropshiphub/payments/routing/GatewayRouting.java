package io.dropshiphub.payments.routing;

import io.dropshiphub.payments.Gateway;
import io.dropshiphub.payments.GatewayBreakers;
import io.dropshiphub.payments.Gateways;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.PaymentRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which gateways could take a payment, and in which order they are tried. */
@Component
public class GatewayRouting {

    private final Gateways gateways;
    private final GatewayBreakers breakers;
    private final RestingGateways resting;

    GatewayRouting(Gateways gateways, GatewayBreakers breakers, RestingGateways resting) {
        this.gateways = gateways;
        this.breakers = breakers;
        this.resting = resting;
    }

    /**
     * The gateways to try, in this order; at least one.
     *
     * @throws PaymentProblem when there is none: 422, or 503 when waiting helps; with the reason of each
     */
    public List<String> order(PaymentRequest request, Operation operation) {
        if (request.gateway() != null) {
            // an unknown one is a mistake that must not pass in silence
            gateways.get(request.gateway());
        }
        List<Candidate> candidates = gateways.all().stream()
                .map(gateway -> candidate(gateway, request, operation))
                .toList();
        List<String> order = Order.of(candidates, request.gateway(), ThreadLocalRandom.current()::nextDouble);
        if (order.isEmpty()) {
            throw nobody(candidates);
        }
        return order;
    }

    private Candidate candidate(Gateway gateway, PaymentRequest request, Operation operation) {
        String name = gateway.name();
        if (!gateway.enabled()) {
            return Candidate.never(name, "its credentials are not set");
        }
        if (!gateway.operations().contains(operation)) {
            return Candidate.never(name, "it cannot " + operation.name().toLowerCase(Locale.ROOT));
        }
        if (!request.methods().containsKey(name)) {
            return Candidate.never(name, "payment_method has nothing for it");
        }
        Optional<String> refusal = gateway.refusal(request);
        if (refusal.isPresent()) {
            return Candidate.never(name, refusal.get());
        }
        if (!breakers.lets(name)) {
            return Candidate.later(
                    name, "its circuit breaker is open", gateway.limits().open());
        }
        return resting.rests(name, operation)
                .map(left -> Candidate.later(name, "it has been called too often", left))
                .orElseGet(() -> Candidate.eligible(name, gateway.limits().weight()));
    }

    private static PaymentProblem nobody(List<Candidate> candidates) {
        String reasons = candidates.stream()
                .map(candidate -> candidate.name() + ": " + candidate.against().replaceFirst("\\.$", ""))
                .collect(Collectors.joining("; "));
        Optional<Duration> wait = candidates.stream()
                .map(Candidate::passes)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
        return wait.map(shortest -> new PaymentProblem(
                        "HUB-PAY-015",
                        503,
                        "No gateway can take this payment now (" + reasons
                                + "); nothing was sent. Ask again with the same key a little later.",
                        shortest))
                .orElseGet(() -> new PaymentProblem(
                        "HUB-PAY-014",
                        422,
                        "No gateway can take this payment ("
                                + (reasons.isEmpty() ? "the hub has no gateways" : reasons)
                                + "); nothing was sent. Change what the reasons name."));
    }
}
