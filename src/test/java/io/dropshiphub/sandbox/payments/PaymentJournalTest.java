package io.dropshiphub.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.wire.Json;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaymentJournalTest {

    @TempDir
    private Path folder;

    private static BookedPayment charge(String id) {
        BigDecimal amount = new BigDecimal("10.99");
        BigDecimal none = BigDecimal.ZERO;
        return new BookedPayment(
                id, List.of(), "paid", "USD", amount, none, amount, none, "O-1", null, "key", 0, Json.object());
    }

    @Test
    void a_charge_and_its_key_are_remembered_together_or_not_at_all() throws Exception {
        Path file = folder.resolve("payments.jsonl");
        PaymentJournal journal = new PaymentJournal(file);
        PaymentBook book = new PaymentBook("service", journal);
        IdempotencyKeys keys = new IdempotencyKeys("service", null, journal, new SandboxClock(Clock.systemUTC()));
        journal.open();
        assertThat(keys.claim("key", "request").found()).isEqualTo(IdempotencyKeys.Found.NOTHING);
        book.put(charge("a"));
        assertThat(Files.readString(file)).isEmpty();
        keys.keep("key", 200, "answer");
        keys.release("key");
        assertThat(Files.readAllLines(file)).hasSize(2);
        book.put(charge("b"));
        assertThat(Files.readAllLines(file)).hasSize(3);

        PaymentJournal again = new PaymentJournal(file);
        PaymentBook restored = new PaymentBook("service", again);
        IdempotencyKeys known = new IdempotencyKeys("service", null, again, new SandboxClock(Clock.systemUTC()));
        again.open();
        assertThat(restored.payments()).isEqualTo(book.payments());
        assertThat(known.claim("key", "request"))
                .isEqualTo(new IdempotencyKeys.Claim(IdempotencyKeys.Found.THE_SAME, 200, "answer"));
        assertThat(known.claim("key", "other").found()).isEqualTo(IdempotencyKeys.Found.ANOTHER);
    }

    @Test
    void what_was_done_without_an_answer_to_keep_is_remembered_all_the_same() throws Exception {
        Path file = folder.resolve("payments.jsonl");
        PaymentJournal journal = new PaymentJournal(file);
        PaymentBook book = new PaymentBook("service", journal);
        IdempotencyKeys keys = new IdempotencyKeys("service", null, journal, new SandboxClock(Clock.systemUTC()));
        journal.open();
        keys.claim("key", "request");
        assertThat(keys.claim("key", "request").found()).isEqualTo(IdempotencyKeys.Found.UNDER_WAY);
        book.put(charge("a"));
        keys.release("key");
        assertThat(Files.readAllLines(file)).hasSize(1);
        assertThat(keys.claim("key", "request").found()).isEqualTo(IdempotencyKeys.Found.NOTHING);
    }
}
