package io.dropshiphub.accounts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.product.Owners;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Brings the configured accounts, their templates and the seed mappings into the database, before anything asks for
 * them and before any route starts.
 *
 * <p>Accounts and the template named {@code configured} follow the configuration at every start. What a person set
 * while the hub ran (another default template, any mapping) is left as it is.
 */
@Component
class AccountsBootstrap {

    private static final Logger LOG = LoggerFactory.getLogger(AccountsBootstrap.class);
    private static final String CONFIGURED = "configured";

    private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");

    private final List<AccountsProperties.Declared> accounts;
    private final PlatformCredentials marketplaces;
    private final JdbcClient database;
    private final AccountSeeds seeds;

    AccountsBootstrap(
            AccountsProperties properties,
            PlatformCredentials marketplaces,
            ResourceLoader resources,
            JdbcClient database,
            ObjectMapper json) {
        this.database = database;
        this.marketplaces = marketplaces;
        this.accounts = existing(properties);
        seeds = new AccountSeeds(properties.seeds(), resources, json);
        accounts.forEach(account -> store(account, templateOf(account, seeds)));
        seeds.categories().forEach(this::store);
        LOG.info("Market accounts in the configuration: {}", accounts);
    }

    /** The accounts that exist by configuration, with their secrets. */
    List<AccountsProperties.Declared> accounts() {
        return accounts;
    }

    /** The template a new account of a marketplace begins with; a copy. */
    ObjectNode seedTemplate(String platform) {
        return seeds.template(platform);
    }

    private static List<AccountsProperties.Declared> existing(AccountsProperties properties) {
        List<AccountsProperties.Declared> found = new ArrayList<>(properties.declared());
        properties.fromEnvironment().stream().filter(AccountsBootstrap::isSet).forEach(found::add);
        Set<String> labels = new HashSet<>();
        for (AccountsProperties.Declared account : found) {
            if (!labels.add(account.toString())) {
                throw new IllegalStateException(
                        "HUB-ACCOUNTS-002: the account " + account + " is configured twice; the hub"
                                + " does not start. Give one of them another name under hub.accounts.declared.");
            }
        }
        return List.copyOf(found);
    }

    private static boolean isSet(AccountsProperties.Declared account) {
        List<String> missing = account.required().stream()
                .filter(key -> account.credentials().getOrDefault(key, "").isBlank())
                .toList();
        if (missing.size() == account.required().size()) {
            return false;
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("HUB-ACCOUNTS-001: the environment sets some credentials of "
                    + account.platform() + " but not " + missing + "; the hub does not start. Set them all, or none to"
                    + " run without this account.");
        }
        return true;
    }

    private static ObjectNode templateOf(AccountsProperties.Declared account, AccountSeeds seeds) {
        ObjectNode template = seeds.template(account.platform());
        account.template().forEach((path, value) -> {
            ObjectNode at = template;
            String[] steps = path.split("\\.");
            for (int i = 0; i < steps.length - 1; i++) {
                at = at.withObject("/" + steps[i]);
            }
            String field = steps[steps.length - 1];
            // a setting of the configuration is text; the seed template knows which fields are numbers
            if (at.path(field).isNumber()) {
                at.put(field, Long.parseLong(value.strip()));
            } else {
                at.put(field, value);
            }
        });
        return template;
    }

    private void store(AccountsProperties.Declared account, ObjectNode template) {
        // what people have set over REST stays: credentials in the vault, an edited priority
        long id = database.sql("""
                        insert into market_account as old
                            (user_id, platform, name, priority, credentials_source, key_expires_at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (user_id, platform, name) do update set
                            priority = case when old.edited then old.priority else excluded.priority end,
                            key_expires_at = case when old.credentials_source = 'vault' then old.key_expires_at
                                else excluded.key_expires_at end,
                            credentials_source = case when old.credentials_source = 'vault' then 'vault'
                                else excluded.credentials_source end
                        returning id""")
                .params(
                        Owners.HOUSE,
                        account.platform(),
                        account.name(),
                        account.priority(),
                        "config:" + account,
                        keyExpires(account))
                .query(Long.class)
                .single();
        database.sql("""
                        insert into listing_template (account_id, name, is_default, settings)
                        values (:account, :name,
                            not exists (select from listing_template where account_id = :account and is_default),
                            :settings::jsonb)
                        on conflict (account_id, name) do update set settings = excluded.settings, updated_at = now()""")
                .param("account", id)
                .param("name", CONFIGURED)
                .param("settings", template.toString())
                .update();
    }

    private Timestamp keyExpires(AccountsProperties.Declared account) {
        Duration validFor = marketplaces.of(account.platform()).validFor();
        return account.keyIssuedOn() == null || validFor == null
                ? null
                : Timestamp.from(
                        account.keyIssuedOn().atStartOfDay(KOREA).toInstant().plus(validFor));
    }

    private void store(CategoryMappings.Mapping seed) {
        database.sql("""
                        insert into category_mapping (hub_category, platform, platform_category, settings)
                        values (?, ?, ?, ?::jsonb) on conflict do nothing""")
                .params(
                        seed.hubCategory(),
                        seed.platform(),
                        seed.category().code(),
                        seed.category().settings().toString())
                .update();
    }
}
