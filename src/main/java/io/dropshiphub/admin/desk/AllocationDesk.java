package io.dropshiphub.admin.desk;

import io.dropshiphub.accounts.MarketAccount;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.product.Caller;
import io.dropshiphub.registration.AllocationPlan;
import io.dropshiphub.registration.AllocationPlans;
import io.dropshiphub.registration.Reallocations;
import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import java.util.Map;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** How products are spread over accounts: looked at, and changed while nothing is sent. */
@Component
public class AllocationDesk {

    private final AllocationPlans plans;
    private final Reallocations reallocations;
    private final MarketAccounts accounts;
    private final AuditLog auditLog;

    AllocationDesk(AllocationPlans plans, Reallocations reallocations, MarketAccounts accounts, AuditLog auditLog) {
        this.plans = plans;
        this.reallocations = reallocations;
        this.accounts = accounts;
        this.auditLog = auditLog;
    }

    /** To which accounts the rows of a batch went, and why. */
    public AllocationPlan plan(@Header("id") String id, @Variable("caller") Caller caller) {
        return plans.of(BadRequest.uuid(id), caller);
    }

    /** Moves an account's untried creations to its owner's other accounts. */
    public Reallocations.Moved reallocate(@Header("id") String id, @Variable("caller") Caller caller) {
        MarketAccount account = visible(BadRequest.id("id", id), caller);
        Reallocations.Moved moved = reallocations.move(account.id());
        auditLog.append(AuditEntry.done(
                caller.username(),
                "account.reallocate",
                "account:" + account.id(),
                Map.of("moved", Long.toString(moved.moved()), "left", Long.toString(moved.left()))));
        return moved;
    }

    private MarketAccount visible(long id, Caller caller) {
        return accounts.all().stream()
                .filter(account -> account.id() == id && caller.sees(account.ownerId()))
                .findFirst()
                .orElseThrow(() -> BadRequest.notFound("account " + id));
    }
}
