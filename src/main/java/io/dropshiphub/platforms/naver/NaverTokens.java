package io.dropshiphub.platforms.naver;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.accounts.AccountCredentials;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.platforms.ApiCall;
import io.dropshiphub.platforms.ApiReply;
import io.dropshiphub.platforms.JsonReply;
import io.dropshiphub.platforms.Verdicts;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Body;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The access token of each Naver account. Held in memory, asked for anew when less than half an hour is left (Naver
 * returns the same one before that), by exactly one thread an account while the others wait. Thread-safe.
 */
@Component
public class NaverTokens {

    static final String PATH = "/v1/oauth2/token";
    private static final String ROUTE = "direct:naver-token";
    private static final Logger LOG = LoggerFactory.getLogger(NaverTokens.class);
    private static final Duration RENEW_BEFORE = Duration.ofMinutes(30);
    /** After a failed renewal the old token, still valid, is used this long before the next try. */
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);
    /** Naver refuses a time in its future; clients take this off against clock skew. */
    private static final Duration SKEW = Duration.ofSeconds(3);

    /**
     * @param value the bearer token
     * @param expires when Naver stops accepting it
     * @param renewFrom from when on a new one is asked for
     */
    public record Token(String value, Instant expires, Instant renewFrom) {
        @Override
        public String toString() {
            return "token until " + expires;
        }
    }

    private static final class Holder {
        private final ReentrantLock renewing = new ReentrantLock();
        private volatile Token token;
    }

    private final MarketAccounts accounts;
    private final ProducerTemplate routes;
    private final ObjectMapper json;
    private final Clock clock;
    private final Map<Long, Holder> holders = new ConcurrentHashMap<>();

    NaverTokens(MarketAccounts accounts, @Lazy ProducerTemplate routes, ObjectMapper json, Clock clock) {
        this.accounts = accounts;
        this.routes = routes;
        this.json = json;
        this.clock = clock;
    }

    /** The call with the bearer token of this job's account. */
    public ApiCall authorize(@Body ApiCall call, @Variable("job") ListingJob job) {
        Holder holder = holder(job);
        Token token = holder.token;
        if (token == null || !clock.instant().isBefore(token.renewFrom())) {
            token = renew(holder, job.accountId(), token);
        }
        return call.withHeader("Authorization", "Bearer " + token.value());
    }

    /** Whether Naver refuses the token that was sent, so that a fresh one may help. */
    public boolean isRefused(@Body JsonReply reply) {
        return reply.http().status() == 401 && reply.text("code").equals("GW.AUTHN");
    }

    /** The refused call once more, with a fresh token. */
    public ApiCall renewed(@Variable("call") ApiCall refused, @Variable("job") ListingJob job) {
        Holder holder = holder(job);
        Token token = holder.token;
        // somebody else may have renewed it since the refused call was sent
        if (token != null && refused.headers().get("Authorization").equals("Bearer " + token.value())) {
            holder.token = null;
        }
        return authorize(refused, job);
    }

    /** The request for a token; body of the token route is the account's id. */
    public ApiCall request(@Body Long accountId) {
        AccountCredentials credentials = accounts.credentials(accountId);
        String clientId = credentials.get("client-id");
        long timestamp = clock.instant().minus(SKEW).toEpochMilli();
        // an application of the seller's own store says SELF; an agency's names the seller
        String seller = credentials.getOr("account-id", null);
        String form = "client_id=" + encoded(clientId)
                + "&timestamp=" + timestamp
                + "&client_secret_sign="
                + encoded(NaverSignature.of(clientId, credentials.get("client-secret"), timestamp))
                + "&grant_type=client_credentials"
                + (seller == null ? "&type=SELF" : "&type=SELLER&account_id=" + encoded(seller));
        return new ApiCall(
                "POST",
                PATH,
                null,
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
                form.getBytes(StandardCharsets.US_ASCII),
                false);
    }

    /**
     * The token in Naver's answer.
     *
     * @throws CallFailed AUTH when Naver refuses the credentials, QUOTA or NOT_SENT when it has no answer now
     */
    public Token issued(@Body ApiReply http, @Variable("call") ApiCall call) {
        JsonReply reply = JsonReply.of(http, json);
        long seconds = reply.json().path("expires_in").asLong();
        if (http.status() == 200 && seconds > 0 && !reply.text("access_token").isBlank()) {
            Instant expires = clock.instant().plusSeconds(seconds);
            return new Token(reply.text("access_token"), expires, expires.minus(RENEW_BEFORE));
        }
        if (http.status() == 429) {
            throw new CallFailed(
                    Outcome.quota("GW.RATE_LIMIT", "Naver: too many token requests.", Verdicts.retryAfter(http, clock)),
                    null);
        }
        if (http.status() >= 400 && http.status() < 500 && reply.json().has("code")) {
            throw new CallFailed(
                    Outcome.of(
                            OutcomeClass.AUTH,
                            reply.text("code"),
                            "Naver gives no token for this account: " + reply.text("message")
                                    + " Check client id and secret, and resume the account."),
                    null);
        }
        throw Verdicts.unusable("naver", call, http, "no token in it");
    }

    private Token renew(Holder holder, long accountId, Token seen) {
        holder.renewing.lock();
        try {
            Token now = holder.token;
            if (now != null && (now != seen || clock.instant().isBefore(now.renewFrom()))) {
                return now;
            }
            holder.token = ask(accountId, now);
            return holder.token;
        } finally {
            holder.renewing.unlock();
        }
    }

    private Token ask(long accountId, Token old) {
        try {
            return routes.requestBody(ROUTE, accountId, Token.class);
        } catch (CamelExecutionException failed) {
            Instant now = clock.instant();
            if (old != null && now.isBefore(old.expires())) {
                LOG.warn(
                        "No new token for Naver account {}; the old one is used on until {}",
                        accountId,
                        old.expires(),
                        failed);
                return new Token(old.value(), old.expires(), now.plus(TRY_AGAIN));
            }
            throw failed;
        }
    }

    private Holder holder(ListingJob job) {
        return holders.computeIfAbsent(job.accountId(), id -> new Holder());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
