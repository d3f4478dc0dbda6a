package io.dropshiphub.platforms.eleventst;

import io.dropshiphub.accounts.ConnectionReport;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.product.Outcome;
import java.util.Map;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Asks 11st for the seller's shipping addresses: the list of categories would prove nothing, it needs no key. */
@Component
public class EleventstConnection {

    private static final String ADDRESSES = "/areaservice/outboundarea";

    private final MarketAccounts accounts;
    private final EleventstReplies replies;

    EleventstConnection(MarketAccounts accounts, EleventstReplies replies) {
        this.accounts = accounts;
        this.replies = replies;
    }

    /** The call with the account's key; the body is the account's id. */
    public ApiCall ask(@Body Long accountId) {
        return new ApiCall(
                "GET",
                ADDRESSES,
                null,
                Map.of("openapikey", accounts.credentials(accountId).get("api-key"), "Accept", "application/xml"),
                null,
                false);
    }

    /** What the answer says about the account. */
    public ConnectionReport judge(@Body EleventstReply reply) {
        Outcome problem = replies.problem(reply);
        return problem == null
                ? ConnectionReport.ok(
                        "11st accepts the key; its first shipping address is number " + reply.text("addrSeq") + ".")
                : ConnectionReport.of(problem);
    }
}
