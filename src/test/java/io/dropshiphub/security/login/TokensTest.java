package io.dropshiphub.security.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.dropshiphub.product.Caller;
import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.product.Role;
import io.dropshiphub.security.Tokens;
import io.dropshiphub.security.Users;
import io.dropshiphub.security.Vault;
import io.dropshiphub.testing.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Access tokens: what is taken, what is refused, and how soon a change of the user shows. */
@LogInTest
class TokensTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Caller ADMIN = new Caller(1, "admin", Role.ADMIN, "session", "10.0.0.1");
    private static final String HERE = "192.0.2.7";

    @Autowired
    private Tokens tokens;

    @Autowired
    private Users users;

    @Autowired
    private SigningKeys keys;

    @Autowired
    private Vault vault;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private SettableClock clock;

    @Autowired
    private RefreshTokens refreshTokens;

    @Autowired
    private LoginWaits waits;

    private final String name = "holder" + NUMBER.incrementAndGet();

    @Test
    void an_access_token_says_who_it_is_until_it_expires() throws Exception {
        Caller caller = seller();
        Tokens.Pair pair = tokens.issue(caller);

        assertThat(tokens.verify(pair.accessToken(), HERE))
                .isEqualTo(new Caller(caller.userId(), name, Role.SELLER, "token", HERE));
        JWTClaimsSet claims = SignedJWT.parse(pair.accessToken()).getJWTClaimsSet();
        assertThat(claims.getClaims())
                .containsKeys("iss", "sub", "name", "role", "jti", "iat", "exp")
                .containsEntry("name", name)
                .containsEntry("role", "seller");
        assertThat(pair.expiresIn()).isEqualTo(900);
        clock.advance(Duration.ofMinutes(14));
        assertThat(tokens.verify(pair.accessToken(), HERE).username()).isEqualTo(name);
        clock.advance(Duration.ofMinutes(1));
        refused(() -> tokens.verify(pair.accessToken(), HERE));
    }

    @Test
    void an_altered_token_is_refused() {
        String token = tokens.issue(seller()).accessToken();
        String[] parts = token.split("\\.");
        String admin = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("\"seller\"", "\"admin\"")
                .replaceFirst("\"sub\":\"\\d+\"", "\"sub\":\"1\"");

        refused(() -> tokens.verify(parts[0] + "." + base64(admin) + "." + parts[2], HERE));
        refused(() -> tokens.verify(parts[0] + "." + parts[1] + ".", HERE));
        refused(() -> tokens.verify(parts[0] + "." + parts[1], HERE));
        // the signature of zeros that an old JDK took for one of every text
        refused(() -> tokens.verify(
                parts[0] + "." + parts[1] + "."
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]),
                HERE));
        for (String junk :
                new String[] {"", "a", "..", "a.b.c", "{}.{}.{}", "x".repeat(20_000), "\u0000.\u0000.\u0000"}) {
            refused(() -> tokens.verify(junk, HERE));
        }
        refused(() -> tokens.verify(null, HERE));
    }

    @Test
    void no_other_algorithm_is_taken_whatever_the_token_says() throws Exception {
        String good = tokens.issue(seller()).accessToken();
        JWTClaimsSet claims = SignedJWT.parse(good).getJWTClaimsSet();
        ECKey mine = keys.current();
        SignedJWT byPublicKey = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(mine.getKeyID()).build(), claims);
        byPublicKey.sign(new MACSigner(mine.toPublicJWK().toECPublicKey().getEncoded()));

        refused(() -> tokens.verify(byPublicKey.serialize(), HERE));
        refused(() -> tokens.verify(new PlainJWT(claims).serialize(), HERE));
        String parts = good.substring(good.indexOf('.'));
        for (String algorithm : new String[] {"none", "None", "ES384", "RS256", "HS512"}) {
            String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + mine.getKeyID() + "\"}";
            refused(() -> tokens.verify(base64(header) + parts, HERE));
        }
    }

    @Test
    void a_key_that_is_not_the_hubs_signs_nothing() throws Exception {
        JWTClaimsSet claims =
                SignedJWT.parse(tokens.issue(seller()).accessToken()).getJWTClaimsSet();
        ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("unknown").generate();
        ECKey pretender =
                new ECKeyGenerator(Curve.P_256).keyID(keys.current().getKeyID()).generate();

        refused(() -> tokens.verify(signed(stranger, claims, null), HERE));
        refused(() -> tokens.verify(signed(pretender, claims, null), HERE));
        // a token that brings its key along, signed by it
        refused(() -> tokens.verify(signed(stranger, claims, stranger.toPublicJWK()), HERE));
        // signed by the hub, for something else
        for (JWTClaimsSet other : new JWTClaimsSet[] {
            new JWTClaimsSet.Builder(claims).issuer("somebody").build(),
            new JWTClaimsSet.Builder(claims).expirationTime(null).build(),
            new JWTClaimsSet.Builder(claims).subject("1").build(),
            new JWTClaimsSet.Builder(claims).subject("x").build(),
            new JWTClaimsSet.Builder(claims).subject(null).build(),
            new JWTClaimsSet.Builder(claims)
                    .claim("sid", UUID.randomUUID().toString())
                    .build(),
            new JWTClaimsSet.Builder(claims).claim("sid", 7).build(),
            new JWTClaimsSet.Builder(claims).claim("sid", null).build(),
            new JWTClaimsSet.Builder(claims)
                    .expirationTime(Date.from(clock.instant()))
                    .build(),
        }) {
            refused(() -> tokens.verify(signed(keys.current(), other, null), HERE));
        }
        assertThat(tokens.verify(signed(keys.current(), claims, null), HERE).username())
                .isEqualTo(name);
    }

    @Test
    void changes_of_the_user_show_with_the_next_request() {
        Caller caller = seller();
        String token = tokens.issue(caller).accessToken();

        users.change(caller.userId(), Role.OPERATOR, null, ADMIN);
        assertThat(tokens.verify(token, HERE).role()).isEqualTo(Role.OPERATOR);

        users.change(caller.userId(), null, true, ADMIN);
        refused(() -> tokens.verify(token, HERE));
        users.change(caller.userId(), null, false, ADMIN);
        refused(() -> tokens.verify(token, HERE));
    }

    @Test
    void logging_out_ends_one_log_in_and_logging_out_everywhere_all() {
        Caller caller = seller();
        Tokens.Pair first = tokens.issue(caller);
        Tokens.Pair second = tokens.issue(caller);
        Tokens.Pair third = tokens.issue(caller);

        tokens.end(first.refreshToken());
        tokens.end(first.refreshToken());
        tokens.end("not a token");
        refused(() -> tokens.verify(first.accessToken(), HERE));
        assertThat(tokens.verify(second.accessToken(), HERE).username()).isEqualTo(name);

        users.logOut(caller.userId(), ADMIN);
        refused(() -> tokens.verify(second.accessToken(), HERE));
        refused(() -> tokens.verify(third.accessToken(), HERE));
        assertThat(tokens.verify(tokens.issue(caller).accessToken(), HERE).username())
                .isEqualTo(name);
    }

    @Test
    void tokens_of_the_old_key_are_good_until_they_expire_and_then_the_key_is_gone() {
        Caller caller = seller();
        String before = keys.current().getKeyID();
        clock.advance(Duration.ofDays(30));
        keys.rotate();
        assertThat(keys.current().getKeyID())
                .as("other hubs do not know the new one yet")
                .isEqualTo(before);
        String old = tokens.issue(caller).accessToken();
        clock.advance(Duration.ofMinutes(1));
        String after = keys.current().getKeyID();
        String fresh = tokens.issue(caller).accessToken();
        keys.rotate();

        assertThat(after).isNotEqualTo(before);
        assertThat(tokens.verify(old, HERE)).isEqualTo(tokens.verify(fresh, HERE));
        clock.advance(Duration.ofMinutes(16));
        keys.rotate();
        assertThat(keys.find(before)).isEmpty();
        assertThat(keys.find(after)).isPresent();
        assertThat(vault.describe("hub:tokens"))
                .extracting(info -> info.name().field())
                .containsExactly(after);
    }

    @Test
    void all_hubs_on_one_database_sign_with_the_same_keys() {
        SigningKeys elsewhere = new SigningKeys(LogInTest.Settings.defaults(), vault, jdbc, transaction, clock);
        assertThat(elsewhere.current().getKeyID()).isEqualTo(keys.current().getKeyID());

        clock.advance(Duration.ofDays(30));
        elsewhere.rotate();
        keys.rotate();
        clock.advance(Duration.ofMinutes(1));
        String token = tokens.issue(seller()).accessToken();

        assertThat(vault.describe("hub:tokens"))
                .as("one made it, the other saw it")
                .hasSize(2);
        assertThat(new AccessTokens(LogInTest.Settings.defaults(), elsewhere, clock).check(parse(token)))
                .isNotNull();
    }

    @Test
    void what_is_over_is_deleted() {
        Caller caller = seller();
        tokens.issue(caller);
        Tokens.Pair kept = tokens.issue(caller);
        clock.advance(Duration.ofDays(13));
        Tokens.Pair later = tokens.refresh(kept.refreshToken(), HERE);
        clock.advance(Duration.ofDays(2));
        new LoginUpkeep(keys, refreshTokens, waits).tend();

        assertThat(jdbc.sql("select count(*) from login_session where user_id = ?")
                        .param(caller.userId())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(tokens.refresh(later.refreshToken(), HERE)).isNotNull();
    }

    private Caller seller() {
        Users.WithPassword made = users.create(name, Role.SELLER, ADMIN);
        return new Caller(made.user().id(), name, Role.SELLER, "session", HERE);
    }

    private static String signed(ECKey key, JWTClaimsSet claims, ECKey inside) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .jwk(inside)
                        .build(),
                claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private static SignedJWT parse(String token) {
        try {
            return SignedJWT.parse(token);
        } catch (java.text.ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(ThrowingCallable call) {
        CodedProblem problem = catchThrowableOfType(CodedProblem.class, call);
        assertThat(problem).isNotNull();
        assertThat(problem.code()).isEqualTo("HUB-SECURITY-307");
        assertThat(problem.status()).isEqualTo(401);
    }
}
