package io.dropshiphub.queue;

import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongUnaryOperator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes due jobs for accounts that may call now, in one short transaction; the call itself happens outside. */
@Component
class JobClaims {

    /**
     * Keeps the planner on the index that has exactly the claim's order: on a table that was just filled or emptied it has
     * no statistics and would sort or scan everything.
     */
    private static final String STAY_ON_INDEX =
            "select set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true),"
                    + " set_config('enable_bitmapscan', 'off', true)";

    private static final String OPEN_GATES = """
            select * from account_gate
            where platform = ? and paused_why is null and platform_paused_why is null
                and (closed_until is null or closed_until <= ?)
            for update skip locked""";

    private static final String CLAIM = """
            with want as (select * from unnest(?::bigint[], ?::int[]) as w (account_id, n)),
            picked as (
                select job.id from want cross join lateral (
                    select q.id from registration_queue q
                    where q.account_id = want.account_id and q.state = 'ready' %s
                    order by q.rank, q.id limit want.n for update skip locked) job)
            update registration_queue q
            set state = 'claimed', claim_token = nextval('claim_token'), lease_until = ?
            from picked where q.id = picked.id
            returning q.id, q.claim_token, q.registration_id, q.account_id, q.batch_id, q.kind, q.attempt, q.absences, q.doubts, q.rank""";

    private static final String CLAIM_ANY = CLAIM.formatted("");
    private static final String CLAIM_UPKEEP = CLAIM.formatted("and q.kind <> 'REGISTER'");

    /** An open gate at the moment of the claim. */
    private record Gate(GateRow row, double rate, double tokens, int creationsLeft) {

        /** How many jobs this account may take now; {@code inFlight} counts those it already has here. */
        int room(int most, long inFlight, Instant now) {
            long room = rate > 0 ? (long) Math.min(most, Math.floor(tokens)) : most;
            int maxInFlight = row.limits().maxInFlight();
            if (maxInFlight > 0) {
                room = Math.min(room, maxInFlight - inFlight);
            }
            if (row.probing()) {
                room = inFlight > 0 ? 0 : Math.min(room, 1);
            }
            if (creationsLeft > 0) {
                room = Math.min(room, creationsLeft);
            }
            return (int) Math.max(Math.min(room, row.windowsRoom(inFlight, now)), 0);
        }

        boolean isCrowded(long inFlight) {
            int maxInFlight = row.limits().maxInFlight();
            return row.probing() || row.isCounted() || (maxInFlight > 0 && inFlight + 1 >= maxInFlight);
        }

        Duration untilNextToken() {
            return rate > 0 && tokens < 1 ? Duration.ofMillis((long) Math.ceil((1 - tokens) * 1000 / rate)) : null;
        }
    }

    private record ThinJob(
            long id,
            long token,
            long registrationId,
            long accountId,
            UUID batchId,
            JobKind kind,
            int attempt,
            int absences,
            int doubts,
            Instant rank) {}

    /**
     * What a claim gave.
     *
     * @param jobs claimed jobs, the most urgent first
     * @param full whether some account got as many as it had room for, so that there may be more at once
     * @param crowded whether an account has more calls under way than it may add to, so that each one ending counts
     * @param untilNextToken when the next token flows in, or null when no account waits for one
     */
    record Claimed(List<ListingJob> jobs, boolean full, boolean crowded, Duration untilNextToken) {}

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final JobSubjects subjects;
    private final AccountGates accountGates;
    private final AccountPaces paces;
    private final AdaptiveRate adaptive;
    private final QueueProperties settings;
    private final Clock clock;

    JobClaims(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            JobSubjects subjects,
            AccountGates accountGates,
            AccountPaces paces,
            AdaptiveRate adaptive,
            QueueProperties settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.subjects = subjects;
        this.accountGates = accountGates;
        this.paces = paces;
        this.adaptive = adaptive;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Claims up to {@code most} due jobs of a marketplace.
     *
     * @param platform marketplace key
     * @param most free places of the lane
     * @param inFlight how many calls an account has under way in this process
     */
    Claimed claim(String platform, int most, LongUnaryOperator inFlight) {
        Instant now = clock.instant();
        Instant leaseUntil = now.plus(settings.lease());
        List<ThinJob> taken = new ArrayList<>();
        Duration[] nextToken = new Duration[1];
        boolean[] full = new boolean[1];
        boolean[] crowded = new boolean[1];
        transaction.executeWithoutResult(status -> {
            List<Gate> gates = openGates(platform, now);
            if (gates.stream().anyMatch(gate -> gate.row().probing())) {
                accountGates.probing(platform);
            }
            int share = gates.isEmpty() ? 0 : Math.max(1, most / gates.size());
            List<long[]> any = new ArrayList<>();
            List<long[]> upkeep = new ArrayList<>();
            int left = most;
            for (Gate gate : gates) {
                Duration wait = gate.untilNextToken();
                if (wait != null && (nextToken[0] == null || wait.compareTo(nextToken[0]) < 0)) {
                    nextToken[0] = wait;
                }
                long busy = inFlight.applyAsLong(gate.row().account());
                crowded[0] |= gate.isCrowded(busy);
                int room = Math.min(gate.room(share, busy, now), left);
                if (room > 0) {
                    left -= room;
                    (gate.creationsLeft() > 0 ? any : upkeep)
                            .add(new long[] {gate.row().account(), room});
                }
            }
            if (!any.isEmpty() || !upkeep.isEmpty()) {
                jdbc.execute(STAY_ON_INDEX);
            }
            if (!any.isEmpty()) {
                taken.addAll(take(CLAIM_ANY, any, leaseUntil));
            }
            if (!upkeep.isEmpty()) {
                taken.addAll(take(CLAIM_UPKEEP, upkeep, leaseUntil));
            }
            full[0] = anyShareFilled(any, taken) || anyShareFilled(upkeep, taken);
            debit(gates, taken, now);
        });
        taken.sort(Comparator.comparing(ThinJob::rank));
        return new Claimed(withSubjects(platform, taken, leaseUntil), full[0], crowded[0], nextToken[0]);
    }

    /** An account that got all it had room for may have more waiting. */
    private static boolean anyShareFilled(List<long[]> wanted, List<ThinJob> taken) {
        return wanted.stream()
                .anyMatch(pair ->
                        taken.stream().filter(job -> job.accountId() == pair[0]).count() >= pair[1]);
    }

    private List<Gate> openGates(String platform, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, AccountGates.QUOTA_ZONE);
        return jdbc.query(
                OPEN_GATES,
                (found, n) -> {
                    GateRow row = GateRow.of(found);
                    paces.read(row);
                    return new Gate(row, row.rate(adaptive, now), row.tokens(adaptive, now), row.creationsLeft(today));
                },
                platform,
                Timestamp.from(now));
    }

    private List<ThinJob> take(String sql, List<long[]> wanted, Instant leaseUntil) {
        Object[] accounts = wanted.stream().map(pair -> pair[0]).toArray();
        Object[] rooms = wanted.stream().map(pair -> (int) pair[1]).toArray();
        return jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(sql);
                    statement.setArray(1, connection.createArrayOf("bigint", accounts));
                    statement.setArray(2, connection.createArrayOf("int", rooms));
                    statement.setTimestamp(3, Timestamp.from(leaseUntil));
                    return statement;
                },
                (row, n) -> thinJob(row));
    }

    private static ThinJob thinJob(ResultSet row) throws SQLException {
        return new ThinJob(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getObject(5, UUID.class),
                JobKind.valueOf(row.getString(6)),
                row.getInt(7),
                row.getInt(8),
                row.getInt(9),
                row.getTimestamp(10).toInstant());
    }

    private void debit(List<Gate> gates, List<ThinJob> taken, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, AccountGates.QUOTA_ZONE);
        for (Gate gate : gates) {
            GateRow row = gate.row();
            long calls = taken.stream()
                    .filter(job -> job.accountId() == row.account())
                    .count();
            if (calls == 0 || (gate.rate() <= 0 && row.limits().dailyCreations() <= 0)) {
                continue;
            }
            long creations = taken.stream()
                    .filter(job -> job.accountId() == row.account() && job.kind() == JobKind.REGISTER)
                    .count();
            jdbc.update(
                    """
                    update account_gate set tokens = ?, tokens_at = ?, creations_on = ?, creations_used = ?
                    where account_id = ?""",
                    new Object[] {
                        gate.rate() > 0 ? gate.tokens() - calls : row.limits().burst(),
                        Timestamp.from(row.tokensAt(now)),
                        today,
                        row.creationsUsed(today) + creations,
                        row.account()
                    },
                    new int[] {Types.DOUBLE, Types.TIMESTAMP, Types.DATE, Types.INTEGER, Types.BIGINT});
        }
    }

    private List<ListingJob> withSubjects(String platform, List<ThinJob> taken, Instant leaseUntil) {
        if (taken.isEmpty()) {
            return List.of();
        }
        Map<Long, JobSubjects.Subject> loaded =
                subjects.load(taken.stream().map(ThinJob::registrationId).toList());
        List<ListingJob> jobs = new ArrayList<>(taken.size());
        for (ThinJob job : taken) {
            JobSubjects.Subject subject = loaded.get(job.registrationId());
            jobs.add(new ListingJob(
                    job.id(),
                    job.token(),
                    leaseUntil,
                    job.registrationId(),
                    job.batchId(),
                    job.kind(),
                    platform,
                    job.accountId(),
                    job.attempt() + 1,
                    job.doubts(),
                    job.absences(),
                    subject.listingId(),
                    subject.fitImagesFor(),
                    subject.product()));
        }
        return jobs;
    }

    /** Gives back jobs that were claimed and not begun, with their tokens: on shutdown. */
    void release(List<ListingJob> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            for (ListingJob job : jobs) {
                int released = jdbc.update("""
                        update registration_queue set state = 'ready', claim_token = null, lease_until = null
                        where id = ? and claim_token = ? and state = 'claimed'""", job.id(), job.claimToken());
                if (released > 0) {
                    accountGates.refundCall(job.accountId());
                    if (job.kind() == JobKind.REGISTER) {
                        accountGates.refundCreation(job.accountId(), settings.claimedAt(job));
                    }
                }
            }
        });
    }
}
