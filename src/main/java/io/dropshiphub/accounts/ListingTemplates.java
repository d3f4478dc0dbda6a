package io.dropshiphub.accounts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.product.CodedProblem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The listing templates of each account; the default one fills its listings. */
@Service
public class ListingTemplates {

    /** A template by name, and whether listings are made with it. */
    public record Named(String name, boolean isDefault, ObjectNode settings) {}

    /** Name of the default template that {@link #replace} sets; the one of the configuration is called otherwise. */
    static final String EDITED = "edited";

    /** Name of the template that a new account begins with. */
    static final String STANDARD = "standard";

    /** What a marketplace tool publishes as its most an account; far above what a seller keeps apart. */
    private static final int MOST = 100;

    private final AccountsBootstrap bootstrap;
    private final JdbcClient database;
    private final TransactionTemplate inTransaction;
    private final ObjectMapper json;
    private final Snapshot<Map<Long, ListingTemplate>> defaults;

    ListingTemplates(
            AccountsProperties properties,
            AccountsBootstrap bootstrap,
            JdbcClient database,
            TransactionTemplate inTransaction,
            ObjectMapper json,
            Clock clock) {
        this.bootstrap = bootstrap;
        this.database = database;
        this.inTransaction = inTransaction;
        this.json = json;
        defaults = new Snapshot<>("listing templates", clock, properties.refreshAfter(), held -> read());
    }

    /** The default template of an account; an empty one when none was ever set. */
    public ListingTemplate of(long accountId) {
        ListingTemplate found = defaults.get().get(accountId);
        return found == null ? new ListingTemplate(accountId, "none", json.createObjectNode()) : found;
    }

    /** Makes these settings the account's default template, in place of an earlier edit. */
    public void replace(long accountId, ObjectNode settings) {
        inTransaction.executeWithoutResult(transaction -> {
            write(accountId, EDITED, settings);
            choose(accountId, EDITED);
        });
        defaults.drop();
    }

    /** All templates of an account, by name. */
    public List<Named> list(long accountId) {
        return database.sql("""
                        select name, is_default, settings::text as settings from listing_template
                        where account_id = ? order by name""")
                .param(accountId)
                .query((found, line) -> new Named(
                        found.getString("name"), found.getBoolean("is_default"), parse(found.getString("settings"))))
                .list();
    }

    /**
     * One template of an account.
     *
     * @throws CodedProblem when it has none of this name
     */
    public Named named(long accountId, String name) {
        List<Named> all = list(accountId);
        return all.stream()
                .filter(template -> template.name().equals(name))
                .findFirst()
                .orElseThrow(() -> AccountProblem.noTemplate(
                        name, all.stream().map(Named::name).toList()));
    }

    /**
     * Writes a template, in place of an earlier one of this name. The first one of an account becomes its default.
     *
     * @throws CodedProblem when its name cannot be, or the account has too many
     */
    public void put(long accountId, String name, ObjectNode settings) {
        if (!Names.isName(name)) {
            throw AccountProblem.templateName();
        }
        List<Named> all = list(accountId);
        if (all.size() >= MOST
                && all.stream().noneMatch(template -> template.name().equals(name))) {
            throw AccountProblem.tooManyTemplates(MOST);
        }
        write(accountId, name, settings);
        defaults.drop();
    }

    /**
     * Makes a template the one that listings are made with from now on; those that exist stay as they are.
     *
     * @throws CodedProblem when the account has none of this name
     */
    public void makeDefault(long accountId, String name) {
        named(accountId, name);
        inTransaction.executeWithoutResult(transaction -> choose(accountId, name));
        defaults.drop();
    }

    /**
     * Removes a template.
     *
     * @throws CodedProblem when it is the default one, or not there
     */
    public void remove(long accountId, String name) {
        if (named(accountId, name).isDefault()) {
            throw AccountProblem.defaultTemplate(name);
        }
        database.sql("delete from listing_template where account_id = ? and name = ? and not is_default")
                .params(accountId, name)
                .update();
    }

    /** When the default template of an account was last written or chosen; empty when it has none. */
    Optional<Instant> changedAt(long accountId) {
        return database.sql("select updated_at from listing_template where account_id = ? and is_default")
                .param(accountId)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** Gives a new account its marketplace's seed template, with these fields laid over it (null: none). */
    void begin(long accountId, String platform, ObjectNode own) {
        ObjectNode template = bootstrap.seedTemplate(platform);
        put(accountId, STANDARD, own == null ? template : AccountSeeds.merge(template, own));
    }

    private void write(long accountId, String name, ObjectNode settings) {
        database.sql("""
                        insert into listing_template (account_id, name, is_default, settings)
                        values (:account, :name,
                            not exists (select from listing_template where account_id = :account and is_default),
                            :settings::jsonb)
                        on conflict (account_id, name)
                        do update set settings = excluded.settings, updated_at = now()""")
                .param("account", accountId)
                .param("name", name)
                .param("settings", settings.toString())
                .update();
    }

    /** First none, then this one: at no moment are there two. */
    private void choose(long accountId, String name) {
        database.sql("update listing_template set is_default = false where account_id = ? and is_default")
                .param(accountId)
                .update();
        database.sql(
                        "update listing_template set is_default = true, updated_at = now() where account_id = ? and name = ?")
                .params(accountId, name)
                .update();
    }

    private Map<Long, ListingTemplate> read() {
        return database
                .sql("select account_id, name, settings::text as settings from listing_template where is_default")
                .query((found, line) -> new ListingTemplate(
                        found.getLong("account_id"), found.getString("name"), parse(found.getString("settings"))))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(ListingTemplate::accountId, Function.identity()));
    }

    private ObjectNode parse(String settings) {
        try {
            return (ObjectNode) json.readTree(settings);
        } catch (JsonProcessingException | ClassCastException unusable) {
            throw new IllegalStateException("a listing template in the database is no JSON object", unusable);
        }
    }
}
