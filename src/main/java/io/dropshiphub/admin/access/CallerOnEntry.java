package io.dropshiphub.admin.access;

import io.dropshiphub.product.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.springframework.stereotype.Component;

/**
 * Tells every route that a request comes in by who sent it, as the variable {@value Caller#VARIABLE}, and from where, as
 * {@value Caller#ADDRESS_VARIABLE}.
 */
@Component
class CallerOnEntry implements RoutePolicyFactory {

    /** The request attribute in which the log-in leaves the {@link Caller}. */
    static final String ATTRIBUTE = Caller.class.getName();

    @Override
    public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
        // a policy is asked at every begin of every exchange, and jobs pass a dozen inner routes
        if (!isEntrance(route)) {
            return null;
        }
        return new RoutePolicySupport() {
            @Override
            public void onExchangeBegin(Route begun, Exchange exchange) {
                if (exchange.getIn() instanceof PlatformHttpMessage message) {
                    HttpServletRequest request = message.getRequest();
                    exchange.setVariable(Caller.ADDRESS_VARIABLE, request.getRemoteAddr());
                    // missing only where the access rules ask for no log-in
                    exchange.setVariable(Caller.VARIABLE, request.getAttribute(ATTRIBUTE));
                }
            }
        };
    }

    private static boolean isEntrance(NamedNode route) {
        return route instanceof RouteDefinition definition
                && definition.getInput().getEndpointUri().matches("(rest|platform-http).*");
    }
}
