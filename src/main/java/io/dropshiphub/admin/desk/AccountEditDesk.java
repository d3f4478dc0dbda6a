package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.accounts.AccountEditor;
import io.dropshiphub.accounts.AccountRights;
import io.dropshiphub.accounts.CredentialKeeper;
import io.dropshiphub.accounts.NewAccount;
import io.dropshiphub.admin.access.OwnerNames;
import io.dropshiphub.admin.http.HiddenBody;
import io.dropshiphub.platforms.PlatformRegistry;
import io.dropshiphub.product.Caller;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Opens, shows, changes and closes accounts, and takes their credentials, which it never shows. */
@Component
public class AccountEditDesk {

    /** What can be changed of an account. */
    private static final Set<String> CHANGEABLE = Set.of(
            "name",
            "enabled",
            "priority",
            "rate_per_second",
            "burst",
            "daily_creations",
            "max_in_flight",
            "calls_per_minute",
            "calls_per_day");

    private final AccountEditor editor;
    private final AccountRights rights;
    private final CredentialKeeper credentials;
    private final AccountSheets sheets;
    private final Visible visible;
    private final OwnerNames owners;
    private final PlatformRegistry platforms;
    private final RequestBody bodies;

    AccountEditDesk(
            AccountEditor editor,
            AccountRights rights,
            CredentialKeeper credentials,
            AccountSheets sheets,
            Visible visible,
            OwnerNames owners,
            PlatformRegistry platforms,
            RequestBody bodies) {
        this.editor = editor;
        this.rights = rights;
        this.credentials = credentials;
        this.sheets = sheets;
        this.visible = visible;
        this.owners = owners;
        this.platforms = platforms;
        this.bodies = bodies;
    }

    /**
     * Opens an account: {@code {"platform": "coupang", "name": "second", "credentials": {…}}}, credentials now or later; an
     * operator leaves them to others.
     */
    public AccountSheets.Sheet open(@Variable(Caller.VARIABLE) Caller caller, @Body HiddenBody body)
            throws JsonProcessingException {
        AccountWish wish = wish(body);
        String platform = platforms
                .find(wish.platform() == null ? "" : wish.platform())
                .orElseThrow(() -> BadRequest.body("platform must be one of "
                        + platforms.all().stream().map(known -> known.key()).toList() + "."))
                .key();
        rights.opensWith(caller, platform, wish.limits());
        if (wish.credentials() != null) {
            rights.setsCredentials(caller);
            credentials.check(platform, wish.credentials(), wish.expiresAt());
        }
        long owner = owners.owner(caller, wish.owner());
        long id = editor.open(
                new NewAccount(owner, platform, wish.name(), wish.limits(), wish.template()), caller.username());
        if (wish.credentials() != null) {
            credentials.set(id, wish.credentials(), wish.expiresAt(), caller.username());
        }
        return sheets.of(id);
    }

    /** One account. */
    public AccountSheets.Sheet show(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id) {
        return sheets.of(visible.account(caller, id).id());
    }

    /** Changes name, priority, limits or {@code enabled}; what is not sent stays, and nothing else can be sent. */
    public AccountSheets.Sheet change(
            @Variable(Caller.VARIABLE) Caller caller, @Header("id") String id, @Body HiddenBody body)
            throws JsonProcessingException {
        long account = visible.account(caller, id).id();
        ObjectNode sent = bodies.object(body);
        RequestBody.only(sent, CHANGEABLE, "credentials and templates have paths of their own");
        AccountWish wish = bodies.as(sent, AccountWish.class);
        rights.changesTo(caller, account, wish.limits());
        editor.change(account, wish.name(), wish.limits(), wish.enabled(), caller.username());
        return sheets.of(account);
    }

    /** Closes an account and forgets its credentials; what it did stays known. */
    public AccountSheets.Sheet close(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id) {
        long account = visible.account(caller, id).id();
        editor.close(account, caller.username());
        return sheets.of(account);
    }

    /** Takes credentials in place of all earlier ones: {@code {"credentials": {…}, "expires_at": "…"}}. */
    public AccountSheets.Sheet credentials(
            @Variable(Caller.VARIABLE) Caller caller, @Header("id") String id, @Body HiddenBody body)
            throws JsonProcessingException {
        long account = visible.account(caller, id).id();
        AccountWish wish = wish(body);
        credentials.set(
                account,
                wish.credentials() == null ? Map.of() : wish.credentials(),
                wish.expiresAt(),
                caller.username());
        return sheets.of(account);
    }

    private AccountWish wish(HiddenBody body) throws JsonProcessingException {
        return bodies.as(bodies.object(body), AccountWish.class);
    }
}
