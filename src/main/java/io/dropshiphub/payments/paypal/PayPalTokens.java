package io.dropshiphub.payments.paypal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.calls.JsonReply;
import io.dropshiphub.calls.NeverSent;
import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayTrouble;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The access token, held in memory: it lives for some nine hours, and PayPal slows down who asks for one per payment. However many
 * calls need a new one, exactly one thread asks for it. Thread-safe.
 */
@Component
class PayPalTokens {

    static final String PATH = "/v1/oauth2/token";
    private static final String ROUTE = "direct:payment-paypal-token";

    /** From here on one call asks for a new one while the others use the old one. */
    private static final Duration RENEW_AHEAD = Duration.ofMinutes(10);

    /** It may end on the way. */
    private static final Duration TOO_SHORT = Duration.ofSeconds(30);

    /** After a renewal ahead has failed. */
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

    /** When a token this young is refused, it is not for its age, and another one does not help. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    /** @param aheadFrom when a call asks for a new one */
    private record Token(String value, Instant since, Instant aheadFrom, Instant usableUntil) {

        String header() {
            return "Bearer " + value;
        }

        /** Nothing that could be used. */
        @Override
        public String toString() {
            return "token until " + usableUntil;
        }
    }

    /** PayPal does not accept the hub's credentials: an answer, not an outage. */
    static final class Refused extends Exception {

        private final transient GatewayAnswer answer;

        private Refused(GatewayAnswer answer) {
            super(answer.message(), null, false, false);
            this.answer = answer;
        }

        GatewayAnswer answer() {
            return answer;
        }
    }

    private final PayPalProperties properties;
    private final ProducerTemplate routes;
    private final ObjectMapper json;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Token held;

    PayPalTokens(PayPalProperties properties, @Lazy ProducerTemplate routes, ObjectMapper json, Clock clock) {
        this.properties = properties;
        this.routes = routes;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The request with a token.
     *
     * @throws Refused when PayPal does not accept the hub's credentials
     * @throws GatewayTrouble when it gives no token now; the request was not sent
     */
    ApiCall authorize(ApiCall request) throws Refused {
        return request.withHeader("Authorization", token().header());
    }

    /** Whether another token may be accepted where this request's was not. */
    boolean isWorthAnother(ApiCall refused) {
        Token now = held;
        return !isOf(now, refused) || clock.instant().isAfter(now.since().plus(YOUNG));
    }

    /** The same with another token than the one that was refused. Errors as in {@link #authorize}. */
    ApiCall authorizeAnew(ApiCall refused) throws Refused {
        Token now = held;
        // somebody else may have replaced it since
        if (isOf(now, refused)) {
            asking.lock();
            try {
                if (held == now) {
                    held = null;
                }
            } finally {
                asking.unlock();
            }
        }
        return authorize(refused);
    }

    /** The request for a token; its answer is for {@link #token} only. */
    ApiCall request() {
        String credentials = properties.clientId() + ":" + properties.clientSecret();
        return new ApiCall(
                "POST",
                PATH,
                null,
                Map.of(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)),
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Accept",
                        "application/json"),
                "grant_type=client_credentials".getBytes(StandardCharsets.US_ASCII),
                false);
    }

    private static boolean isOf(Token token, ApiCall request) {
        return token != null && token.header().equals(request.headers().get("Authorization"));
    }

    private Token token() throws Refused {
        Token seen = held;
        Instant now = clock.instant();
        if (seen == null || !now.isBefore(seen.usableUntil())) {
            asking.lock();
            try {
                seen = held;
                if (seen == null || !clock.instant().isBefore(seen.usableUntil())) {
                    held = ask();
                }
                return held;
            } finally {
                asking.unlock();
            }
        }
        if (!now.isBefore(seen.aheadFrom()) && asking.tryLock()) {
            try {
                if (held == seen) {
                    held = renewed(seen);
                }
            } finally {
                asking.unlock();
            }
        }
        return seen;
    }

    /** A new one; the old one for a while longer when none can be had. */
    private Token renewed(Token old) {
        try {
            return ask();
        } catch (GatewayTrouble | Refused | CamelExecutionException failed) {
            return new Token(old.value(), old.since(), clock.instant().plus(TRY_AGAIN), old.usableUntil());
        }
    }

    private Token ask() throws Refused {
        // a payment at PayPal outlives PayPal's configuration
        if (!properties.enabled()) {
            throw refused("none are set");
        }
        ApiReply http;
        try {
            http = routes.requestBody(ROUTE, request(), ApiReply.class);
        } catch (CamelExecutionException failed) {
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (NeverSent.proves(cause)) {
                    throw failed;
                }
            }
            throw none("no answer came (" + failed.getCause().getClass().getSimpleName() + ")");
        }
        JsonReply reply = JsonReply.of(http, json);
        long seconds = reply.json().path("expires_in").asLong();
        if (http.status() == 200 && seconds > 0 && !reply.text("access_token").isBlank()) {
            Instant now = clock.instant();
            Instant end = now.plusSeconds(seconds).minus(TOO_SHORT);
            return new Token(reply.text("access_token"), now, end.minus(RENEW_AHEAD), end);
        }
        if (http.status() == 400 || http.status() == 401 || http.status() == 403) {
            throw refused("HTTP " + http.status() + " " + reply.text("error"));
        }
        throw none("HTTP " + http.status());
    }

    private static Refused refused(String why) {
        return new Refused(GatewayAnswer.of(
                Kind.CONFIG,
                "HUB-PAY-421",
                "PayPal does not accept the hub's client id and secret (" + why
                        + "); nothing was sent. Set PAYPAL_CLIENT_ID and PAYPAL_CLIENT_SECRET anew."));
    }

    private static GatewayTrouble none(String why) {
        return new GatewayTrouble(GatewayAnswer.of(
                Kind.NOT_SENT,
                "HUB-PAY-423",
                "PayPal gives no access token now: " + why + "; the call itself was not sent. It is tried again."));
    }
}
