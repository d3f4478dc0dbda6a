package io.dropshiphub.admin.access;

import io.dropshiphub.product.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A caller who has proven who they are, as Spring Security carries it; for a browser also kept in its session. */
final class KnownCaller extends AbstractAuthenticationToken {

    private final transient Caller caller;
    private final Instant since;

    /**
     * @param since when they logged in; what happens to the user later ends a session
     */
    KnownCaller(Caller caller, Instant since) {
        super(List.of(new SimpleGrantedAuthority("ROLE_" + caller.role())));
        this.caller = caller;
        this.since = since;
        setAuthenticated(true);
    }

    Caller caller() {
        return caller;
    }

    Instant since() {
        return since;
    }

    @Override
    public String getName() {
        return caller.username();
    }

    @Override
    public Object getPrincipal() {
        return caller.username();
    }

    /** Nothing: what proved it is forgotten. */
    @Override
    public Object getCredentials() {
        return null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KnownCaller known && caller.equals(known.caller) && since.equals(known.since);
    }

    @Override
    public int hashCode() {
        return Objects.hash(caller, since);
    }
}
