package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.product.Caller;
import io.dropshiphub.product.Role;
import io.dropshiphub.security.ApiKey;
import io.dropshiphub.security.ApiKeys;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** A user's own API keys; an administrator sees and revokes others' with {@code ?user=<id>}. */
@Component
public class ApiKeyDesk {

    private final ApiKeys keys;
    private final RequestBody bodies;

    ApiKeyDesk(ApiKeys keys, RequestBody bodies) {
        this.keys = keys;
        this.bodies = bodies;
    }

    /** The keys, the newest first; never what they are. */
    public List<ApiKey> list(@Header("user") String user, @Variable(Caller.VARIABLE) Caller caller) {
        return keys.list(whose(user, caller));
    }

    /** Makes one for the caller: {@code {"name", "expires_at"}}; the answer shows it this once. */
    public ApiKeys.WithKey create(@Body String body, @Variable(Caller.VARIABLE) Caller caller)
            throws JsonProcessingException {
        ObjectNode request = bodies.object(body);
        return keys.create(RequestBody.text(request, "name"), instant(RequestBody.text(request, "expires_at")), caller);
    }

    /** Ends one; a second call changes nothing. */
    public List<ApiKey> revoke(
            @Header("id") String id, @Header("user") String user, @Variable(Caller.VARIABLE) Caller caller) {
        long owner = whose(user, caller);
        keys.revoke(owner, BadRequest.id("id", id), caller);
        return keys.list(owner);
    }

    /** To everybody but an administrator, other users are not there. */
    private static long whose(String user, Caller caller) {
        long wanted = BadRequest.number("user", user, caller.userId(), 0, Long.MAX_VALUE);
        if (wanted != caller.userId() && caller.role() != Role.ADMIN) {
            throw BadRequest.notFound("user " + wanted);
        }
        return wanted;
    }

    private static Instant instant(String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw BadRequest.body("expires_at is a moment in UTC such as 2027-01-31T00:00:00Z.");
        }
    }
}
