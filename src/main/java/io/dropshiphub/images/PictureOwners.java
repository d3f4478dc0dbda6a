package io.dropshiphub.images;

import io.dropshiphub.product.ImageRef;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Remembers whose products name which source pictures: the work on a picture is shared, but people see only what became of
 * their own. Thread-safe.
 */
@Component
class PictureOwners {

    private static final Logger LOG = LoggerFactory.getLogger(PictureOwners.class);
    private static final int MOST_NOTED = 10_000;

    private record Named(UUID batch, String sourceKey) {}

    private final JdbcClient database;
    /** Noted lately, so that a batch costs one statement for a picture, not one for each product and marketplace. */
    private final Set<Named> noted =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>(256, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Named, Boolean> eldest) {
                    return size() > MOST_NOTED;
                }
            }));

    PictureOwners(JdbcClient database) {
        this.database = database;
    }

    /** The products of this batch name these pictures. A failure is logged: no listing fails for it. */
    void note(UUID batch, Collection<ImageRef> images) {
        Set<Named> fresh = images.stream()
                .map(image -> new Named(batch, PictureWork.sourceKey(image)))
                .filter(named -> !noted.contains(named))
                .collect(Collectors.toSet());
        if (fresh.isEmpty()) {
            return;
        }
        try {
            // whose a batch is stands at the batch
            database.sql("""
                            insert into image_source_owner (user_id, source_key)
                            select b.user_id, k from registration_batch b cross join unnest(?::text[]) as k
                            where b.id = ? order by k on conflict do nothing""")
                    .params(fresh.stream().map(Named::sourceKey).toArray(String[]::new), batch)
                    .update();
            noted.addAll(fresh);
        } catch (DataAccessException e) {
            LOG.warn(
                    "It was not noted whose {} pictures are that batch {} names; listing goes on: {}",
                    fresh.size(),
                    batch,
                    e.getMessage());
        }
    }
}
