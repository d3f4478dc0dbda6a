package io.dropshiphub.monitoring;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Failures that no caller waits for: they are logged and counted, so that an alert can see them. */
@Component
public class BackgroundErrors {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundErrors.class);

    private final MeterRegistry meters;

    BackgroundErrors(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Logs the failure and adds one to {@code hub.background.errors} of that route. */
    public void report(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure,
            @ExchangeProperty(Exchange.FAILURE_ROUTE_ID) String routeId) {
        String route = routeId == null ? "unknown" : routeId;
        meters.counter("hub.background.errors", "route", route).increment();
        LOG.error("Route {} failed: {}. It goes on with the next input", route, failure.getMessage(), failure);
    }
}
