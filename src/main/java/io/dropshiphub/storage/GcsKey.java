package io.dropshiphub.storage;

import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.HttpTransport;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * The service account of Google Cloud Storage: gives access tokens, asked for once an hour by one thread while others wait,
 * and signs. Read from its key file when first used. Thread-safe.
 */
@Component
public class GcsKey {

    private static final String SCOPE = "https://www.googleapis.com/auth/devstorage.read_write";

    /** A key file says where its tokens come from; one that was tampered with would send the signed request elsewhere. */
    private static final Set<String> TOKEN_SERVERS = Set.of("oauth2.googleapis.com", "accounts.google.com");

    private final StorageProperties.Gcs settings;
    private final StoreHttp http;
    private volatile ServiceAccountCredentials account;

    GcsKey(StorageProperties settings, StoreHttp http) {
        this.settings = settings.gcs();
        this.http = http;
    }

    /** The call with an access token. */
    public StoreCall authorize(@Body StoreCall call) {
        try {
            ServiceAccountCredentials used = account();
            used.refreshIfExpired();
            return call.with("Authorization", "Bearer " + used.getAccessToken().getTokenValue());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Whether the access token was refused, so that a fresh one may help. */
    public boolean isRefused(@Body StoreReply reply) {
        return reply.status() == 401;
    }

    /** The refused call with a fresh access token. */
    public StoreCall renewed(@Variable("call") StoreCall refused) {
        try {
            AccessToken seen = account().getAccessToken();
            synchronized (this) {
                // somebody else may have renewed it meanwhile
                if (seen == account().getAccessToken()) {
                    account().refresh();
                }
            }
            return authorize(refused);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Who signs. */
    String email() throws IOException {
        return account().getClientEmail();
    }

    /** The RSA signature over the SHA-256 of {@code text}. */
    byte[] sign(byte[] text) throws IOException {
        return account().sign(text);
    }

    /** @throws IOException saying what is wrong with the key file */
    ServiceAccountCredentials account() throws IOException {
        if (account == null) {
            synchronized (this) {
                if (account == null) {
                    account = read();
                }
            }
        }
        return account;
    }

    private ServiceAccountCredentials read() throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(settings.keyFile()))) {
            HttpTransport transport = new GcsTransport(http.client());
            // the transport repeats by itself
            ServiceAccountCredentials read =
                    ServiceAccountCredentials.fromStream(in, () -> transport).createWithCustomRetryStrategy(false);
            URI tokens = read.getTokenServerUri();
            boolean known = TOKEN_SERVERS.contains(tokens.getHost())
                    || tokens.toString().startsWith(settings.baseUrl() + "/");
            if (!known) {
                throw new IOException("its token_uri " + tokens + " is not Google's");
            }
            return (ServiceAccountCredentials) read.createScoped(List.of(SCOPE));
        }
    }

    private static StoreFailure failure(IOException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpResponseException answer) {
                int status = answer.getStatusCode();
                return status >= 500 || status == 429 || status == 408
                        ? StoreFailure.outage("gives no access token now (HTTP " + status + ")", failed)
                        : StoreFailure.of(
                                StoreFailure.Kind.AUTH,
                                "gives no access token for this service account (HTTP " + status
                                        + "; a revoked key, or this machine's clock is wrong)");
            }
        }
        return StoreFailure.outage(
                "could not be asked for an access token (" + failed.getClass().getSimpleName() + ")", failed);
    }
}
