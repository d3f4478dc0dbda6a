package io.dropshiphub.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.security.AuditTrail.Kind;
import io.dropshiphub.security.AuditTrail.Verdict;
import io.dropshiphub.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is done to the stored log: the check finds it, says what it is and where it begins. */
class TamperingTest {

    private static final String COLUMNS = "at, actor, action, target, outcome, details, prev_hash, hash";

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
    void twelve_entries_of_which_eight_are_signed(@TempDir Path folder) {
        audited = new AuditedDatabase(database, folder)
                .emptied()
                .with(5)
                .signed()
                .with(3)
                .signed()
                .with(4);
    }

    @Test
    void an_untouched_log_is_intact() {
        assertThat(audited.verdict()).isEqualTo(new Verdict(true, 12, 4, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "at        | at + interval '1 microsecond'",
                "actor     | overlay(actor placing 'b' from 1)",
                "action    | concat(action, ' ')",
                "target    | 'account:8'",
                "outcome   | 'refused'",
                "details   | replace(details, ':', ': ')",
                "prev_hash | overlay(prev_hash placing case left(prev_hash, 1) when '0' then '1' else '0' end from 1)",
                "hash      | overlay(hash placing case left(hash, 1) when '0' then '1' else '0' end from 1)"
            })
    void a_changed_byte_is_found_in_every_column(String column, String value) {
        audited.tamper("update audit_log set " + column + " = " + value + " where seq = 7");

        found(Kind.ALTERED, 7);
    }

    @Test
    void a_changed_number_is_found() {
        audited.tamper("update audit_log set seq = 70 where seq = 7");

        found(Kind.REORDERED, 7);
    }

    @Test
    void a_number_below_the_first_is_found() {
        audited.tamper("update audit_log set seq = 0 where seq = 7");

        found(Kind.INSERTED, 0);
    }

    @Test
    void an_altered_entry_with_a_matching_hash_is_found() {
        audited.tamper("update audit_log set actor = 'nobody' where seq = 10");
        ChainLink altered = audited.rows.page(9, null, 1).get(0).sealed();
        audited.tamper("update audit_log set hash = '" + altered.hash() + "' where seq = 10");

        found(Kind.ALTERED, 10);
    }

    @Test
    void an_altered_last_entry_with_a_matching_hash_is_found() {
        audited.tamper("update audit_log set actor = 'nobody' where seq = 12");
        ChainLink altered = audited.rows.page(11, null, 1).get(0).sealed();
        audited.tamper("update audit_log set hash = '" + altered.hash() + "' where seq = 12");

        found(Kind.ALTERED, 12);
    }

    @Test
    void a_deleted_entry_is_found() {
        audited.tamper("delete from audit_log where seq = 7");

        found(Kind.REMOVED, 7);
    }

    @Test
    void deleted_entries_are_found_when_the_later_ones_take_their_numbers() {
        audited.tamper(
                "delete from audit_log where seq in (7, 8)",
                "update audit_log set seq = -seq where seq > 8",
                "update audit_log set seq = -seq - 2 where seq < 0",
                "update audit_head set seq = 10");

        found(Kind.REMOVED, 7);
    }

    @ParameterizedTest
    @CsvSource({"3,4", "3,9", "11,12", "1,12"})
    void swapped_contents_are_found(int one, int other) {
        audited.tamper(
                "update audit_log a set (%1$s) = (select %1$s from audit_log b where b.seq = %2$d + %3$d - a.seq) where a.seq in (%2$d, %3$d)"
                        .formatted(COLUMNS, one, other));

        found(Kind.REORDERED, one);
    }

    @Test
    void swapped_numbers_are_found() {
        audited.tamper(
                "update audit_log set seq = -3 where seq = 3",
                "update audit_log set seq = 3 where seq = 9",
                "update audit_log set seq = 9 where seq = -3");

        found(Kind.REORDERED, 3);
    }

    @Test
    void an_entry_put_in_between_is_found() {
        audited.tamper(
                "update audit_log set seq = -seq where seq > 6",
                "update audit_log set seq = 1 - seq where seq < 0",
                "insert into audit_log (seq, " + COLUMNS + ") select 7, " + COLUMNS + " from audit_log where seq = 6",
                "update audit_log set actor = 'nobody', prev_hash = (select hash from audit_log where seq = 6) where seq = 7",
                "update audit_head set seq = 13");
        ChainLink forged = audited.rows.page(6, null, 1).get(0).sealed();
        audited.tamper("update audit_log set hash = '" + forged.hash() + "' where seq = 7");

        found(Kind.INSERTED, 7);
    }

    @Test
    void an_entry_put_behind_the_last_one_is_found() {
        audited.tamper("insert into audit_log (seq, " + COLUMNS + ") select 13, " + COLUMNS
                + " from audit_log where seq = 12");
        audited.tamper("update audit_log set prev_hash = (select hash from audit_head) where seq = 13");
        ChainLink forged = audited.rows.page(12, null, 1).get(0).sealed();
        audited.tamper("update audit_log set hash = '" + forged.hash() + "' where seq = 13");

        found(Kind.INSERTED, 13);
    }

    @Test
    void a_cut_off_tail_is_found() {
        audited.tamper("delete from audit_log where seq > 10");

        found(Kind.CUT_OFF, 11);
    }

    @Test
    void a_cut_off_tail_is_found_by_the_checkpoint_when_the_end_was_adapted() {
        cutOffBehind(6);

        found(Kind.CUT_OFF, 7);
    }

    @Test
    void a_cut_off_tail_is_found_by_the_file_when_the_checkpoints_were_deleted_too() {
        cutOffBehind(6);
        audited.tamper("delete from audit_checkpoint where seq > 6");

        found(Kind.CUT_OFF, 7);
    }

    @Test
    void a_cut_off_tail_is_found_after_new_entries_have_grown_in_its_place() {
        cutOffBehind(6);
        audited.tamper("delete from audit_checkpoint where seq > 6");
        audited.with(10);

        found(Kind.REWRITTEN, 6);
    }

    @Test
    void an_emptied_log_is_found() {
        audited.tamper(
                "delete from audit_log",
                "delete from audit_checkpoint",
                "update audit_head set seq = 0, hash = '" + ChainLink.NONE + "'");

        found(Kind.CUT_OFF, 1);
    }

    @Test
    void a_missing_end_is_found() {
        audited.tamper("delete from audit_head");

        found(Kind.CUT_OFF, 13);
    }

    @Test
    void a_chain_written_anew_is_found_by_the_checkpoint() {
        audited.tamper("update audit_log set actor = 'nobody' where seq = 7");
        audited.rechain(7);

        found(Kind.REWRITTEN, 6);
    }

    @Test
    void a_chain_written_anew_is_found_by_the_file_when_the_checkpoints_were_deleted_too() {
        audited.tamper("update audit_log set actor = 'nobody' where seq = 7");
        audited.rechain(7);
        audited.tamper("delete from audit_checkpoint");

        found(Kind.REWRITTEN, 6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "hash      | repeat('0', 64)",
                "at        | '2026-11-21T03:00:00Z'",
                "signature | overlay(signature placing case left(signature, 1) when 'A' then 'B' else 'A' end from 1)",
                "signature | 'none'",
                "seq       | 7"
            })
    void a_changed_checkpoint_is_found(String column, String value) {
        audited.tamper("update audit_checkpoint set " + column + " = " + value + " where seq = 8");

        found(Kind.CHECKPOINT_FORGED, column.equals("seq") ? 7 : 8);
    }

    @Test
    void a_changed_line_of_the_file_is_found() throws IOException {
        List<String> lines = Files.readAllLines(audited.file);
        Files.write(
                audited.file,
                lines.stream()
                        .map(line -> line.replace("\"seq\":8", "\"seq\":9"))
                        .toList());

        found(Kind.CHECKPOINT_FORGED, 9);
    }

    @Test
    void half_a_line_left_by_a_crash_is_no_tampering() throws IOException {
        Files.writeString(audited.file, Files.readString(audited.file) + "\n{\"at\":\"2026-");
        audited.signed();

        assertThat(audited.verdict()).isEqualTo(new Verdict(true, 12, 6, null));
    }

    private void cutOffBehind(int last) {
        audited.tamper(
                "delete from audit_log where seq > " + last,
                "update audit_head set (seq, hash) = (select seq, hash from audit_log where seq = " + last + ")");
    }

    private void found(Kind kind, long seq) {
        Verdict verdict = audited.verdict();
        assertThat(verdict.intact()).isFalse();
        assertThat(verdict.finding().kind()).as(verdict.finding().message()).isEqualTo(kind);
        assertThat(verdict.finding().seq()).as(verdict.finding().message()).isEqualTo(seq);
    }
}
