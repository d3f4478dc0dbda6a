package io.dropshiphub.images;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of source pictures: what is known of each, and which hub works on it, so that hubs on one database fetch and
 * decode it once between them. A lost claim costs double work, never a wrong picture.
 */
@Component
class ImageJobs {

    /** Longer than a download and its turn at the processors usually take; a hub that died is waited for this long. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final JdbcClient database;
    private final Clock clock;
    private final UUID me = UUID.randomUUID();

    ImageJobs(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What is known of a source.
     *
     * @param contentKey SHA-256 of the bytes that came last; null when none ever came
     * @param fetchedAt when they came
     */
    record Known(String contentKey, Instant fetchedAt) {}

    /** What earlier work has found out about a source; empty when it was never fetched with success. */
    Optional<Known> known(PictureWork work) {
        return database.sql("select content_key, fetched_at from image_processing_job"
                        + " where source_key = ? and content_key is not null and fetched_at is not null")
                .param(work.sourceKey())
                .query((row, n) -> new Known(
                        row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Claims a source for this hub; false when another hub works on it. */
    boolean claim(PictureWork work) {
        Instant now = clock.instant();
        return database.sql("""
                        insert into image_processing_job as job
                               (source_key, source, state, worker, lease_until, attempts, created_at, updated_at)
                        values (:key, :source, 'working', :me, :lease, 1, :now, :now)
                        on conflict (source_key) do update set state = 'working', worker = :me, lease_until = :lease,
                               attempts = job.attempts + 1, code = null, message = null, updated_at = :now
                        where job.worker is null or job.worker = :me or job.lease_until <= :now""")
                        .param("key", work.sourceKey())
                        .param("source", work.toString())
                        .param("me", me)
                        .param("lease", utc(now.plus(LEASE)))
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** Writes down what was found out about a source, and gives the claim back. */
    void done(PictureWork work) {
        PictureWork.Original original = work.original();
        PictureWork.Header header = work.header();
        database.sql("""
                        update image_processing_job set state = 'done', worker = null, lease_until = null,
                               content_key = coalesce(:content, content_key), bytes = coalesce(:bytes, bytes),
                               format = coalesce(:format, format), width = coalesce(:width, width),
                               height = coalesce(:height, height), fetched_at = coalesce(:fetched, fetched_at),
                               code = null, message = null, updated_at = :now
                        where source_key = :key and worker = :me""")
                .param("content", original == null ? null : original.contentKey())
                .param("bytes", original == null ? null : original.bytes())
                .param("format", header == null ? null : header.format().name())
                .param("width", header == null ? null : header.width())
                .param("height", header == null ? null : header.height())
                .param("fetched", work.fetchedAt() == null ? null : utc(work.fetchedAt()))
                .param("now", utc(clock.instant()))
                .param("key", work.sourceKey())
                .param("me", me)
                .update();
    }

    /** Writes down why the work ended without a picture, and gives the claim back. */
    void failed(PictureWork work, CallFailed failure) {
        Outcome outcome = failure.outcome();
        database.sql("""
                        update image_processing_job set state = ?, worker = null, lease_until = null,
                               code = ?, message = ?, updated_at = ?
                        where source_key = ? and worker = ?""")
                .params(
                        outcome.outcomeClass() == OutcomeClass.REJECTED ? "refused" : "failed",
                        outcome.code(),
                        outcome.message(),
                        utc(clock.instant()),
                        work.sourceKey(),
                        me)
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
