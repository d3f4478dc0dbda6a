package io.dropshiphub.intake;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The hub's own record of which files are in the archive. */
@Component
public class ArchivedFiles {

    /**
     * A file in the archive.
     *
     * @param name what people call it
     * @param key its name in the stores
     * @param bytes its size
     * @param archivedAt when it got there
     */
    public record Archived(String name, String key, long bytes, Instant archivedAt) {}

    private record Known(String name, long bytes, Instant modified) {}

    private final JdbcClient database;
    private final Clock clock;

    ArchivedFiles(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The archived files of a batch: what was read, what became of it; the oldest first. */
    public List<Archived> of(UUID batch) {
        return database.sql("""
                        select file_name, object_key, bytes, archived_at from archived_file
                        where batch_id = ? order by archived_at, file_name""")
                .param(batch)
                .query((row, n) -> new Archived(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Those of some files of one folder that are not archived as they are now, in the same order. */
    List<ArchiveFile> missing(String folder, List<ArchiveFile> files) {
        Set<Known> known = new HashSet<>(database.sql("""
                        select file_name, bytes, modified_at from archived_file
                        where folder = ? and file_name = any (?)""")
                .params(folder, files.stream().map(ArchiveFile::name).toArray(String[]::new))
                .query((row, n) -> new Known(
                        row.getString(1),
                        row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .list());
        return files.stream()
                .filter(file -> !known.contains(new Known(file.name(), file.bytes(), file.modified())))
                .toList();
    }

    void add(ArchiveFile file) {
        database.sql("""
                        insert into archived_file (folder, file_name, bytes, modified_at, object_key, batch_id, archived_at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(
                        file.folder(),
                        file.name(),
                        file.bytes(),
                        file.modified().atOffset(ZoneOffset.UTC),
                        file.key(),
                        file.batch(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
