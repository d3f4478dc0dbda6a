package io.dropshiphub.accounts;

import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Brings back accounts that a marketplace has refused: one harmless call tells whether it accepts them again. What a person
 * has paused is left alone.
 */
@Service
public class AccountRecovery {

    /**
     * A probe that this hub has taken.
     *
     * @param accountId the account
     * @param takenUntil another hub may take it after this
     */
    public record Probe(long accountId, Instant takenUntil) {}

    private static final Logger LOG = LoggerFactory.getLogger(AccountRecovery.class);
    private static final String ACTOR = "hub:recovery";

    /** Longer than a call and the token request before it may take. */
    private static final Duration LONGEST_PROBE = Duration.ofMinutes(2);

    /** Longer than a job takes from its template to its verdict. */
    private static final Duration LONGEST_JOB = Duration.ofMinutes(1);

    private final MarketAccounts accounts;
    private final AccountTraffic traffic;
    private final HealthStore store;
    private final HealthProperties settings;
    private final AccountWatch watch;
    private final ListingTemplates templates;
    private final Duration refreshAfter;
    private final AuditLog audit;
    private final Clock clock;

    AccountRecovery(
            MarketAccounts accounts,
            AccountTraffic traffic,
            HealthStore store,
            HealthProperties settings,
            AccountWatch watch,
            ListingTemplates templates,
            AccountsProperties properties,
            AuditLog audit,
            Clock clock) {
        this.accounts = accounts;
        this.traffic = traffic;
        this.store = store;
        this.settings = settings;
        this.watch = watch;
        this.templates = templates;
        this.refreshAfter = properties.refreshAfter();
        this.audit = audit;
        this.clock = clock;
    }

    /** The probes whose time has come and that no other hub has taken. */
    public List<Probe> due() {
        Instant now = clock.instant();
        Map<Long, HealthStore.Row> rows = store.all();
        List<Probe> due = new ArrayList<>();
        traffic.gates().forEach((id, gate) -> {
            if (isMendedSince(id, gate, now)) {
                traffic.resumeFromHub(id);
            }
            HealthStore.Row row = rows.get(id);
            Instant time = AccountWatch.probeDue(gate, row, settings);
            boolean wanted = time != null && !time.isAfter(now) && gate.probeHelps() && row != null;
            Instant until = now.plus(LONGEST_PROBE);
            if (wanted && accounts.details(id).usable() && store.takeProbe(id, now, until)) {
                due.add(new Probe(id, until));
            }
        });
        return due;
    }

    /** Draws the conclusion from a probe: the account goes on, or is probed again later. */
    public void judged(@Body ConnectionReport report, @Variable("probe") Probe probe) {
        Instant now = clock.instant();
        long id = probe.accountId();
        String label = accounts.byId(id).label();
        switch (report.verdict()) {
            case OK -> {
                store.probed(id, probe.takenUntil(), 0, null, report.message());
                if (traffic.resumeFromHub(id)) {
                    audit.append(AuditEntry.done(ACTOR, "account.resume", HeldCredentials.owner(id), Map.of()));
                    LOG.info("Account {} is accepted again and goes on", label);
                }
            }
            case REFUSED -> {
                int probes = 1 + store.find(id).map(HealthStore.Row::probes).orElse(0);
                Instant next = now.plus(settings.probeDelay(probes));
                store.probed(id, probe.takenUntil(), probes, next, said(report));
                LOG.warn("Account {} is still refused ({}); it is probed again at {}", label, said(report), next);
            }
            // tells nothing about the account
            case BUSY, UNREACHABLE ->
                store.probed(
                        id,
                        probe.takenUntil(),
                        store.find(id).map(HealthStore.Row::probes).orElse(0),
                        now.plus(settings.probeDelay(0)),
                        said(report));
        }
        watch.look();
    }

    /** An account that was stopped because its template lacks something goes on when the template has changed. */
    public void templateChanged(long accountId) {
        AccountTraffic.Gate gate = traffic.gates().get(accountId);
        if (gate != null && gate.pausedByHub() && !gate.probeHelps()) {
            traffic.resumeFromHub(accountId);
        }
    }

    /**
     * Whether a template that was lacking was mended while jobs were still made with the old one, by this hub or by another
     * that had not heard of the change: their pause came after the change and nobody else would end it.
     */
    private boolean isMendedSince(long accountId, AccountTraffic.Gate gate, Instant now) {
        return gate.pausedByHub()
                && !gate.probeHelps()
                && !now.isBefore(gate.pausedAt().plus(refreshAfter))
                && templates
                        .changedAt(accountId)
                        .filter(changed -> changed.isAfter(gate.pausedAt().minus(refreshAfter.plus(LONGEST_JOB))))
                        .isPresent();
    }

    private static String said(ConnectionReport report) {
        return report.code() + ": " + report.message();
    }
}
