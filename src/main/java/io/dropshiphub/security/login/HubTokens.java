package io.dropshiphub.security.login;

import com.nimbusds.jwt.SignedJWT;
import io.dropshiphub.product.Caller;
import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import io.dropshiphub.security.Tokens;
import java.text.ParseException;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tokens of the hub and of the external issuer. What a token may do is looked up at each use, so that logging somebody out,
 * disabling them or changing their role takes effect with the next request, at every hub.
 */
@Service
class HubTokens implements Tokens {

    /** The longest that is looked at; external issuers put many groups into theirs. */
    private static final int LONGEST = 16_384;

    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final ExternalTokens external;
    private final ExternalUsers externalUsers;
    private final UserRows users;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    HubTokens(
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            ExternalTokens external,
            ExternalUsers externalUsers,
            UserRows users,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.external = external;
        this.externalUsers = externalUsers;
        this.users = users;
        this.audit = audit;
        this.transaction = transaction;
    }

    @Override
    public Pair issue(Caller caller) {
        return pair(caller, refreshTokens.begin(caller.userId()));
    }

    @Override
    public Caller verify(String token, String address) {
        SignedJWT jwt = parse(token);
        UserRows.Row row;
        if (external.issued(jwt)) {
            row = externalUsers.of(external.check(jwt));
        } else {
            AccessTokens.Proven proven = accessTokens.check(jwt);
            if (!refreshTokens.isOpen(proven.session(), proven.userId())) {
                throw LoginProblem.accessTokenRefused();
            }
            row = users.byId(proven.userId()).orElseThrow(LoginProblem::accessTokenRefused);
        }
        if (!row.isEnabled()) {
            throw LoginProblem.accessTokenRefused();
        }
        return row.caller("token", address);
    }

    @Override
    public Pair refresh(String refreshToken, String address) {
        if (refreshToken == null) {
            throw LoginProblem.refreshTokenRefused();
        }
        RefreshTokens.Session session = refreshTokens.use(refreshToken, address);
        UserRows.Row row = users.byId(session.userId())
                .filter(UserRows.Row::isEnabled)
                .orElseThrow(LoginProblem::refreshTokenRefused);
        return pair(row.caller("token", address), session);
    }

    @Override
    public void end(String refreshToken) {
        if (refreshToken == null) {
            return;
        }
        transaction.executeWithoutResult(status -> refreshTokens
                .end(refreshToken)
                .flatMap(users::byId)
                .ifPresent(row -> audit.append(AuditEntry.done(
                        row.user().username(),
                        "user.log-out",
                        "user:" + row.user().id(),
                        Map.of()))));
    }

    private Pair pair(Caller caller, RefreshTokens.Session session) {
        return new Pair(
                accessTokens.sign(caller, session.id()), "Bearer", accessTokens.validSeconds(), session.refreshToken());
    }

    private static SignedJWT parse(String token) {
        if (token == null || token.length() > LONGEST) {
            throw LoginProblem.accessTokenRefused();
        }
        try {
            return SignedJWT.parse(token);
        } catch (ParseException | IllegalArgumentException e) {
            throw LoginProblem.accessTokenRefused();
        }
    }
}
