package io.dropshiphub.admin.http;

import io.dropshiphub.payments.ToldBytes;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.springframework.stereotype.Component;

/** Wraps the bodies that bring secrets into a {@link HiddenBody}, before any node of a route sees them. */
@Component
class HiddenBodies implements RoutePolicyFactory {

    /** The calls of routes/ whose requests bring secrets, or card data by mistake, by id; answers with secrets go through security-answer-once. */
    static final Set<String> CALLS = Set.of(
            "security-token-call",
            "security-refresh-call",
            "security-log-out-call",
            "security-own-password-call",
            "admin-account-open-call",
            // refuses credentials, and they are there all the same
            "admin-account-change-call",
            "admin-account-credentials-call",
            "admin-secret-import-call",
            "payments-request-call",
            "payments-capture-call",
            "payments-void-call",
            "payments-refund-call",
            "payments-review-call",
            "orders-create-call",
            "orders-review-call",
            "orders-cancel-call");

    /** What payment gateways tell by themselves, with ids that may be used to pay; signed over its bytes, so that it stays bytes. */
    static final String WEBHOOK = "payments-webhook-take-call";

    @Override
    public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
        if (routeId.equals(WEBHOOK)) {
            return new HidingBytes();
        }
        return CALLS.contains(routeId) ? new Hiding() : null;
    }

    private static final class HidingBytes extends RoutePolicySupport {

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            exchange.getIn().setBody(new ToldBytes(exchange.getIn().getBody(byte[].class)));
        }
    }

    private static final class Hiding extends RoutePolicySupport {

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            exchange.getIn().setBody(new HiddenBody(exchange.getIn().getBody(String.class)));
        }
    }
}
