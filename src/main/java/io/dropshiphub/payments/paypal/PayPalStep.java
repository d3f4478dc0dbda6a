package io.dropshiphub.payments.paypal;

import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.calls.HttpStep;
import io.dropshiphub.payments.GatewayStep;
import io.dropshiphub.payments.GatewayTask;
import io.dropshiphub.payments.GatewayTrouble;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * A call to PayPal between its token and its answer. What comes back is the next request ({@link ApiCall}) while there is one to
 * send, and then the answer.
 */
@Component
public class PayPalStep {

    private final PayPalTokens tokens;
    private final PayPalGateway gateway;

    PayPalStep(PayPalTokens tokens, PayPalGateway gateway) {
        this.tokens = tokens;
        this.gateway = gateway;
    }

    /** The request with an access token, or the answer when PayPal gives none to the hub's credentials. */
    public Object begin(@Body GatewayTask task) {
        try {
            return tokens.authorize(task.request());
        } catch (PayPalTokens.Refused refused) {
            return refused.answer();
        }
    }

    /** Whether there is a request to send, and no answer yet. */
    public boolean isRequest(@Body Object body) {
        return body instanceof ApiCall;
    }

    /**
     * The answer; after a token that another one may help, the same request with another one.
     *
     * @throws GatewayTrouble for the circuit breaker, see {@link PayPalGateway#read}
     */
    public Object next(
            @Body ApiReply reply, @Variable(HttpStep.CALL) ApiCall sent, @Variable(GatewayStep.TASK) GatewayTask task) {
        if (reply.status() != 401 || !tokens.isWorthAnother(sent)) {
            return gateway.read(task.call(), reply);
        }
        try {
            return tokens.authorizeAnew(sent);
        } catch (PayPalTokens.Refused refused) {
            return refused.answer();
        }
    }
}
