package io.dropshiphub.admin.desk;

import io.dropshiphub.accounts.AccountHealth;
import io.dropshiphub.accounts.AccountWatch;
import io.dropshiphub.accounts.ConnectionReport;
import io.dropshiphub.accounts.MarketAccount;
import io.dropshiphub.platforms.ConnectionTests;
import io.dropshiphub.product.Caller;
import io.dropshiphub.queue.AccountGate;
import io.dropshiphub.queue.AccountGates;
import io.dropshiphub.queue.AccountUsage;
import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import java.util.List;
import java.util.Map;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** How an account fares, what it did, and whether its marketplace accepts it. */
@Component
public class AccountHealthDesk {

    /**
     * What an account did and may still do.
     *
     * @param gate its quota, used and left
     * @param days by Korean day, today first
     * @param hours of the last day, the present one first
     */
    public record Usage(AccountGate gate, List<AccountUsage.Day> days, List<AccountUsage.Hour> hours) {}

    private static final int WEEK = 7;
    private static final int MOST_DAYS = 400;

    private final Visible visible;
    private final AccountWatch watch;
    private final AccountGates gates;
    private final AccountUsage usage;
    private final ConnectionTests tests;
    private final AuditLog audit;

    AccountHealthDesk(
            Visible visible,
            AccountWatch watch,
            AccountGates gates,
            AccountUsage usage,
            ConnectionTests tests,
            AuditLog audit) {
        this.visible = visible;
        this.watch = watch;
        this.gates = gates;
        this.usage = usage;
        this.tests = tests;
        this.audit = audit;
    }

    /** How an account fares, why, and what happens next. */
    public AccountHealth health(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id) {
        return watch.health(visible.account(caller, id).id());
    }

    /** What an account did in the last {@code days} (7), today included. */
    public Usage usage(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id, @Header("days") String days) {
        long account = visible.account(caller, id).id();
        int wanted = (int) BadRequest.number("days", days, WEEK, 1, MOST_DAYS);
        usage.count();
        return new Usage(
                gates.all().stream()
                        .filter(gate -> gate.accountId() == account)
                        .findFirst()
                        .orElse(null),
                usage.days(account, wanted),
                usage.hours(account));
    }

    /** Makes one harmless call with the account; it counts against its quota. */
    public ConnectionReport test(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id) {
        MarketAccount account = visible.account(caller, id);
        ConnectionReport report = tests.test(account.id());
        audit.append(AuditEntry.done(
                caller.username(),
                "account.test",
                "account:" + account.id(),
                Map.of("verdict", report.verdict().name())));
        return report;
    }
}
