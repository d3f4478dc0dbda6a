package io.dropshiphub.security.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.dropshiphub.product.Caller;
import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.product.Role;
import io.dropshiphub.security.AuditLog;
import io.dropshiphub.security.SecurityEvents;
import io.dropshiphub.security.Users;
import io.dropshiphub.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Access tokens of an external issuer, against one that serves its keys over HTTP. */
@LogInTest
class ExternalTokensTest {

    private static final String HERE = "192.0.2.7";
    private static final Caller ADMIN = new Caller(1, "admin", Role.ADMIN, "session", "10.0.0.1");

    @Autowired
    private AccessTokens accessTokens;

    @Autowired
    private RefreshTokens refreshTokens;

    @Autowired
    private ExternalUsers externalUsers;

    @Autowired
    private UserRows rows;

    @Autowired
    private Users users;

    @Autowired
    private PasswordHashes hashes;

    @Autowired
    private LoginWaits waits;

    @Autowired
    private SecurityEvents events;

    @Autowired
    private AuditLog audit;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private SettableClock clock;

    private final Issuer issuer = new Issuer();
    private final String subject = UUID.randomUUID().toString();
    private final String name = "ext" + subject.substring(0, 8);

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void a_user_is_made_known_at_first_sight_with_the_role_of_the_token() {
        HubTokens tokens = tokens();

        Caller first = tokens.verify(issuer.token(claims("hub-sellers", "other").build()), HERE);
        Caller again =
                tokens.verify(issuer.token(claims("hub-sellers", "hub-admins").build()), HERE);

        assertThat(first.username()).isEqualTo(name);
        assertThat(first.role()).isEqualTo(Role.SELLER);
        assertThat(first.via()).isEqualTo("token");
        assertThat(again.userId()).isEqualTo(first.userId());
        assertThat(again.role()).as("the one that allows most").isEqualTo(Role.ADMIN);
        assertThat(users.find(first.userId()).orElseThrow().external()).isEqualTo(issuer.name());
        assertThat(issuer.fetches()).isEqualTo(1);
    }

    @Test
    void many_first_requests_at_once_make_one_user() {
        HubTokens tokens = tokens();
        String token = issuer.token(claims("hub-sellers").build());

        assertThat(IntStream.range(0, 16)
                        .parallel()
                        .mapToObj(i -> tokens.verify(token, HERE).userId())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void without_a_role_here_there_is_no_way_in() {
        CodedProblem problem =
                refusal(tokens(), issuer.token(claims("something-else").build()));

        assertThat(problem.code()).isEqualTo("HUB-SECURITY-310");
        assertThat(problem.status()).isEqualTo(403);
        assertThat(users.list()).noneMatch(user -> user.username().equals(name));
    }

    @Test
    void nobody_becomes_the_administrator_by_being_called_so() {
        Caller caller = tokens().verify(
                        issuer.token(claims("hub-sellers")
                                .claim("preferred_username", "admin")
                                .build()),
                        HERE);

        assertThat(caller.userId()).isNotEqualTo(1);
        assertThat(caller.username()).matches("admin-[0-9a-f]{8}");
    }

    @Test
    void a_foreign_name_becomes_one_of_the_hubs() {
        Caller caller = tokens().verify(
                        issuer.token(claims("hub-sellers")
                                .claim("preferred_username", name.toUpperCase() + " 김@Example.COM")
                                .build()),
                        HERE);

        assertThat(caller.username()).isEqualTo(name + "----example.com".substring(1));
    }

    @Test
    void what_the_issuer_did_not_sign_for_this_hub_in_time_is_refused() throws JOSEException {
        HubTokens tokens = tokens();
        JWTClaimsSet good = claims("hub-admins").build();
        SignedJWT byPublicKey = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(issuer.key().getKeyID())
                        .build(),
                good);
        byPublicKey.sign(new MACSigner(issuer.key().toRSAPublicKey().getEncoded()));

        for (String bad : List.of(
                byPublicKey.serialize(),
                new PlainJWT(good).serialize(),
                Issuer.token(good, Issuer.newKey(issuer.key().getKeyID())),
                issuer.token(
                        claims("hub-admins").audience("another-application").build()),
                issuer.token(claims("hub-admins").audience((String) null).build()),
                issuer.token(claims("hub-admins").issuer(issuer.name() + "/").build()),
                issuer.token(claims("hub-admins").subject(null).build()),
                issuer.token(claims("hub-admins").expirationTime(null).build()),
                issuer.token(claims("hub-admins")
                        .expirationTime(Date.from(clock.instant().minusSeconds(31)))
                        .build()),
                issuer.token(claims("hub-admins")
                        .notBeforeTime(Date.from(clock.instant().plusSeconds(60)))
                        .build()))) {
            assertThat(refusal(tokens, bad).code()).isEqualTo("HUB-SECURITY-307");
        }
        assertThat(tokens.verify(issuer.token(good), HERE).role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void a_new_key_of_the_issuer_is_fetched_but_not_for_every_invented_one() {
        HubTokens tokens = tokens();
        tokens.verify(issuer.token(claims("hub-sellers").build()), HERE);
        issuer.changeKey();

        assertThat(tokens.verify(issuer.token(claims("hub-sellers").build()), HERE)
                        .username())
                .isEqualTo(name);
        for (int i = 0; i < 20; i++) {
            String invented = Issuer.token(claims("hub-admins").build(), Issuer.newKey("invented" + i));
            assertThat(refusal(tokens, invented).code()).isEqualTo("HUB-SECURITY-307");
        }
        assertThat(issuer.fetches()).isLessThanOrEqualTo(3);
    }

    @Test
    void an_issuer_that_is_away_is_no_reason_to_say_that_the_token_is_wrong() {
        HubTokens tokens = tokens();
        String token = issuer.token(claims("hub-sellers").build());
        issuer.close();

        CodedProblem problem = refusal(tokens, token);

        assertThat(problem.code()).isEqualTo("HUB-SECURITY-322");
        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.retryAfter()).isPresent();
    }

    @Test
    void a_discovery_document_of_somebody_else_is_not_believed() {
        issuer.pretendToBe("https://login.example.com");

        assertThat(refusal(tokens(), issuer.token(claims("hub-admins").build())).code())
                .isEqualTo("HUB-SECURITY-322");
    }

    @Test
    void an_external_user_is_disabled_and_logged_out_here() {
        HubTokens tokens = tokens();
        String token = issuer.token(claims("hub-sellers").build());
        long id = tokens.verify(token, HERE).userId();

        users.logOut(id, ADMIN);
        assertThat(refusal(tokens, token).code()).isEqualTo("HUB-SECURITY-307");
        clock.advance(Duration.ofSeconds(2));
        String later = issuer.token(claims("hub-sellers").build());
        assertThat(tokens.verify(later, HERE).userId()).isEqualTo(id);
        users.change(id, null, true, ADMIN);
        assertThat(refusal(tokens, later).code()).isEqualTo("HUB-SECURITY-307");
    }

    @Test
    void password_and_role_of_an_external_user_are_not_the_hubs_to_change() {
        long id = tokens().verify(issuer.token(claims("hub-sellers").build()), HERE)
                .userId();

        for (CodedProblem problem : List.of(
                catchThrowableOfType(CodedProblem.class, () -> users.resetPassword(id, ADMIN)),
                catchThrowableOfType(CodedProblem.class, () -> users.change(id, Role.ADMIN, null, ADMIN)))) {
            assertThat(problem.code()).isEqualTo("HUB-SECURITY-318");
        }
    }

    @Test
    void passwords_can_be_off() {
        LoginProperties.Oidc base = LogInTest.Settings.oidc(issuer.name());
        LoginProperties only = settings(new LoginProperties.Oidc(
                base.issuer(),
                base.jwkSetUri(),
                base.audience(),
                base.usernameClaim(),
                base.rolesClaim(),
                base.roleMap(),
                true));
        PasswordLogIns logIns =
                new PasswordLogIns(only, rows, hashes, waits, new AdminPasswordFile(only), events, audit, transaction);

        for (CodedProblem problem : List.of(
                catchThrowableOfType(
                        CodedProblem.class, () -> logIns.byPassword("admin", "three blue kettles", null, HERE)),
                catchThrowableOfType(
                        CodedProblem.class, () -> logIns.changePassword(ADMIN, "x", "three blue kettles")))) {
            assertThat(problem.code()).isEqualTo("HUB-SECURITY-306");
        }
    }

    @Test
    void an_issuer_that_is_half_configured_stops_the_start() {
        for (LoginProperties.Oidc half : List.of(
                oidc(issuer.name(), "", Map.of("a", Role.ADMIN)),
                oidc(issuer.name(), "dropship-hub", Map.of()),
                oidc("http://login.example.com", "dropship-hub", Map.of("a", Role.ADMIN)),
                oidc("not an address", "dropship-hub", Map.of("a", Role.ADMIN)))) {
            assertThatThrownBy(() -> new ExternalTokens(settings(half), clock))
                    .hasMessageContaining("HUB-SECURITY-323");
        }
    }

    private JWTClaimsSet.Builder claims(String... roles) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer.name())
                .subject(subject)
                .audience(List.of("account", "dropship-hub"))
                .claim("preferred_username", name)
                .claim("realm_access", Map.of("roles", List.of(roles)))
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plusSeconds(300)));
    }

    private HubTokens tokens() {
        return new HubTokens(
                accessTokens,
                refreshTokens,
                new ExternalTokens(settings(LogInTest.Settings.oidc(issuer.name())), clock),
                externalUsers,
                rows,
                audit,
                transaction);
    }

    private static LoginProperties settings(LoginProperties.Oidc oidc) {
        return LogInTest.Settings.with("", Path.of("unused"), null, oidc);
    }

    private static LoginProperties.Oidc oidc(String issuer, String audience, Map<String, Role> roles) {
        return new LoginProperties.Oidc(issuer, "", audience, "preferred_username", "roles", roles, false);
    }

    private static CodedProblem refusal(HubTokens tokens, String token) {
        CodedProblem problem = catchThrowableOfType(CodedProblem.class, () -> tokens.verify(token, HERE));
        assertThat(problem).isNotNull();
        return problem;
    }
}
