package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.product.Caller;
import io.dropshiphub.product.Role;
import io.dropshiphub.security.Users;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The users of the hub, as an administrator sees and changes them. */
@Component
public class UserDesk {

    /**
     * A user.
     *
     * @param role {@code admin}, {@code operator}, {@code seller} or {@code viewer}
     * @param oneTimePassword whether their password is only good to set their own
     * @param issuer the external issuer they come from; null: the hub itself
     * @param lockedUntil how long their log-ins wait after failed ones; null: not at all
     */
    public record User(
            long id,
            String username,
            String role,
            boolean oneTimePassword,
            String issuer,
            Instant createdAt,
            Instant disabledAt,
            Instant lockedUntil,
            Instant lastLoginAt) {

        private static User of(io.dropshiphub.security.User user) {
            return new User(
                    user.id(),
                    user.username(),
                    word(user.role()),
                    user.oneTimePassword(),
                    user.external(),
                    user.createdAt(),
                    user.disabledAt(),
                    user.lockedUntil(),
                    user.lastLoginAt());
        }
    }

    /** A user and the password for their first log-in, which is shown this once. */
    public record WithPassword(User user, String oneTimePassword) {

        /** Without the password. */
        @Override
        public String toString() {
            return "WithPassword[" + user + "]";
        }
    }

    private static final List<String> ROLES =
            Arrays.stream(Role.values()).map(UserDesk::word).toList();

    private final Users users;
    private final RequestBody bodies;

    UserDesk(Users users, RequestBody bodies) {
        this.users = users;
        this.bodies = bodies;
    }

    /** Every user by name. */
    public List<User> list() {
        return users.list().stream().map(User::of).toList();
    }

    /** One user. */
    public User show(@Header("id") String id) {
        long number = BadRequest.id("id", id);
        return users.find(number).map(User::of).orElseThrow(() -> BadRequest.notFound("user " + number));
    }

    /** Adds one: {@code {"username", "role"}}. */
    public WithPassword create(@Body String body, @Variable(Caller.VARIABLE) Caller caller)
            throws JsonProcessingException {
        ObjectNode request = bodies.object(body);
        Role role = role(request);
        if (role == null) {
            throw BadRequest.body("send {\"username\": \"…\", \"role\": \"…\"}; role is one of " + ROLES + ".");
        }
        return answer(users.create(RequestBody.text(request, "username"), role, caller));
    }

    /** Changes one: {@code {"role", "disabled"}}, each or both. */
    public User change(@Header("id") String id, @Body String body, @Variable(Caller.VARIABLE) Caller caller)
            throws JsonProcessingException {
        ObjectNode request = bodies.object(body);
        JsonNode disabled = request.get("disabled");
        if (disabled != null && !disabled.isBoolean()) {
            throw BadRequest.body("disabled is true or false.");
        }
        return User.of(users.change(
                BadRequest.id("id", id), role(request), disabled == null ? null : disabled.booleanValue(), caller));
    }

    /** Gives one a one-time password in place of theirs. */
    public WithPassword resetPassword(@Header("id") String id, @Variable(Caller.VARIABLE) Caller caller) {
        return answer(users.resetPassword(BadRequest.id("id", id), caller));
    }

    /** Ends all log-ins of one. */
    public User logOut(@Header("id") String id, @Variable(Caller.VARIABLE) Caller caller) {
        users.logOut(BadRequest.id("id", id), caller);
        return show(id);
    }

    private static WithPassword answer(Users.WithPassword made) {
        return new WithPassword(User.of(made.user()), made.oneTimePassword());
    }

    /** Null when the request says nothing about it. */
    private static Role role(ObjectNode request) {
        String word = BadRequest.oneOf("role", RequestBody.text(request, "role"), ROLES);
        return word == null ? null : Role.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
