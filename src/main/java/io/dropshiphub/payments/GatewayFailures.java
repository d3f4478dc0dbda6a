package io.dropshiphub.payments;

import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.HttpStep;
import io.dropshiphub.calls.NeverSent;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.apache.camel.processor.ThrottlerRejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Turns whatever ended a gateway's route into an answer, so that what follows is decided in one place. */
@Component
public class GatewayFailures {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayFailures.class);

    /**
     * The answer that the failure amounts to.
     *
     * @param failure what ended the route
     * @param task what was asked
     * @param last holds the last request that may have been sent, nothing when none was
     */
    public GatewayAnswer classify(
            @ExchangeException Exception failure,
            @Variable(GatewayStep.TASK) GatewayTask task,
            @Variable(HttpStep.LAST) AtomicReference<ApiCall> last) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof GatewayTrouble trouble) {
                return trouble.answer();
            }
            if (cause instanceof CallNotPermittedException) {
                return GatewayAnswer.of(
                        GatewayAnswer.Kind.NOT_SENT,
                        "HUB-PAY-002",
                        "The circuit breaker of " + task.gateway()
                                + " is open after repeated failures; nothing was sent. It is tried again by itself.");
            }
            if (cause instanceof ThrottlerRejectedExecutionException) {
                return GatewayAnswer.of(
                        GatewayAnswer.Kind.RATE_LIMITED,
                        "HUB-PAY-003",
                        "The hub's own limit of calls to " + task.gateway() + " is used up (hub.payments."
                                + task.gateway() + ".limits); nothing was sent.");
            }
            if (NeverSent.proves(cause)) {
                return GatewayAnswer.of(
                        GatewayAnswer.Kind.NOT_SENT,
                        "HUB-PAY-004",
                        "No connection to " + task.gateway() + " (" + cause.getMessage() + "); nothing was sent.");
            }
        }
        ApiCall sent = last.get();
        if (sent == null || !sent.creates() && task.call().operation().writes()) {
            // not even the request was made, or only a token was asked for
            LOG.error("The call of {} could not be made", task, failure);
            return GatewayAnswer.of(
                    GatewayAnswer.Kind.NOT_SENT,
                    "HUB-PAY-005",
                    "The hub could not make the call to " + task.gateway() + " ("
                            + failure.getClass().getSimpleName() + "); nothing was sent. The log says more.");
        }
        return GatewayAnswer.of(
                GatewayAnswer.Kind.UNKNOWN,
                "HUB-PAY-006",
                task.gateway() + " gave no usable answer (" + failure.getClass().getSimpleName()
                        + "); it may have carried out the call. The hub finds out at " + task.gateway() + " only.");
    }
}
