package io.dropshiphub.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * Makes a call again at once when the failure is of a kind that passes. Every call to a store may be repeated: a key always
 * stands for the same content. Time-outs are not repeated here, they have cost enough; the next store is asked.
 */
final class QuickRetries implements HttpRequestRetryStrategy {

    /** Matrix of the services: 408, 429 and 5xx pass; 423 and 544 are Supabase's lock and database time-outs. */
    private static final Set<Integer> PASSING = Set.of(408, 423, 429, 500, 502, 503, 504, 544);

    /** Whether an answer of this status may be another one in a moment. */
    static boolean passes(int status) {
        return PASSING.contains(status);
    }

    /** Whether a connection that failed like this may work in a moment: a time-out has cost enough already. */
    static boolean passes(IOException failure) {
        return !(failure instanceof InterruptedIOException
                || failure instanceof UnknownHostException
                || failure instanceof SSLException);
    }

    private static final int LONGEST_ERROR = 16 * 1024;

    private final StorageProperties.Calls settings;
    private final DefaultHttpRequestRetryStrategy standard;

    QuickRetries(StorageProperties.Calls settings) {
        this.settings = settings;
        // only its reading of Retry-After is used
        standard = new DefaultHttpRequestRetryStrategy(settings.retries(), TimeValue.of(settings.retryPause()));
    }

    @Override
    public boolean retryRequest(HttpRequest request, IOException failure, int tries, HttpContext context) {
        return tries <= settings.retries() && passes(failure);
    }

    @Override
    public boolean retryRequest(HttpResponse response, int tries, HttpContext context) {
        return tries <= settings.retries()
                && passes(status(response))
                && pause(response, tries, context).compareTo(TimeValue.of(settings.longestRetryPause())) <= 0;
    }

    @Override
    public TimeValue getRetryInterval(HttpRequest request, IOException failure, int tries, HttpContext context) {
        return growing(tries);
    }

    @Override
    public TimeValue getRetryInterval(HttpResponse response, int tries, HttpContext context) {
        return pause(response, tries, context);
    }

    private TimeValue pause(HttpResponse response, int tries, HttpContext context) {
        return response.containsHeader("Retry-After")
                ? standard.getRetryInterval(response, tries, context)
                : growing(tries);
    }

    private TimeValue growing(int tries) {
        long longest = settings.retryPause().toMillis() << Math.min(tries - 1, 10);
        // spread, so that those who failed together do not come back together
        return TimeValue.ofMilliseconds(
                longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }

    /** Supabase sends nearly every error as 400; the real status stands in the body. */
    private static int status(HttpResponse response) {
        if (response.getCode() != 400 || !(response instanceof ClassicHttpResponse classic)) {
            return response.getCode();
        }
        try {
            byte[] body = EntityUtils.toByteArray(classic.getEntity(), LONGEST_ERROR);
            // read once: put it back for the one who reads the answer
            classic.setEntity(new ByteArrayEntity(body == null ? new byte[0] : body, null));
            return SupabaseReplies.status(400, new String(body, java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return 400;
        }
    }
}
