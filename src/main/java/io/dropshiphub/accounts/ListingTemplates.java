package io.dropshiphub.accounts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The default listing template of each account. */
@Service
public class ListingTemplates {

    /** Name of the template that a person has set while the hub ran; the one of the configuration is called otherwise. */
    static final String EDITED = "edited";

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
        this.database = database;
        this.inTransaction = inTransaction;
        this.json = json;
        // the bootstrap is asked for here only to have run before
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
            database.sql("update listing_template set is_default = false where account_id = ? and is_default")
                    .param(accountId)
                    .update();
            database.sql("""
                            insert into listing_template (account_id, name, is_default, settings)
                            values (?, ?, true, ?::jsonb)
                            on conflict (account_id, name)
                            do update set is_default = true, settings = excluded.settings, updated_at = now()""").params(accountId, EDITED, settings.toString()).update();
        });
        defaults.drop();
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
