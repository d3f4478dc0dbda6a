package io.dropshiphub.registration;

import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import io.dropshiphub.queue.Columns;
import io.dropshiphub.queue.GroupWriter;
import io.dropshiphub.queue.JobSettlement;
import io.dropshiphub.queue.JobStep;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Records what became of calls: the queue's step and the ledger's state in one transaction, many calls at a time. */
@Service
public class RegistrationOutcomes {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationOutcomes.class);
    private static final int GROUP = 100;

    private record Entry(ListingJob job, Outcome outcome) {}

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final JobSettlement settlement;
    private final Successors successors;
    private final GroupWriter<Entry, JobStep> writer;

    RegistrationOutcomes(
            JdbcTemplate jdbc, TransactionTemplate transaction, JobSettlement settlement, Successors successors) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settlement = settlement;
        this.successors = successors;
        this.writer = new GroupWriter<>("hub-outcomes", GROUP, this::writeGroup);
    }

    /**
     * Takes the outcome of a job and returns at once; it is durable a group commit later. Should the hub die before that,
     * the lease runs out and the call is looked up. An outcome whose claim is stale is ignored.
     */
    public void record(@Variable("job") ListingJob job, @Body Outcome outcome) {
        submit(job, outcome);
    }

    /** Like {@link #record}, for callers that want to know when it is durable. */
    CompletableFuture<JobStep> submit(ListingJob job, Outcome outcome) {
        return writer.submit(new Entry(job, outcome)).whenComplete((step, problem) -> {
            if (problem != null) {
                LOG.warn(
                        "HUB-REG-016: the outcome {} of job {} ({}, SKU {}) could not be stored; when its lease runs out the"
                                + " job goes on from a look-up: {}",
                        outcome.outcomeClass(),
                        job.id(),
                        job.platform(),
                        job.product().sku(),
                        problem.getMessage());
            } else if (step == null) {
                LOG.info(
                        "Ignored a late outcome of job {} ({}, SKU {}): its claim {} is no longer valid",
                        job.id(),
                        job.platform(),
                        job.product().sku(),
                        job.claimToken());
            }
        });
    }

    private List<JobStep> writeGroup(List<Entry> group) {
        return transaction.execute(status -> {
            Set<UUID> cancelled = cancelledBatches(group);
            List<JobStep> steps = settlement.settle(group.stream()
                    .map(entry -> new JobSettlement.Settle(
                            entry.job(),
                            entry.outcome(),
                            cancelled.contains(entry.job().batchId())))
                    .toList());
            List<Long> replaced = updateLedger(group, steps);
            if (!replaced.isEmpty()) {
                successors.goOn(replaced);
            }
            return steps;
        });
    }

    /** Only a job that would be sent again needs to know. */
    private Set<UUID> cancelledBatches(List<Entry> group) {
        Object[] batches = group.stream()
                .filter(entry -> entry.outcome().outcomeClass() != OutcomeClass.REGISTERED)
                .map(entry -> entry.job().batchId())
                .distinct()
                .toArray();
        if (batches.length == 0) {
            return Set.of();
        }
        return new HashSet<>(jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(
                            "select id from registration_batch where id = any (?) and status = 'cancelled'");
                    statement.setArray(1, connection.createArrayOf("uuid", batches));
                    return statement;
                },
                (row, n) -> row.getObject(1, UUID.class)));
    }

    /** Returns the registrations that have ended and are no longer the current ones of their SKU. */
    private List<Long> updateLedger(List<Entry> group, List<JobStep> steps) {
        Columns ended = new Columns();
        for (int i = 0; i < steps.size(); i++) {
            JobStep step = steps.get(i);
            ListingJob job = group.get(i).job();
            Outcome outcome = group.get(i).outcome();
            boolean approvalOnly = job.kind() == JobKind.APPROVAL;
            // a question for approval that found no answer changes nothing
            boolean tells = approvalOnly ? outcome.approval() != null : step != null && step.end() != null;
            if (step != null && tells) {
                ended.row(
                        job.registrationId(),
                        approvalOnly ? null : step.end().name().toLowerCase(java.util.Locale.ROOT),
                        outcome.listingId(),
                        outcome.approval() == null ? null : outcome.approval().name(),
                        step.end() == JobStep.End.CANCELLED ? "HUB-REG-014" : outcome.code(),
                        step.end() == JobStep.End.CANCELLED
                                ? "The batch was cancelled before this was sent again"
                                : outcome.message(),
                        outcome.field(),
                        attempts(job));
            }
        }
        if (ended.isEmpty()) {
            return List.of();
        }
        Map<Long, Boolean> isCurrent = new java.util.HashMap<>();
        jdbc.query(
                connection -> ended.statement(
                        connection, """
                        update platform_registration p
                        set state = coalesce(t.state, p.state), listing_id = coalesce(t.listing_id, p.listing_id),
                            approval = coalesce(t.approval, p.approval), code = t.code, message = t.message,
                            field = t.field, attempts = greatest(p.attempts, t.attempts), updated_at = now()
                        from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[])
                            as t (id, state, listing_id, approval, code, message, field, attempts)
                        where p.id = t.id returning p.id, p.is_current""", "bigint", "text", "text", "text", "text", "text", "text", "int"),
                row -> {
                    isCurrent.put(row.getLong(1), row.getBoolean(2));
                });
        List<Long> replaced = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            ListingJob job = group.get(i).job();
            if (Boolean.FALSE.equals(isCurrent.get(job.registrationId())) && job.kind() != JobKind.APPROVAL) {
                replaced.add(job.registrationId());
            }
        }
        return replaced.stream().distinct().collect(Collectors.toList());
    }

    /** A look-up is not a try of its own: it speaks for the creation before it. */
    private static int attempts(ListingJob job) {
        return switch (job.kind()) {
            case REGISTER, UPDATE -> job.attempt();
            case LOOK_UP -> job.attempt() - 1;
            case APPROVAL -> 0;
        };
    }

    @PreDestroy
    void close() {
        writer.close();
    }
}
