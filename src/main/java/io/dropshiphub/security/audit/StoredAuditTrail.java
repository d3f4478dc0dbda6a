package io.dropshiphub.security.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.security.AuditTrail;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads and checks what {@link ChainedAuditLog} has written. */
@Service
class StoredAuditTrail implements AuditTrail {

    private static final int PAGE = 1000;

    private final ChainRows rows;
    private final CheckpointRows checkpointRows;
    private final CheckpointFile checkpointFile;
    private final CheckpointKey key;
    private final ObjectMapper json;
    private final TransactionTemplate snapshot;

    StoredAuditTrail(
            ChainRows rows,
            CheckpointRows checkpointRows,
            CheckpointFile checkpointFile,
            CheckpointKey key,
            ObjectMapper json,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.checkpointRows = checkpointRows;
        this.checkpointFile = checkpointFile;
        this.key = key;
        this.json = json;
        // entries, end and checkpoints of one moment, while others go on appending
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.snapshot.setReadOnly(true);
    }

    @Override
    public List<Line> browse(Filter filter) {
        return rows.browse(filter).stream().map(this::line).toList();
    }

    @Override
    public Verdict verify() {
        key.load();
        // opened before the snapshot begins: every line that is there by then is of an entry that the snapshot has
        try (Stream<Checkpoint> inFile = checkpointFile.read()) {
            return snapshot.execute(status -> {
                try (Stream<ChainLink> links = rows.all();
                        Stream<Checkpoint> inDatabase = checkpointRows.all()) {
                    return new ChainWalk(rows.head().orElse(null), key::signed, rows::hasSuccessor)
                            .walk(
                                    links.iterator(),
                                    List.of(
                                            new CheckpointCursor(inDatabase.iterator()),
                                            new CheckpointCursor(inFile.iterator())));
                }
            });
        }
    }

    @Override
    public InputStream export(Instant since) {
        return new SequenceInputStream(new Enumeration<>() {
            private List<ChainLink> page = rows.page(0, since, PAGE);

            @Override
            public boolean hasMoreElements() {
                return !page.isEmpty();
            }

            @Override
            public InputStream nextElement() {
                if (page.isEmpty()) {
                    throw new NoSuchElementException();
                }
                String lines = page.stream().map(link -> link.exported() + "\n").collect(Collectors.joining());
                page = rows.page(page.get(page.size() - 1).seq(), since, PAGE);
                return new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private Line line(ChainLink link) {
        return new Line(
                link.seq(),
                link.at(),
                link.actor(),
                link.action(),
                link.target(),
                link.outcome(),
                details(link.details()),
                link.hash());
    }

    /** Also of an entry that somebody has spoilt. */
    private Map<String, String> details(String stored) {
        try {
            return json.readValue(stored, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            return Map.of("unreadable", stored);
        }
    }
}
