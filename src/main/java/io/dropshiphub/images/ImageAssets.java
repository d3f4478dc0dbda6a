package io.dropshiphub.images;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.storage.ObjectStorage;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which fitted pictures there are: one per content of a source and rule. */
@Component
class ImageAssets {

    private final JdbcClient database;
    private final ObjectStorage storage;

    ImageAssets(JdbcClient database, ObjectStorage storage) {
        this.database = database;
        this.storage = storage;
    }

    private record Row(String rule, String objectKey, int width, int height) {}

    /** The fitted pictures of a content, by rule; what no store has any more is left out. */
    Map<ImageRule, HostedPicture> of(String contentKey, Collection<ImageRule> rules) {
        Map<String, ImageRule> byName = new HashMap<>();
        rules.forEach(rule -> byName.put(rule.name(), rule));
        List<Row> rows = database.sql("""
                        select rule, object_key, width, height from image_asset
                        where content_key = ? and rule = any (?)""")
                .params(contentKey, byName.keySet().toArray(String[]::new))
                .query((row, n) -> new Row(row.getString(1), row.getString(2), row.getInt(3), row.getInt(4)))
                .list();
        Map<ImageRule, HostedPicture> found = new HashMap<>();
        for (Row row : rows) {
            // the store may have been emptied, or another one mounted
            storage.find(row.objectKey())
                    .filter(object -> isThere(object.key()))
                    .ifPresent(object ->
                            found.put(byName.get(row.rule()), new HostedPicture(object, row.width(), row.height())));
        }
        return found;
    }

    private boolean isThere(String key) {
        try {
            if (!storage.exists(key)) {
                // else the store's records would keep it from being put again
                storage.delete(key);
                return false;
            }
            return true;
        } catch (CallFailed unknown) {
            // a store that cannot be asked now has most likely not lost anything
            return true;
        }
    }

    void add(String contentKey, ImageRule rule, HostedPicture picture) {
        database.sql("""
                        insert into image_asset (content_key, rule, object_key, width, height) values (?, ?, ?, ?, ?)
                        on conflict (content_key, rule) do update set object_key = excluded.object_key,
                               width = excluded.width, height = excluded.height, created_at = now()""")
                .params(contentKey, rule.name(), picture.object().key(), picture.width(), picture.height())
                .update();
    }
}
