package io.dropshiphub.admin.desk;

import io.dropshiphub.accounts.AccountDetails;
import io.dropshiphub.accounts.AccountHealth;
import io.dropshiphub.accounts.AccountWatch;
import io.dropshiphub.accounts.CredentialInfo;
import io.dropshiphub.accounts.CredentialKeeper;
import io.dropshiphub.accounts.HealthState;
import io.dropshiphub.accounts.ListingTemplates;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.accounts.Quota;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Shows one account as a whole; never a credential's value. */
@Component
class AccountSheets {

    /**
     * An account.
     *
     * @param limits the limits in force, its own ones included
     * @param credentialsFrom {@code configuration}, {@code vault} or {@code none}
     * @param keyExpiresAt when the marketplace stops taking its key; null: never, or not known
     * @param templates names of its listing templates, the default one first
     * @param state how it fares, in one word; why: its health
     */
    public record Sheet(
            long id,
            long ownerId,
            String platform,
            String name,
            int priority,
            boolean enabled,
            Quota limits,
            String credentialsFrom,
            List<CredentialInfo> credentials,
            Instant keyExpiresAt,
            List<String> templates,
            HealthState state,
            String why) {}

    private final MarketAccounts accounts;
    private final CredentialKeeper credentials;
    private final ListingTemplates templates;
    private final AccountWatch watch;

    AccountSheets(
            MarketAccounts accounts, CredentialKeeper credentials, ListingTemplates templates, AccountWatch watch) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.templates = templates;
        this.watch = watch;
    }

    Sheet of(long id) {
        AccountDetails details = accounts.details(id);
        AccountHealth health = watch.health(id);
        return new Sheet(
                id,
                details.account().ownerId(),
                details.account().platform(),
                details.account().name(),
                details.account().priority(),
                details.enabled(),
                details.account().quota(),
                details.credentialsFrom(),
                credentials.info(id),
                details.keyExpiresAt(),
                templates.list(id).stream()
                        .sorted((one, other) -> Boolean.compare(other.isDefault(), one.isDefault()))
                        .map(ListingTemplates.Named::name)
                        .toList(),
                health.state(),
                health.why());
    }
}
