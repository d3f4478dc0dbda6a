package io.dropshiphub.security.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.dropshiphub.product.Caller;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The hub's own access tokens: JWTs signed by ES256, and by nothing else. */
@Component
class AccessTokens {

    /** Who issues them; it also tells them from an external issuer's. */
    static final String ISSUER = "dropship-hub";

    private static final String SESSION = "sid";

    /**
     * What a token proves.
     *
     * @param userId whose it is
     * @param session the log-in it came of
     */
    record Proven(long userId, UUID session) {}

    private final SigningKeys keys;
    private final Clock clock;
    private final Duration valid;

    AccessTokens(LoginProperties properties, SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        this.valid = properties.tokens().access();
    }

    /** A token of a log-in. Name and role are in it for the client to show; the hub goes by the user's row. */
    String sign(Caller caller, UUID session) {
        ECKey key = keys.current();
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(Long.toString(caller.userId()))
                .claim("name", caller.username())
                .claim("role", caller.role().name().toLowerCase(Locale.ROOT))
                .claim(SESSION, session.toString())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(valid)))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("an access token cannot be signed: " + e.getMessage(), e);
        }
        return token.serialize();
    }

    /** Seconds that a fresh token is good for. */
    long validSeconds() {
        return valid.toSeconds();
    }

    /**
     * Checks signature, issuer and expiry.
     *
     * @throws LoginProblem when one of them is wrong
     */
    Proven check(SignedJWT token) {
        try {
            // by the algorithm that is used here, whatever the token says
            boolean mine = token.getHeader().getAlgorithm().equals(JWSAlgorithm.ES256)
                    && isSignedByOneOf(keys, token)
                    && ISSUER.equals(token.getJWTClaimsSet().getIssuer());
            JWTClaimsSet claims = token.getJWTClaimsSet();
            Date expires = claims.getExpirationTime();
            String session = claims.getStringClaim(SESSION);
            if (!mine || session == null || expires == null || !clock.instant().isBefore(expires.toInstant())) {
                throw LoginProblem.accessTokenRefused();
            }
            return new Proven(Long.parseLong(claims.getSubject()), UUID.fromString(session));
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw LoginProblem.accessTokenRefused();
        }
    }

    private static boolean isSignedByOneOf(SigningKeys keys, SignedJWT token) throws JOSEException {
        String id = token.getHeader().getKeyID();
        ECKey key = id == null ? null : keys.find(id).orElse(null);
        return key != null && token.verify(new ECDSAVerifier(key.toPublicJWK()));
    }
}
