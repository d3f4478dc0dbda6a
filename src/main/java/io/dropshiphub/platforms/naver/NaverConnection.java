package io.dropshiphub.platforms.naver;

import io.dropshiphub.accounts.ConnectionReport;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.JsonReply;
import io.dropshiphub.product.Outcome;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/**
 * Asks Naver for the seller's account, with a token asked for just now: a held one would prove nothing about client id and
 * secret (Commerce API docs, seller account).
 */
@Component
public class NaverConnection {

    private static final String ACCOUNT = "/v1/seller/account";

    private final NaverTokens tokens;
    private final NaverReplies replies;

    NaverConnection(NaverTokens tokens, NaverReplies replies) {
        this.tokens = tokens;
        this.replies = replies;
    }

    /** The call with a fresh token; the body is the account's id. */
    public ApiCall ask(@Body Long accountId) {
        return tokens.authorizeAnew(ApiCall.get(ACCOUNT, null), accountId);
    }

    /** What the answer says about the account. */
    public ConnectionReport judge(@Body JsonReply reply) {
        Outcome problem = replies.problem(reply);
        return problem == null
                ? ConnectionReport.ok("Naver accepts the account; its grade there is '" + reply.text("grade") + "'.")
                : ConnectionReport.of(problem);
    }
}
