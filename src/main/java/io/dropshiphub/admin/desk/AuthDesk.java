package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.admin.http.HiddenBody;
import io.dropshiphub.product.Caller;
import io.dropshiphub.security.LogIns;
import io.dropshiphub.security.Tokens;
import io.dropshiphub.security.Users;
import java.util.Locale;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Logging in and out over REST. */
@Component
public class AuthDesk {

    /**
     * Who the hub takes a caller for.
     *
     * @param via {@code token}, {@code api-key} or {@code session}
     */
    public record Me(long userId, String username, String role, String via) {}

    /** Whether a log-in was ended here only, or everywhere. */
    public record LoggedOut(boolean everywhere) {}

    private final LogIns logIns;
    private final Tokens tokens;
    private final Users users;
    private final RequestBody bodies;

    AuthDesk(LogIns logIns, Tokens tokens, Users users, RequestBody bodies) {
        this.logIns = logIns;
        this.tokens = tokens;
        this.users = users;
        this.bodies = bodies;
    }

    /** Tokens for {@code {"username", "password"}}; a one-time password needs {@code "new_password"}, too. */
    public Tokens.Pair token(@Body HiddenBody body, @Variable(Caller.ADDRESS_VARIABLE) String address)
            throws JsonProcessingException {
        ObjectNode request = bodies.object(body);
        return tokens.issue(logIns.byPassword(
                RequestBody.text(request, "username"),
                RequestBody.text(request, "password"),
                RequestBody.text(request, "new_password"),
                address));
    }

    /** New tokens for {@code {"refresh_token"}}. */
    public Tokens.Pair refresh(@Body HiddenBody body, @Variable(Caller.ADDRESS_VARIABLE) String address)
            throws JsonProcessingException {
        return tokens.refresh(RequestBody.text(bodies.object(body), "refresh_token"), address);
    }

    /** Ends the log-in of {@code {"refresh_token"}}, or with {@code {"everywhere": true}} all of the caller's. */
    public LoggedOut logOut(@Body HiddenBody body, @Variable(Caller.VARIABLE) Caller caller)
            throws JsonProcessingException {
        ObjectNode request = bodies.object(body);
        String refreshToken = RequestBody.text(request, "refresh_token");
        boolean everywhere = request.path("everywhere").asBoolean();
        if (everywhere) {
            users.logOut(caller.userId(), caller);
        } else if (refreshToken != null) {
            tokens.end(refreshToken);
        } else {
            throw BadRequest.body("send {\"refresh_token\": \"…\"} of the log-in to end, or {\"everywhere\": true}.");
        }
        return new LoggedOut(everywhere);
    }

    /** Who the caller is. */
    public Me me(@Variable(Caller.VARIABLE) Caller caller) {
        return new Me(caller.userId(), caller.username(), caller.role().name().toLowerCase(Locale.ROOT), caller.via());
    }

    /** Sets {@code "new_password"} in place of {@code "password"}; all other log-ins end, so it gives new tokens. */
    public Tokens.Pair password(@Body HiddenBody body, @Variable(Caller.VARIABLE) Caller caller)
            throws JsonProcessingException {
        ObjectNode request = bodies.object(body);
        logIns.changePassword(caller, RequestBody.text(request, "password"), RequestBody.text(request, "new_password"));
        return tokens.issue(caller);
    }
}
