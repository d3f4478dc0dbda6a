package io.dropshiphub.platforms.naver;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.accounts.AccountCredentials;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.calls.JsonReply;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
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
 * The access token of each Naver account, held in memory. A timer renews it ahead, so that no call waits; a call that finds
 * none, or one that soon ends, has exactly one thread an account ask for it while the others wait. Thread-safe.
 *
 * <p>Each hub instance asks for itself: Naver gives every asker the same token while half an hour of it is left.
 */
@Component
public class NaverTokens {

    static final String PATH = "/v1/oauth2/token";
    private static final String ROUTE = "direct:naver-token";
    private static final Logger LOG = LoggerFactory.getLogger(NaverTokens.class);
    /** Before that Naver returns the same token, a second on top for its clock. */
    private static final Duration RENEW_AHEAD = Duration.ofMinutes(30).minusSeconds(1);
    /** From here on a call does not go out with it any more: the timer has failed, or does not run. */
    private static final Duration RENEW_NOW = Duration.ofMinutes(20);
    /** After a failed renewal the old token, still valid, is used this long before the next try. */
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);
    /** When Naver has given a refused token once more, it is not asked again for this long. */
    private static final Duration HOPELESS = Duration.ofSeconds(10);
    /** Naver refuses a time in its future; clients take this off against clock skew. */
    private static final Duration SKEW = Duration.ofSeconds(3);

    /**
     * @param value the bearer token
     * @param expires when Naver stops accepting it
     */
    public record Token(String value, Instant expires) {
        @Override
        public String toString() {
            return "token until " + expires;
        }
    }

    /**
     * @param version of the credentials it was asked for with
     * @param since when it was asked for
     * @param aheadFrom when the timer asks for a new one
     * @param goodUntil when a call does
     * @param refused whether Naver had refused it before it gave it again
     */
    private record Held(
            Token token, String version, Instant since, Instant aheadFrom, Instant goodUntil, boolean refused) {}

    private static final class Holder {
        private final ReentrantLock renewing = new ReentrantLock();
        private final AtomicReference<Held> held = new AtomicReference<>();
        private volatile boolean used;
        private volatile String refused;
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
        Holder holder = holder(job.accountId());
        holder.used = true;
        Held held = holder.held.get();
        if (!isGood(held, job.accountId())) {
            held = renew(holder, job.accountId(), held);
        }
        return with(call, held.token());
    }

    /** The call with a token asked for just now, which proves the account's credentials; it is held from now on. */
    ApiCall authorizeAnew(ApiCall call, long accountId) {
        Holder holder = holder(accountId);
        Held fresh = ask(holder, accountId);
        holder.held.set(fresh);
        return with(call, fresh.token());
    }

    /** The accounts that were called since their token was asked for, and whose token Naver would now renew. */
    public List<Long> dueAhead() {
        Instant now = clock.instant();
        return holders.entrySet().stream()
                .filter(entry -> entry.getValue().used
                        && accounts.details(entry.getKey()).usable())
                .filter(entry -> {
                    Held held = entry.getValue().held.get();
                    return held != null && !now.isBefore(held.aheadFrom());
                })
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Renews an account's token, unless somebody else just has; when that fails, the old one stays in use. */
    public void renewAhead(@Body Long accountId) {
        Holder holder = holder(accountId);
        holder.used = false;
        renew(holder, accountId, holder.held.get());
    }

    /** Whether Naver refuses the token that was sent, so that a fresh one may help. */
    public boolean isRefused(@Body JsonReply reply) {
        return reply.http().status() == 401 && reply.text("code").equals("GW.AUTHN");
    }

    /** The refused call once more, with a fresh token; with the same one when that is all Naver would give. */
    public ApiCall renewed(@Variable("call") ApiCall refused, @Variable("job") ListingJob job) {
        Holder holder = holder(job.accountId());
        Held held = holder.held.get();
        boolean isThisOne =
                held != null && refused.headers().get("Authorization").equals(bearer(held.token()));
        // somebody else may have renewed it since the refused call was sent
        if (isThisOne
                && !(held.refused() && clock.instant().isBefore(held.since().plus(HOPELESS)))) {
            holder.refused = held.token().value();
            holder.held.compareAndSet(held, null);
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
            return new Token(reply.text("access_token"), clock.instant().plusSeconds(seconds));
        }
        if (http.status() == 429) {
            throw new CallFailed(
                    Outcome.quota("GW.RATE_LIMIT", "Naver: too many token requests.", http.retryAfter(clock.instant())),
                    null);
        }
        if (http.status() >= 400 && http.status() < 500 && reply.json().has("code")) {
            throw new CallFailed(
                    Outcome.of(
                            OutcomeClass.AUTH,
                            reply.text("code"),
                            "Naver gives no token for this account: " + reply.text("message")
                                    + " Check client id and secret, and set them anew."),
                    null);
        }
        throw Verdicts.unusable("naver", call, http, "no token in it");
    }

    private boolean isGood(Held held, long accountId) {
        return held != null
                && clock.instant().isBefore(held.goodUntil())
                && held.version().equals(accounts.credentials(accountId).version());
    }

    private Held renew(Holder holder, long accountId, Held seen) {
        holder.renewing.lock();
        try {
            Held now = holder.held.get();
            if (now != seen && isGood(now, accountId)) {
                return now;
            }
            Held fresh = askOrKeep(holder, accountId, now);
            holder.held.set(fresh);
            return fresh;
        } finally {
            holder.renewing.unlock();
        }
    }

    private Held askOrKeep(Holder holder, long accountId, Held old) {
        try {
            return ask(holder, accountId);
        } catch (CamelExecutionException failed) {
            Instant now = clock.instant();
            if (old != null
                    && now.isBefore(old.token().expires())
                    && old.version().equals(accounts.credentials(accountId).version())) {
                LOG.warn(
                        "No new token for Naver account {}; the old one is used on until {}",
                        accountId,
                        old.token().expires(),
                        failed);
                Instant again = now.plus(TRY_AGAIN);
                // a call need not wait as long as it need not have waited before
                Instant good = again.isAfter(old.goodUntil()) ? again : old.goodUntil();
                return new Held(old.token(), old.version(), old.since(), again, good, old.refused());
            }
            throw failed;
        }
    }

    private Held ask(Holder holder, long accountId) {
        // before the request: credentials that change meanwhile make the token old
        String version = accounts.credentials(accountId).version();
        Token token = routes.requestBody(ROUTE, accountId, Token.class);
        return new Held(
                token,
                version,
                clock.instant(),
                token.expires().minus(RENEW_AHEAD),
                token.expires().minus(RENEW_NOW),
                token.value().equals(holder.refused));
    }

    private static ApiCall with(ApiCall call, Token token) {
        return call.withHeader("Authorization", bearer(token));
    }

    private static String bearer(Token token) {
        return "Bearer " + token.value();
    }

    private Holder holder(long accountId) {
        return holders.computeIfAbsent(accountId, id -> new Holder());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
