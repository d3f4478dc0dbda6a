package io.dropshiphub.storage;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.springframework.stereotype.Component;

/**
 * Times every route {@code storage-<store>-<operation>} as {@code hub.storage.seconds}, by store and operation: what the
 * store and its quick retries take, also of calls that fail. Of a get it is the time until the content begins.
 */
@Component
class StoreTimes implements RoutePolicyFactory {

    private static final Pattern TIMED = Pattern.compile("storage-("
            + Stream.of(Store.values()).map(Store::key).collect(Collectors.joining("|"))
            + ")-(put|get|exists|delete|url)");

    private final MeterRegistry metrics;

    StoreTimes(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        Matcher timed = TIMED.matcher(routeId);
        return timed.matches() ? new Stopwatch(metrics, timed.group(1), timed.group(2)) : null;
    }

    private static final class Stopwatch extends RoutePolicySupport {

        private final MeterRegistry metrics;
        private final Timer timer;
        private final String begun;

        Stopwatch(MeterRegistry metrics, String store, String operation) {
            this.metrics = metrics;
            timer = Timer.builder("hub.storage.seconds")
                    .tag("store", store)
                    .tag("operation", operation)
                    .register(metrics);
            begun = "HubStorageBegun-" + store + "-" + operation;
        }

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            exchange.setProperty(begun, Timer.start(metrics));
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            Timer.Sample sample = (Timer.Sample) exchange.removeProperty(begun);
            if (sample != null) {
                sample.stop(timer);
            }
        }
    }
}
