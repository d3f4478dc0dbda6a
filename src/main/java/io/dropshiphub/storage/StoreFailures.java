package io.dropshiphub.storage;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Turns whatever ended a store's route into one kind of failure, so that the calling route can decide what follows. */
@Component
public class StoreFailures {

    private static final Logger LOG = LoggerFactory.getLogger(StoreFailures.class);

    /** What passed a circuit breaker as an answer about one object ends its call here; everything else goes on. */
    public Object raise(@Body Object answer) {
        if (answer instanceof StoreFailure about) {
            throw about;
        }
        return answer;
    }

    /** The failure, as an answer. */
    public StoreFailure classify(@ExchangeException Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreFailure known) {
                return known;
            }
            if (cause instanceof CallNotPermittedException) {
                return StoreFailure.of(
                        StoreFailure.Kind.RESTING, "failed repeatedly and is left alone for a while, nothing was sent");
            }
            if (cause instanceof FileNotFoundException gone) {
                return StoreFailure.outage("could not read " + gone.getMessage(), gone);
            }
            if (cause instanceof IOException io) {
                return StoreFailure.outage(
                        "could not be reached or broke off (" + io.getClass().getSimpleName() + ": " + io.getMessage()
                                + ")",
                        io);
            }
        }
        LOG.error("A store's route failed in an unforeseen way", failure);
        return StoreFailure.outage("failed with " + failure.getClass().getSimpleName(), failure);
    }
}
