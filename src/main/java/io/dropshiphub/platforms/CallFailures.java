package io.dropshiphub.platforms;

import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.HttpStep;
import io.dropshiphub.calls.NeverSent;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Decides what an exception on a dispatch route means for its job. */
@Component
public class CallFailures {

    private static final Logger LOG = LoggerFactory.getLogger(CallFailures.class);

    /**
     * The outcome of a job whose route has ended with an exception.
     *
     * @param failure what ended it
     * @param job the job
     * @param call the last request that may have been sent, null when none was
     */
    public Outcome classify(
            @ExchangeException Exception failure,
            @Variable("job") ListingJob job,
            @Variable(HttpStep.CALL) ApiCall call) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CallFailed decided) {
                return decided.outcome();
            }
            if (cause instanceof CallNotPermittedException open) {
                return Outcome.of(
                        OutcomeClass.PLATFORM_DOWN,
                        "HUB-CALL-003",
                        "The circuit breaker '" + open.getCausingCircuitBreakerName() + "' of " + job.platform()
                                + " is open after repeated failures; nothing was sent. The job waits and goes on by itself"
                                + " when the marketplace answers again.");
            }
            if (NeverSent.proves(cause)) {
                return Outcome.of(
                        OutcomeClass.NOT_SENT,
                        "HUB-CALL-001",
                        "No connection to " + job.platform() + " (" + cause.getMessage()
                                + "); nothing was sent, the job is tried again by schedule.");
            }
        }
        if (call != null && call.creates()) {
            return Outcome.of(
                    OutcomeClass.UNKNOWN,
                    "HUB-CALL-002",
                    "The answer of " + job.platform() + " to the creation of '"
                            + job.product().sku() + "' did not arrive (" + reason(failure)
                            + "); it may exist. The hub looks it up by seller SKU before anything else.");
        }
        if (call == null) {
            LOG.error("Job {} of {} failed before anything was sent", job.id(), job.platform(), failure);
            return Outcome.of(
                    OutcomeClass.NOT_SENT,
                    "HUB-CALL-006",
                    "The hub could not prepare the call to " + job.platform() + " for '"
                            + job.product().sku() + "' (" + reason(failure)
                            + "); nothing was sent, the job is tried again by schedule.");
        }
        return Outcome.of(
                OutcomeClass.NOT_SENT,
                "HUB-CALL-004",
                "The call " + call + " to " + job.platform() + " for '"
                        + job.product().sku() + "' was not answered (" + reason(failure)
                        + "); it creates nothing and is tried again by schedule.");
    }

    private static String reason(Exception failure) {
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
