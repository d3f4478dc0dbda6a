package io.dropshiphub.platforms.coupang;

import io.dropshiphub.accounts.ConnectionReport;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.JsonReply;
import io.dropshiphub.product.Outcome;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Asks Coupang how many listings the vendor has: a signed query that changes nothing (developer docs, inflow status). */
@Component
public class CoupangConnection {

    private final CoupangSigner signer;
    private final CoupangReplies replies;

    CoupangConnection(CoupangSigner signer, CoupangReplies replies) {
        this.signer = signer;
        this.replies = replies;
    }

    /** The signed call; the body is the account's id. */
    public ApiCall ask(@Body Long accountId) {
        return signer.signFor(ApiCall.get(CoupangPaths.PRODUCTS + "/inflow-status", null), accountId);
    }

    /** What the answer says about the account. */
    public ConnectionReport judge(@Body JsonReply reply) {
        Outcome problem = replies.problem(reply);
        return problem == null
                ? ConnectionReport.ok("Coupang accepts the account; it has "
                        + reply.json().path("data").path("registeredCount").asLong() + " listings there.")
                : ConnectionReport.of(problem);
    }
}
