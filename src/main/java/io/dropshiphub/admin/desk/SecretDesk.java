package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.accounts.CredentialKeeper;
import io.dropshiphub.accounts.MarketAccount;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.admin.http.HiddenBody;
import io.dropshiphub.product.Caller;
import io.dropshiphub.security.SecretImport;
import io.dropshiphub.security.SecretInfo;
import io.dropshiphub.security.SecretName;
import io.dropshiphub.security.Vault;
import io.dropshiphub.security.VaultKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The vault: what may be told about secrets and keys, rotation, and what another program has encrypted. */
@Component
public class SecretDesk {

    /** A secret without its value; the fields are those of {@link SecretInfo}. */
    public record Secret(
            String owner,
            String field,
            int format,
            int keyVersion,
            Instant createdAt,
            Instant rewrappedAt,
            Instant expiresAt,
            Instant lastOpenedAt,
            String fingerprint) {}

    /** How many secrets were imported and how many not, and what became of each. */
    public record Imported(long stored, long refused, List<Line> secrets) {}

    /** What became of one: {@code stored} or {@code refused}, and then why. */
    public record Line(String owner, String field, String status, String code, String message) {}

    private static final int MOST = 1000;
    private static final String ACCOUNT = "account:";
    private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9-]{0,59}");

    private final Vault vault;
    private final VaultKeys keys;
    private final SecretImport imports;
    private final MarketAccounts accounts;
    private final CredentialKeeper credentials;
    private final RequestBody bodies;

    SecretDesk(
            Vault vault,
            VaultKeys keys,
            SecretImport imports,
            MarketAccounts accounts,
            CredentialKeeper credentials,
            RequestBody bodies) {
        this.vault = vault;
        this.keys = keys;
        this.imports = imports;
        this.accounts = accounts;
        this.credentials = credentials;
        this.bodies = bodies;
    }

    /** What may be told about an owner's secrets. */
    public List<Secret> secrets(@Header("owner") String owner) {
        return vault.describe(BadRequest.text("owner", owner)).stream()
                .map(SecretDesk::secret)
                .toList();
    }

    /** The key pairs, and how many secrets are still to be wrapped anew. */
    public VaultKeys.Status keys() {
        return keys.status();
    }

    /** A new key pair takes over; the secrets are wrapped anew while the answer is under way already. */
    public VaultKeys.Status rotate(@Variable("caller") Caller caller) {
        keys.rotate(caller.username());
        return keys.status();
    }

    /**
     * Imports {@code {"fernet_keys": […], "secrets": [{"owner", "field", "token"}], "replace": false}} for accounts. An
     * account calls with what was imported once that is all it needs.
     */
    public Imported importFernet(@Variable("caller") Caller caller, @Body HiddenBody body)
            throws JsonProcessingException {
        ObjectNode request = bodies.object(body);
        List<SecretImport.Row> rows = rows(request);
        List<SecretImport.Result> results = imports.importFernet(
                texts(request.path("fernet_keys")),
                rows,
                request.path("replace").asBoolean(false),
                caller.username());
        List<SecretImport.Result> taken =
                results.stream().filter(result -> result.code() == null).toList();
        taken.stream()
                .map(result -> result.name().owner())
                .distinct()
                .forEach(owner ->
                        credentials.useVault(Long.parseLong(owner.substring(ACCOUNT.length())), caller.username()));
        long stored = taken.size();
        return new Imported(
                stored,
                results.size() - stored,
                results.stream().map(SecretDesk::line).toList());
    }

    private List<SecretImport.Row> rows(ObjectNode request) {
        JsonNode secrets = request.path("secrets");
        if (secrets.isEmpty() || secrets.size() > MOST) {
            throw BadRequest.body("secrets must be a list of 1 to " + MOST + " {\"owner\", \"field\", \"token\"}.");
        }
        Set<String> known = accounts.all().stream()
                .map(MarketAccount::id)
                .map(id -> ACCOUNT + id)
                .collect(Collectors.toSet());
        List<SecretImport.Row> rows = new ArrayList<>();
        for (JsonNode secret : secrets) {
            String owner = secret.path("owner").asText();
            String field = secret.path("field").asText();
            String place = "secrets[" + rows.size() + "]";
            if (!known.contains(owner)) {
                throw BadRequest.body(place + ".owner names no account of this hub, such as account:1.");
            }
            if (!FIELD.matcher(field).matches()) {
                throw BadRequest.body(place + ".field is no name of a credential, such as access-key.");
            }
            rows.add(new SecretImport.Row(
                    new SecretName(owner, field), secret.path("token").asText()));
        }
        return rows;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Secret secret(SecretInfo info) {
        return new Secret(
                info.name().owner(),
                info.name().field(),
                info.format(),
                info.keyVersion(),
                info.createdAt(),
                info.rewrappedAt(),
                info.expiresAt(),
                info.lastOpenedAt(),
                info.fingerprint());
    }

    private static Line line(SecretImport.Result result) {
        return new Line(
                result.name().owner(),
                result.name().field(),
                result.code() == null ? "stored" : "refused",
                result.code(),
                result.message());
    }
}
