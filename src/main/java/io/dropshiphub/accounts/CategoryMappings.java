package io.dropshiphub.accounts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Which marketplace category each hub category stands for. */
@Service
public class CategoryMappings {

    /**
     * One row of the table.
     *
     * @param hubCategory the seller's category id
     * @param platform marketplace key
     * @param category the marketplace's side
     */
    public record Mapping(String hubCategory, String platform, PlatformCategory category) {}

    private record Key(String hubCategory, String platform) {}

    private record Table(String version, Map<Key, PlatformCategory> categories) {}

    private final JdbcClient database;
    private final ObjectMapper json;
    private final Snapshot<Table> table;

    CategoryMappings(
            AccountsProperties properties,
            AccountsBootstrap bootstrap,
            JdbcClient database,
            ObjectMapper json,
            Clock clock) {
        this.database = database;
        this.json = json;
        // the bootstrap is asked for here only to have run before
        table = new Snapshot<>("category mappings", clock, properties.refreshAfter(), this::read);
    }

    /** The marketplace category of a hub category, from memory; empty when nobody has mapped it. */
    public Optional<PlatformCategory> find(String hubCategory, String platform) {
        return Optional.ofNullable(table.get().categories().get(new Key(hubCategory, platform)));
    }

    /** Maps a hub category, in place of an earlier mapping. */
    public void upsert(String hubCategory, String platform, PlatformCategory category) {
        database.sql("""
                        insert into category_mapping (hub_category, platform, platform_category, settings)
                        values (?, ?, ?, ?::jsonb)
                        on conflict (hub_category, platform)
                        do update set platform_category = excluded.platform_category, settings = excluded.settings,
                            updated_at = now()""")
                .params(
                        hubCategory,
                        platform,
                        category.code(),
                        category.settings().toString())
                .update();
        table.drop();
    }

    /** All mappings as the database holds them, by hub category and marketplace. */
    public List<Mapping> list() {
        return database.sql("""
                        select hub_category, platform, platform_category, settings::text as settings
                        from category_mapping order by hub_category, platform""")
                .query((found, line) -> new Mapping(
                        found.getString("hub_category"),
                        found.getString("platform"),
                        new PlatformCategory(found.getString("platform_category"), parse(found.getString("settings")))))
                .list();
    }

    private Table read(Table held) {
        String version = database.sql(
                        "select count(*) || ' ' || coalesce(max(updated_at)::text, '') from category_mapping")
                .query(String.class)
                .single();
        if (held != null && held.version().equals(version)) {
            return held;
        }
        Map<Key, PlatformCategory> categories = new HashMap<>();
        list().forEach(row -> categories.put(new Key(row.hubCategory(), row.platform()), row.category()));
        return new Table(version, Map.copyOf(categories));
    }

    private ObjectNode parse(String settings) {
        try {
            return (ObjectNode) json.readTree(settings);
        } catch (JsonProcessingException | ClassCastException unusable) {
            throw new IllegalStateException("a category mapping in the database is no JSON object", unusable);
        }
    }
}
