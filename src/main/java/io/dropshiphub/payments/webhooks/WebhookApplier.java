package io.dropshiphub.payments.webhooks;

import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentLedger;
import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.product.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What follows from an event: the payment that it is about is read at its gateway. What the event itself says changes nothing, so it
 * does not matter in which order events come, how often, or how old they are.
 */
@Component
public class WebhookApplier {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookApplier.class);

    /** Answers that show how the payment is; any other one says why it could not be read. */
    private static final Set<Kind> READ =
            EnumSet.of(Kind.DONE, Kind.DECLINED, Kind.REFUSED, Kind.ALREADY_DONE, Kind.ABSENT);

    private final StoredEvents events;
    private final PaymentLedger ledger;
    private final WebhookProperties settings;
    private final Clock clock;

    WebhookApplier(StoredEvents events, PaymentLedger ledger, WebhookProperties settings, Clock clock) {
        this.events = events;
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    /** Events whose time has come, the oldest first. */
    public List<KeptEvent> due() {
        return events.claim(clock.instant(), settings.lease(), settings.most());
    }

    /** When a reading begins that an event is settled with. */
    public Instant now() {
        return clock.instant();
    }

    /** The payment that has to be read for an event, or null when none has to be: the event is then seen to. */
    public UUID payment(@Body KeptEvent event) {
        Optional<Payment> about = find(event);
        if (about.isEmpty()) {
            waitOrIgnore(event);
            return null;
        }
        Payment payment = about.get();
        events.found(event.id(), payment.id());
        if (events.readSince(payment.id(), event.receivedAt())) {
            events.end(event.id(), "applied", null, null);
            return null;
        }
        Optional<Instant> free = events.lastReading(payment.id()).map(last -> last.plus(settings.apart()));
        if (free.isPresent() && clock.instant().isBefore(free.get())) {
            events.await(event.id(), free.get());
            return null;
        }
        // it may be the first that names the gateway's id, when the answer to the payment was lost
        ledger.learn(payment.id(), event.gateway(), event.namedIds());
        return payment.id();
    }

    /**
     * The payment was asked for.
     *
     * @param answer what the gateway answered last; null when it need not be asked
     */
    public void applied(
            @Variable("event") KeptEvent event,
            @Variable("readAt") Instant readAt,
            @Variable("gatewayAnswer") GatewayAnswer answer) {
        if (answer == null || READ.contains(answer.kind())) {
            events.end(event.id(), "applied", null, readAt);
        } else {
            putOff(event, answer.code() + " " + answer.message(), readAt, answer.retryAfter());
        }
    }

    /** The payment could not be asked for. */
    public void failed(
            @Variable("event") KeptEvent event,
            @Variable("readAt") Instant readAt,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure) {
        putOff(
                event,
                failure instanceof CodedProblem problem
                        ? problem.code() + " " + problem.detail()
                        : failure.getClass().getSimpleName(),
                readAt,
                null);
    }

    /** Later again, as long as that may help. */
    private void putOff(KeptEvent event, String why, Instant readAt, Duration asked) {
        if (event.tries() <= settings.delays().size()) {
            Duration delay = settings.delays().get(event.tries() - 1);
            Duration wait = asked == null || asked.compareTo(delay) < 0 ? delay : asked;
            events.later(event.id(), why, readAt, clock.instant().plus(wait));
            LOG.warn("HUB-PAY-205 {} could not be applied, tried again in {} s: {}", event, wait.toSeconds(), why);
        } else {
            events.end(event.id(), "failed", why, readAt);
            LOG.error(
                    "HUB-PAY-206 {} was given up after {} tries; ask for its payment with ?refresh=true: {}",
                    event,
                    event.tries(),
                    why);
        }
    }

    /** Deletes old events. */
    public void purge() {
        events.purge(clock.instant().minus(settings.keep()));
    }

    private Optional<Payment> find(KeptEvent event) {
        Optional<Payment> known = ledger.find(event.gateway(), event.namedIds());
        return known.isPresent() || event.namedId() == null
                ? known
                : ledger.find(Scope.ALL, event.namedId())
                        .filter(payment -> event.gateway().equals(payment.gateway()));
    }

    /** An event may come before the answer that tells the hub the gateway's id; later on it is somebody else's payment. */
    private void waitOrIgnore(KeptEvent event) {
        Instant now = clock.instant();
        Instant until = event.receivedAt().plus(settings.unknownFor());
        if (now.isBefore(until)) {
            Duration delay = settings.delays()
                    .get(Math.min(event.tries(), settings.delays().size()) - 1);
            Instant next = now.plus(delay);
            events.later(
                    event.id(),
                    "HUB-PAY-204 The ledger does not know what it is about yet",
                    null,
                    next.isBefore(until) ? next : until);
        } else {
            events.end(event.id(), "ignored", "HUB-PAY-204 It is about no payment of this hub", null);
        }
    }
}
