package io.dropshiphub.queue;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Answers "why is it waiting?" for any job. */
@Service
public class WaitingReasons {

    private record Job(
            long accountId,
            String kind,
            String state,
            Instant dueAt,
            Instant rank,
            int attempt,
            int maxAttempts,
            String lastCode,
            String lastMessage) {}

    private final JdbcClient jdbc;
    private final AccountGates gates;
    private final Clock clock;

    WaitingReasons(JdbcClient jdbc, AccountGates gates, Clock clock) {
        this.jdbc = jdbc;
        this.gates = gates;
        this.clock = clock;
    }

    /** The reason, or empty when the registration has no job: it is final. */
    public Optional<WaitingReason> of(long registrationId) {
        return jdbc.sql("""
                        select account_id, kind, state, due_at, rank, attempt, max_attempts, last_code, last_message
                        from registration_queue where registration_id = :id""")
                .param("id", registrationId)
                .query((row, n) -> new Job(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant(),
                        row.getTimestamp(5).toInstant(),
                        row.getInt(6),
                        row.getInt(7),
                        row.getString(8),
                        row.getString(9)))
                .optional()
                .map(job -> explain(registrationId, job));
    }

    private WaitingReason explain(long id, Job job) {
        return switch (job.state()) {
            case "scheduled" -> scheduled(id, job);
            case "held" -> reason(id, job, "batch_paused", "Its batch is paused; resume the batch to go on.", null, 0);
            case "behind" ->
                reason(
                        id,
                        job,
                        "behind",
                        "An earlier call for the same SKU is not answered yet; this one follows it.",
                        null,
                        0);
            case "claimed", "calling" -> reason(id, job, "being_called", "It is being worked on right now.", null, 0);
            default -> inLine(id, job);
        };
    }

    private WaitingReason scheduled(long id, Job job) {
        String at = job.dueAt().toString();
        return switch (job.kind()) {
            case "LOOK_UP" ->
                reason(
                        id,
                        job,
                        "in_doubt",
                        "A creation was not answered, so the marketplace is asked for the SKU at " + at
                                + " before anything is sent again.",
                        job.dueAt(),
                        0);
            case "APPROVAL" ->
                reason(
                        id,
                        job,
                        "approval",
                        "Listed; asking for the marketplace's approval at " + at + ".",
                        job.dueAt(),
                        0);
            default ->
                job.attempt() == 0
                        ? reason(id, job, "scheduled", "Scheduled to be sent at " + at + ".", job.dueAt(), 0)
                        : reason(
                                id,
                                job,
                                "retry",
                                "Attempt " + (job.attempt() + 1) + " of " + job.maxAttempts() + " follows at " + at
                                        + "; the last one failed: " + job.lastMessage(),
                                job.dueAt(),
                                0);
        };
    }

    private WaitingReason inLine(long id, Job job) {
        long before = jdbc.sql("""
                        select count(*) from registration_queue
                        where account_id = :account and state = 'ready' and rank < :rank""")
                .param("account", job.accountId())
                .param("rank", Timestamp.from(job.rank()))
                .query(Long.class)
                .single();
        AccountGate gate = gates.all().stream()
                .filter(each -> each.accountId() == job.accountId())
                .findFirst()
                .orElseThrow();
        String line = before == 0 ? " It is next." : " " + before + " jobs of the account go first.";
        if (gate.platformPausedWhy() != null) {
            return reason(
                    id,
                    job,
                    "platform_paused",
                    gate.platform() + " is paused: " + gate.platformPausedWhy(),
                    null,
                    before);
        }
        if (gate.pausedWhy() != null) {
            return reason(id, job, "account_paused", "The account is paused: " + gate.pausedWhy(), null, before);
        }
        if (gate.closedUntil() != null) {
            return reason(
                    id,
                    job,
                    "closed",
                    "The account waits until " + gate.closedUntil() + ": " + gate.closedWhy() + line,
                    gate.closedUntil(),
                    before);
        }
        if (job.kind().equals("REGISTER")
                && (gate.creationsStoppedUntil() != null
                        || gate.dailyCreations() > 0 && gate.creationsUsed() >= gate.dailyCreations())) {
            Instant midnight = gates.midnight();
            String why = gate.creationsStoppedUntil() != null
                    ? gate.platform() + " takes no more new listings of the account today"
                    : "The account's " + gate.dailyCreations() + " creations of today are used up";
            return reason(id, job, "daily_quota", why + "; it goes on at " + midnight + "." + line, midnight, before);
        }
        AccountGate.Calls calls = gate.calls();
        if (calls.nextAt() != null) {
            boolean isMinute = calls.perMinute() > 0 && calls.thisMinute() >= calls.perMinute();
            boolean isDay = calls.perDay() > 0 && calls.today() >= calls.perDay();
            return reason(
                    id,
                    job,
                    isDay ? "day_calls" : "minute_calls",
                    "The account's "
                            + (isDay ? calls.perDay() + " calls of this day" : "")
                            + (isDay && isMinute ? " and " : "")
                            + (isMinute ? calls.perMinute() + " calls of this minute" : "")
                            + " are used up; the next one is made at " + calls.nextAt() + "." + line,
                    calls.nextAt(),
                    before);
        }
        double rate = gate.effective().ratePerSecond();
        if (rate > 0) {
            Instant soon = clock.instant().plusMillis((long) (before * 1000 / rate));
            return reason(
                    id,
                    job,
                    "rate",
                    "The account may call " + Math.round(rate * 100) / 100.0 + " times a second"
                            + because(gate.effective()) + "." + line,
                    soon,
                    before);
        }
        return reason(id, job, "in_line", "It is in line." + line, null, before);
    }

    private static String because(AccountGate.Pace pace) {
        return switch (pace.source()) {
            case "learned" -> ", as the marketplace tells";
            case "slowed" -> " since too many calls were refused at " + pace.slowedAt();
            default -> "";
        };
    }

    private static WaitingReason reason(long id, Job job, String reason, String message, Instant nextAt, long before) {
        return new WaitingReason(
                id,
                reason,
                message,
                job.kind(),
                // a look-up speaks for the attempt before it
                job.kind().equals("LOOK_UP") ? job.attempt() : job.attempt() + 1,
                job.maxAttempts(),
                nextAt,
                before,
                job.lastCode(),
                job.lastMessage());
    }
}
