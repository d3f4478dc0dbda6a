package io.dropshiphub.security.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.dropshiphub.product.Role;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Access tokens of an external OpenID Connect issuer, when the configuration names one: signed by a key that the issuer
 * publishes, for this hub, in time.
 */
@Component
class ExternalTokens {

    /** Signatures by a private key only: with a shared one, whoever can read the published key could sign. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /** Clocks of two companies differ. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    /**
     * What a token proves.
     *
     * @param issuer who says it
     * @param subject whom it is about; unique at the issuer
     * @param name what the issuer calls them
     * @param role what they may do here; null: nothing
     * @param issuedAt when it was made
     */
    record Proven(String issuer, String subject, String name, Role role, Instant issuedAt) {}

    private final LoginProperties.Oidc settings;
    private final Clock clock;
    private final IssuerKeys keys;
    private final DefaultJWTProcessor<SecurityContext> signatures;

    ExternalTokens(LoginProperties properties, Clock clock) {
        this.settings = properties.oidc();
        this.clock = clock;
        this.keys = new IssuerKeys(settings);
        this.signatures = signatures(keys);
    }

    /** Whether a token says of itself that it comes from there; nothing is checked yet. */
    boolean issued(SignedJWT token) {
        try {
            return settings.used()
                    && settings.issuer().equals(token.getJWTClaimsSet().getIssuer());
        } catch (ParseException e) {
            throw LoginProblem.accessTokenRefused();
        }
    }

    /**
     * Checks signature, issuer, audience and times.
     *
     * @throws LoginProblem when one of them is wrong, or the issuer's keys cannot be fetched
     */
    Proven check(SignedJWT token) {
        try {
            JWTClaimsSet claims = signatures.process(token, null);
            Instant now = clock.instant();
            boolean inTime = claims.getExpirationTime() != null
                    && claims.getIssueTime() != null
                    && now.isBefore(claims.getExpirationTime().toInstant().plus(SKEW))
                    && (claims.getNotBeforeTime() == null
                            || !now.isBefore(
                                    claims.getNotBeforeTime().toInstant().minus(SKEW)));
            boolean forUs = settings.issuer().equals(claims.getIssuer())
                    && claims.getAudience().contains(settings.audience());
            if (!inTime || !forUs || claims.getSubject() == null) {
                throw LoginProblem.accessTokenRefused();
            }
            String name = claims.getClaim(settings.usernameClaim()) instanceof String text ? text : claims.getSubject();
            return new Proven(
                    settings.issuer(),
                    claims.getSubject(),
                    name,
                    role(claims),
                    claims.getIssueTime().toInstant());
        } catch (RateLimitReachedException unknownKeys) {
            // fetched a moment ago, and the token's key was not among them
            throw LoginProblem.accessTokenRefused();
        } catch (KeySourceException away) {
            keys.say(away);
            throw LoginProblem.issuerAway();
        } catch (BadJOSEException | JOSEException refused) {
            throw LoginProblem.accessTokenRefused();
        }
    }

    /** The role that allows most, of those that the token's roles stand for. */
    private Role role(JWTClaimsSet claims) {
        Object found = claims.getClaims();
        for (String step : settings.rolesClaim().split("\\.")) {
            found = found instanceof Map<?, ?> object ? object.get(step) : null;
        }
        Stream<?> named = found instanceof Collection<?> several ? several.stream() : Stream.ofNullable(found);
        List<Role> roles = named.map(name -> settings.roleMap().get(String.valueOf(name)))
                .filter(role -> role != null)
                .sorted()
                .toList();
        return roles.isEmpty() ? null : roles.get(0);
    }

    private static DefaultJWTProcessor<SecurityContext> signatures(IssuerKeys keys) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        // the claims are checked above, by the hub's clock
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        return processor;
    }
}
