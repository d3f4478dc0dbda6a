package io.dropshiphub.payments;

import io.dropshiphub.calls.ApiCall;

/**
 * Body of {@code direct:payment-<gateway>-call}: what is asked, and the request for it, which may be a stored one.
 *
 * @param gateway the gateway's name
 * @param call what is asked
 * @param request the request without what proves who calls
 */
public record GatewayTask(String gateway, GatewayCall call, ApiCall request) {

    /** Nothing that could be used to pay. */
    @Override
    public String toString() {
        return call + " at " + gateway;
    }
}
