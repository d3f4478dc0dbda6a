package io.dropshiphub.security.login;

import org.springframework.stereotype.Component;

/** What log-ins need from time to time. */
@Component
public class LoginUpkeep {

    private final SigningKeys keys;
    private final RefreshTokens tokens;
    private final LoginWaits waits;

    LoginUpkeep(SigningKeys keys, RefreshTokens tokens, LoginWaits waits) {
        this.keys = keys;
        this.tokens = tokens;
        this.waits = waits;
    }

    /** Makes a new signing key when it is time, and deletes log-ins and failures that are over. */
    public void tend() {
        keys.rotate();
        tokens.purge();
        waits.purge();
    }
}
