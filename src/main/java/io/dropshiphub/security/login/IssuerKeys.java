package io.dropshiphub.security.login;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of the external issuer: fetched when the first token comes, kept for a while, fetched again when a token
 * names an unknown one, but not more often than twice in half a minute, whatever strangers send.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int MOST_BYTES = 256 * 1024;
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration AT_MOST_TWICE_IN = Duration.ofSeconds(30);
    /** Known keys go on working while the issuer cannot be reached. */
    private static final Duration KEPT_IN_OUTAGE = Duration.ofHours(4);

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final LoginProperties.Oidc settings;
    private final DefaultResourceRetriever web =
            new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES);
    private JWKSource<SecurityContext> source;

    IssuerKeys(LoginProperties.Oidc settings) {
        this.settings = settings;
        if (settings.used()) {
            boolean complete = settings.audience() != null
                    && !settings.audience().isBlank()
                    && !settings.roleMap().isEmpty()
                    && isSafe(settings.issuer())
                    && (isUnset(settings.jwkSetUri()) || isSafe(settings.jwkSetUri()));
            if (!complete) {
                throw new IllegalStateException(
                        "HUB-SECURITY-323: the external issuer is not fully configured; the hub does not start. Set an https"
                                + " address as hub.security.login.oidc.issuer, what its tokens for this hub have in 'aud' as"
                                + " oidc.audience, and at least one role under oidc.role-map");
            }
        }
    }

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
        return source().get(selector, context);
    }

    /** Tells the log why no key came; the answer to the stranger does not. */
    void say(KeySourceException away) {
        LOG.warn(
                "The keys of {} cannot be fetched ({}); its tokens are refused until they can",
                settings.issuer(),
                away.getMessage());
    }

    private synchronized JWKSource<SecurityContext> source() throws KeySourceException {
        if (source == null) {
            source = JWKSourceBuilder.create(address(), web)
                    .cache(KEPT.toMillis(), TIMEOUT_MILLIS * 2L)
                    .rateLimited(AT_MOST_TWICE_IN.toMillis())
                    .outageTolerant(KEPT_IN_OUTAGE.toMillis())
                    .build();
        }
        return source;
    }

    private URL address() throws KeySourceException {
        try {
            return url(isUnset(settings.jwkSetUri()) ? discovered() : settings.jwkSetUri());
        } catch (IOException | ParseException | IllegalArgumentException e) {
            throw new RemoteKeySourceException("its discovery document cannot be read: " + e.getMessage(), e);
        }
    }

    private String discovered() throws IOException, ParseException, KeySourceException {
        String base = settings.issuer().replaceAll("/+$", "");
        Map<String, Object> document = JSONObjectUtils.parse(
                web.retrieveResource(url(base + DISCOVERY)).getContent());
        String address = JSONObjectUtils.getString(document, "jwks_uri");
        if (!settings.issuer().equals(document.get("issuer")) || address == null || !isSafe(address)) {
            throw new RemoteKeySourceException(
                    "its discovery document speaks for another issuer, or names no https jwks_uri", null);
        }
        return address;
    }

    private static URL url(String address) throws MalformedURLException {
        return URI.create(address).toURL();
    }

    /** Nobody on the way may put other keys in place of the issuer's. */
    private static boolean isSafe(String address) {
        try {
            URI uri = URI.create(address);
            return "https".equals(uri.getScheme())
                    || "http".equals(uri.getScheme()) && uri.getHost() != null && LOOPBACK.contains(uri.getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isUnset(String setting) {
        return setting == null || setting.isBlank();
    }
}
