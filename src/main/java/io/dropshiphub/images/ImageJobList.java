package io.dropshiphub.images;

import io.dropshiphub.product.Scope;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the pipeline has done with source pictures, for people to look at. */
@Component
public class ImageJobList {

    /** The states a job can be in. */
    public static final List<String> STATES = List.of("working", "done", "refused", "failed");

    /**
     * One source picture; one without a value is not known.
     *
     * @param source its address without secrets, or {@code hub-media:<key>}
     * @param state one of {@link #STATES}: refused for good, failed for now
     * @param attempts how often the work was begun
     * @param code why it was refused or has failed
     * @param message the same in words
     * @param format by its content
     * @param width in pixels
     * @param height in pixels
     * @param bytes its size
     * @param fetchedAt when it was last downloaded with success
     * @param createdAt when it was first asked for
     * @param updatedAt when its state last changed
     */
    public record Job(
            String source,
            String state,
            int attempts,
            String code,
            String message,
            String format,
            Integer width,
            Integer height,
            Long bytes,
            Instant fetchedAt,
            Instant createdAt,
            Instant updatedAt) {}

    private final JdbcClient database;

    ImageJobList(JdbcClient database) {
        this.database = database;
    }

    /**
     * The jobs that changed last, the newest first.
     *
     * @param scope whose products name the pictures
     * @param state null for all
     */
    public List<Job> newest(Scope scope, String state, int limit) {
        return database.sql("""
                        select source, state, attempts, code, message, lower(format), width, height, bytes, fetched_at,
                               created_at, updated_at
                        from image_processing_job where (:state::text is null or state = :state)
                            and %s
                        order by updated_at desc, source_key limit :limit""".formatted(scope.sql(
                        "source_key in (select source_key from image_source_owner where user_id = :owner)")))
                .param("owner", scope.ownerId())
                .param("state", state)
                .param("limit", limit)
                .query((row, n) -> new Job(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getObject(7, Integer.class),
                        row.getObject(8, Integer.class),
                        row.getObject(9, Long.class),
                        instant(row.getObject(10, OffsetDateTime.class)),
                        instant(row.getObject(11, OffsetDateTime.class)),
                        instant(row.getObject(12, OffsetDateTime.class))))
                .list();
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
