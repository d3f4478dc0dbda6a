package io.dropshiphub.security.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditTrail.Filter;
import io.dropshiphub.security.AuditTrail.Line;
import io.dropshiphub.security.AuditTrail.Verdict;
import io.dropshiphub.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {

    private static TestDatabase database;

    private AuditedDatabase audited;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void empty(@TempDir Path folder) {
        audited = new AuditedDatabase(database, folder).emptied();
    }

    @Test
    void an_entry_is_hashed_as_documented() {
        audited.log.append(new AuditEntry(
                "kim \"ops\"", "batch.cancel", "batch:7", "refused", Map.of("why", "끝남\n", "b", "1", "a", "2")));

        ChainLink link = audited.rows.page(0, null, 1).get(0);

        assertThat(link.details()).isEqualTo("{\"a\":\"2\",\"b\":\"1\",\"why\":\"끝남\\n\"}");
        assertThat(link.json())
                .isEqualTo(
                        "{\"action\":\"batch.cancel\",\"actor\":\"kim \\\"ops\\\"\",\"at\":\"2026-11-21T03:00:00.123456Z\","
                                + "\"details\":\"{\\\"a\\\":\\\"2\\\",\\\"b\\\":\\\"1\\\",\\\"why\\\":\\\"끝남\\\\n\\\"}\","
                                + "\"outcome\":\"refused\",\"prev_hash\":\"" + ChainLink.NONE + "\",\"seq\":1,"
                                + "\"target\":\"batch:7\"}");
        // computed by another program, over the tag and the text above
        assertThat(link.hash()).isEqualTo("1b17146c17b55952487d0bbc4350981827b89acc5116bae985335133aaaa2286");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\ud800", "\udc00\ud800x", "😀", "\u001f\u007f\u2028", ""})
    void any_text_comes_back_as_it_was_hashed(String text) {
        audited.log.append(new AuditEntry(text, text, text, text, Map.of(text, text)));
        audited.log.append(AuditEntry.done("x".repeat(5000), "a", "b", Map.of("long", "x".repeat(1_000_000))));

        assertThat(audited.verdict()).isEqualTo(new Verdict(true, 2, 0, null));
    }

    @Test
    void what_is_rolled_back_leaves_neither_entry_nor_gap() {
        audited.with(2);
        audited.transaction.executeWithoutResult(status -> {
            audited.with(3);
            status.setRollbackOnly();
        });
        audited.with(2);

        assertThat(audited.verdict()).isEqualTo(new Verdict(true, 4, 0, null));
    }

    @Test
    void sixteen_threads_make_one_chain() throws Exception {
        int threads = 16;
        int each = 50;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        long start = System.nanoTime();
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                String actor = "user-" + thread;
                running.add(pool.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        boolean fails = i % 10 == 9;
                        audited.transaction.executeWithoutResult(status -> {
                            audited.log.append(AuditEntry.done(actor, "test.append", "test:1", Map.of()));
                            if (fails) {
                                status.setRollbackOnly();
                            }
                        });
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        long perSecond = threads * each * 1_000_000_000L / (System.nanoTime() - start);
        System.out.println("audit: " + perSecond + " appends/s from " + threads + " threads");

        assertThat(audited.verdict()).isEqualTo(new Verdict(true, threads * each * 9 / 10, 0, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_log set actor = 'nobody'",
                "delete from audit_log",
                "truncate audit_log",
                "update audit_checkpoint set hash = ''",
                "delete from audit_checkpoint",
                "truncate audit_checkpoint",
                "delete from audit_head",
                "truncate audit_head"
            })
    void the_database_refuses_changes(String statement) {
        audited.with(1).signed();

        assertThatThrownBy(() -> audited.jdbc.sql(statement).update()).hasMessageContaining("is append-only");
        assertThat(audited.verdict()).isEqualTo(new Verdict(true, 1, 2, null));
    }

    @Test
    void without_its_end_nothing_can_be_appended() {
        audited.with(1).tamper("delete from audit_head");

        assertThatThrownBy(() -> audited.with(1))
                .isInstanceOf(AuditProblem.class)
                .hasMessageContaining("audit_head");
    }

    @Test
    void entries_are_found_by_what_they_say() {
        audited.with(5);
        audited.log.append(AuditEntry.done("kim", "account.resume", "account:3", Map.of()));

        assertThat(seqs(filter("kim", null, null, null, null, 10))).containsExactly(6L);
        assertThat(seqs(filter(null, "account.pause", null, null, null, 2))).containsExactly(5L, 4L);
        assertThat(seqs(filter(null, "account.pause", null, null, 4L, 2))).containsExactly(3L, 2L);
        assertThat(seqs(filter(null, null, "account:3", null, null, 10))).containsExactly(6L, 3L);
        assertThat(seqs(filter(null, null, null, Instant.parse("2026-11-21T03:00:04.2Z"), null, 10)))
                .containsExactly(6L);
        Line line = audited.trail.browse(filter(null, null, null, null, 2L, 1)).get(0);
        assertThat(line.details()).isEqualTo(Map.of("reason", "test 1"));
        assertThat(line.at()).isEqualTo("2026-11-21T03:00:00.123456Z");
    }

    @Test
    void an_export_has_every_entry_once_with_its_hash() throws IOException {
        audited.with(2300);

        try (InputStream export = audited.trail.export(null)) {
            List<String> lines = new String(export.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(lines).hasSize(2300);
            ChainLink last = audited.rows.page(2299, null, 1).get(0);
            assertThat(lines.get(2299)).isEqualTo(last.exported()).contains("\"hash\":\"" + last.hash() + "\"");
        }
        try (InputStream export = audited.trail.export(Instant.parse("2026-11-21T03:38:00Z"))) {
            assertThat(new String(export.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .hasSize(20);
        }
    }

    @Test
    void checkpoints_come_by_time_and_by_number() throws IOException {
        audited.checkpoints.whenDue();
        assertThat(signed()).isEmpty();

        audited.with(1).checkpoints.whenDue();
        assertThat(signed()).as("the first at once").containsExactly(1L);

        audited.with(1).checkpoints.whenDue();
        assertThat(signed()).as("too early").containsExactly(1L);

        audited.clock.advance(Duration.ofMinutes(5));
        audited.checkpoints.whenDue();
        audited.clock.advance(Duration.ofMinutes(5));
        audited.checkpoints.whenDue();
        assertThat(signed()).as("nothing new, nothing to sign").containsExactly(1L, 2L);

        audited.log.append(AuditEntry.done("a", "b", "c", Map.of()));
        for (int i = 0; i < 999; i++) {
            audited.log.append(AuditEntry.done("a", "b", "c", Map.of()));
        }
        audited.clock.advance(Duration.ofMinutes(-4));
        audited.checkpoints.whenDue();
        assertThat(signed()).as("many at once").containsExactly(1L, 2L, 1002L);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(audited.file)))
                .isEqualTo("rw-------");
        assertThat(Files.readAllLines(audited.file))
                .filteredOn(line -> !line.isBlank())
                .hasSize(3);
        assertThat(audited.verdict()).isEqualTo(new Verdict(true, 1002, 6, null));
    }

    private List<Long> signed() {
        return audited.jdbc
                .sql("select seq from audit_checkpoint order by seq")
                .query(Long.class)
                .list();
    }

    private List<Long> seqs(Filter filter) {
        return audited.trail.browse(filter).stream().map(Line::seq).toList();
    }

    private static Filter filter(String actor, String action, String target, Instant since, Long before, int limit) {
        return new Filter(actor, action, target, since, before, limit);
    }
}
