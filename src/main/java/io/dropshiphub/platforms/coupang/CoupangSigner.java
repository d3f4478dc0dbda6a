package io.dropshiphub.platforms.coupang;

import io.dropshiphub.accounts.AccountCredentials;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.product.ListingJob;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Signs each call with Coupang's CEA header: HMAC-SHA256 over date, method, path and raw query, put together without
 * any separator. The body is not signed. A signature expires, so this is the last thing done before sending.
 */
@Component
public class CoupangSigner {

    private static final String ALGORITHM = "HmacSHA256";
    // two-digit year: with four digits Coupang refuses
    private static final DateTimeFormatter SIGNED_DATE =
            DateTimeFormatter.ofPattern("yyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private record Keyed(String version, Mac mac) {}

    private final MarketAccounts accounts;
    private final Clock clock;
    // a keyed Mac per account, cloned per call: setting up the key costs more than the signature
    private final Map<Long, Keyed> keyed = new ConcurrentHashMap<>();

    CoupangSigner(MarketAccounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** The call with the headers Coupang demands, signed for the account of this job. */
    public ApiCall sign(@Body ApiCall call, @Variable("job") ListingJob job) {
        return signFor(call, job.accountId());
    }

    /** The same for an account without a job. */
    ApiCall signFor(ApiCall call, long accountId) {
        AccountCredentials credentials = accounts.credentials(accountId);
        String date = SIGNED_DATE.format(clock.instant());
        Mac mac = keyed.compute(
                        accountId,
                        (id, known) -> known != null && known.version().equals(credentials.version())
                                ? known
                                : new Keyed(credentials.version(), keyed(credentials.get("secret-key"))))
                .mac();
        Map<String, String> headers = new LinkedHashMap<>(call.headers());
        headers.put(
                "Authorization",
                "CEA algorithm=" + ALGORITHM + ", access-key=" + credentials.get("access-key") + ", signed-date=" + date
                        + ", signature=" + signature(copy(mac), message(date, call)));
        headers.put("Content-Type", "application/json;charset=UTF-8");
        headers.put("X-Requested-By", credentials.get("vendor-id"));
        return new ApiCall(call.method(), call.path(), call.query(), headers, call.body(), call.creates());
    }

    static String message(String date, ApiCall call) {
        return date + call.method() + call.path() + (call.query() == null ? "" : call.query());
    }

    static String signature(Mac mac, String message) {
        return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    }

    static Mac keyed(String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac;
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every Java has " + ALGORITHM, absent);
        }
    }

    private static Mac copy(Mac mac) {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException absent) {
            throw new IllegalStateException("Java's own " + ALGORITHM + " can be cloned", absent);
        }
    }
}
