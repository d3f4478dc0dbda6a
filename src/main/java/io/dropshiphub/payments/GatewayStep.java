package io.dropshiphub.payments;

import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.calls.HttpStep;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** What the call routes of all gateways have in common. */
@Component
public class GatewayStep {

    /** Variable that holds the {@link GatewayTask} under way. */
    public static final String TASK = "gatewayTask";

    private final Gateways gateways;

    GatewayStep(Gateways gateways) {
        this.gateways = gateways;
    }

    /** Begins a {@link GatewayTask}, the body: remembers it, and nothing of what was sent earlier in this exchange. */
    public void begin(Exchange exchange) {
        exchange.setVariable(TASK, exchange.getMessage().getBody(GatewayTask.class));
        exchange.setVariable(HttpStep.LAST, new AtomicReference<ApiCall>());
    }

    /** How many calls of this operation the gateway is sent in a window. */
    public long limit(@Body GatewayTask task) {
        return gateways.get(task.gateway()).limits().of(task.call().operation());
    }

    /**
     * What the answer means.
     *
     * @throws GatewayTrouble for the circuit breaker, see {@link Gateway#read}
     */
    public GatewayAnswer read(@Variable(TASK) GatewayTask task, @Body ApiReply reply) {
        return gateways.get(task.gateway()).read(task.call(), reply);
    }
}
