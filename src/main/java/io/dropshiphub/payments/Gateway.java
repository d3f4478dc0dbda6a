package io.dropshiphub.payments;

import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.ApiReply;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * One payment gateway, as far as it can be told without sending anything: what it takes, how it is asked, what it answers. It
 * holds no state and sends nothing; the route {@code direct:payment-<name>-call} sends.
 */
public interface Gateway {

    /** The name in settings, routes, requests and the ledger: {@code stripe}, {@code paypal}, {@code square}, {@code toss}. */
    String name();

    /** Whether its credentials are configured. */
    boolean enabled();

    /** How much it is given to do. */
    GatewayLimits limits();

    /** What it can be asked. */
    Set<Operation> operations();

    /** How it writes amounts. */
    GatewayAmounts amounts();

    /**
     * Why a payment cannot be asked of it, found without asking: currency, decimals, least and largest amount, length of fields,
     * form of the token.
     *
     * @return a sentence without the gateway's name, empty when nothing speaks against it
     */
    Optional<String> refusal(PaymentRequest request);

    /**
     * The HTTP request, without what proves who calls: it is stored before it is sent, and sent again as it is.
     *
     * @return a request whose body, if any, is UTF-8 text; {@link ApiCall#creates()} as {@link Operation#writes()}
     */
    ApiCall request(GatewayCall call);

    /**
     * What the answer means.
     *
     * @throws GatewayTrouble when it says nothing about the call but that the gateway has trouble; counts in its circuit breaker
     */
    GatewayAnswer read(GatewayCall call, ApiReply reply);

    /** For how long the same key surely means the same try, kept well below what the gateway promises. */
    Duration keyLife();
}
