package io.dropshiphub.testing;

import io.dropshiphub.product.Caller;
import io.dropshiphub.product.Owners;
import io.dropshiphub.product.Role;
import io.dropshiphub.security.ApiKeys;
import io.dropshiphub.security.User;
import io.dropshiphub.security.Users;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.client.RestTemplateCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestTemplate;

/**
 * A user of each role, and their API keys. What a test sends by {@code TestRestTemplate} comes from the administrator unless
 * it says otherwise: {@code headers.addAll(TestUsers.NOBODY)} for nobody, or a key of {@link #key}.
 */
public class TestUsers implements RestTemplateCustomizer {

    /** Name of the header that an API key is sent in. */
    public static final String KEY = "X-API-Key";

    /** Mark of a request without any log-in; not sent. */
    public static final HttpHeaders NOBODY = HttpHeaders.readOnlyHttpHeaders(mark());

    private static final String WITHOUT_LOG_IN = "X-Test-Without-Log-In";

    private final ObjectProvider<Users> users;
    private final ObjectProvider<ApiKeys> keys;
    private final Map<Role, String> keyOf = new ConcurrentHashMap<>();

    TestUsers(ObjectProvider<Users> users, ObjectProvider<ApiKeys> keys) {
        this.users = users;
        this.keys = keys;
    }

    /** An API key of that role's user; the administrator is the house. */
    public String key(Role role) {
        return keyOf.computeIfAbsent(
                role,
                each -> keys.getObject().create("tests", null, caller(each)).key());
    }

    /** That role's user, as if at a browser. */
    public Caller caller(Role role) {
        long id = role == Role.ADMIN ? Owners.HOUSE : user(role).id();
        return new Caller(id, name(role), role, "session", "127.0.0.1");
    }

    @Override
    public void customize(RestTemplate template) {
        template.getInterceptors().add((request, body, execution) -> {
            HttpHeaders headers = request.getHeaders();
            boolean says =
                    headers.containsKey(KEY) || headers.containsKey("Authorization") || headers.containsKey("Cookie");
            if (headers.remove(WITHOUT_LOG_IN) == null && !says) {
                headers.set(KEY, key(Role.ADMIN));
            }
            return execution.execute(request, body);
        });
    }

    private User user(Role role) {
        Users all = users.getObject();
        return all.list().stream()
                .filter(user -> user.username().equals(name(role)))
                .findFirst()
                .orElseGet(
                        () -> all.create(name(role), role, caller(Role.ADMIN)).user());
    }

    private static String name(Role role) {
        return role == Role.ADMIN ? "admin" : "test-" + role.name().toLowerCase(Locale.ROOT);
    }

    private static HttpHeaders mark() {
        HttpHeaders headers = new HttpHeaders();
        headers.set("X-Test-Without-Log-In", "yes");
        return headers;
    }
}
