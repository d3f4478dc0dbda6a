package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.platforms.Platform;
import io.dropshiphub.platforms.PlatformRegistry;
import io.dropshiphub.product.Caller;
import io.dropshiphub.product.Scope;
import io.dropshiphub.queue.AccountGate;
import io.dropshiphub.queue.AccountGates;
import io.dropshiphub.queue.QueueStatistics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Accounts and marketplaces: how they are, paused and resumed. */
@Component
public class AccountDesk {

    /** An account and its gate; never its credentials. */
    public record Account(long id, String platform, String name, int priority, AccountGate gate) {}

    /**
     * A marketplace in short.
     *
     * @param state {@code up}, {@code down} (its breaker is open or it is being probed) or {@code paused}
     * @param callsLastHour calls by outcome class
     */
    public record PlatformHealth(
            String platform, String name, String state, int accounts, Map<String, Long> callsLastHour) {}

    private final Visible visible;
    private final MarketAccounts accounts;
    private final PlatformRegistry platforms;
    private final AccountGates gates;
    private final QueueStatistics statistics;
    private final RequestBody bodies;
    private final Logbook logbook;
    private final Clock clock;

    AccountDesk(
            Visible visible,
            MarketAccounts accounts,
            PlatformRegistry platforms,
            AccountGates gates,
            QueueStatistics statistics,
            RequestBody bodies,
            Logbook logbook,
            Clock clock) {
        this.visible = visible;
        this.accounts = accounts;
        this.platforms = platforms;
        this.gates = gates;
        this.statistics = statistics;
        this.bodies = bodies;
        this.logbook = logbook;
        this.clock = clock;
    }

    /** The accounts with what each may do now, of one owner when {@code owner} says so. */
    public List<Account> accounts(@Variable(Caller.VARIABLE) Caller caller, @Header("owner") String owner) {
        return accounts(visible.scope(caller, owner));
    }

    private List<Account> accounts(Scope scope) {
        Map<Long, AccountGate> byAccount =
                gates.of(scope).stream().collect(Collectors.toMap(AccountGate::accountId, Function.identity()));
        return accounts.of(scope).stream()
                .map(account -> new Account(
                        account.id(),
                        account.platform(),
                        account.name(),
                        account.priority(),
                        byAccount.get(account.id())))
                .toList();
    }

    /** Stops an account; {@code {"reason": "…"}} is shown wherever its jobs wait. */
    public List<Account> pause(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id, @Body String body)
            throws JsonProcessingException {
        long account = visible.account(caller, id).id();
        String reason = reason(body);
        logbook.write(
                caller,
                "account.pause",
                "account:" + account,
                Map.of("reason", reason),
                () -> gates.pause(account, reason));
        return accounts(caller.scope());
    }

    /** Lets an account go on. */
    public List<Account> resume(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id) {
        long account = visible.account(caller, id).id();
        logbook.write(caller, "account.resume", "account:" + account, Map.of(), () -> gates.resume(account));
        return accounts(caller.scope());
    }

    /** How the marketplaces are for the accounts that the caller sees. */
    public List<PlatformHealth> platforms(@Variable(Caller.VARIABLE) Caller caller) {
        List<AccountGate> all = gates.of(caller.scope());
        List<QueueStatistics.Calls> calls =
                statistics.calls(caller.scope(), clock.instant().minus(Duration.ofHours(1)));
        return platforms.all().stream()
                .map(platform -> health(platform, all, calls))
                .toList();
    }

    /** Stops a marketplace. */
    public List<PlatformHealth> pausePlatform(
            @Variable(Caller.VARIABLE) Caller caller, @Header("platform") String platform, @Body String body)
            throws JsonProcessingException {
        String known = knownPlatform(platform);
        String reason = reason(body);
        logbook.write(
                caller,
                "platform.pause",
                "platform:" + known,
                Map.of("reason", reason),
                () -> gates.pausePlatform(known, reason));
        return platforms(caller);
    }

    /** Lets a marketplace go on. */
    public List<PlatformHealth> resumePlatform(
            @Variable(Caller.VARIABLE) Caller caller, @Header("platform") String platform) {
        String known = knownPlatform(platform);
        logbook.write(caller, "platform.resume", "platform:" + known, Map.of(), () -> gates.resumePlatform(known));
        return platforms(caller);
    }

    private static PlatformHealth health(
            Platform platform, List<AccountGate> gates, List<QueueStatistics.Calls> calls) {
        List<AccountGate> own = gates.stream()
                .filter(gate -> gate.platform().equals(platform.key()))
                .toList();
        String state = own.stream().anyMatch(gate -> gate.platformPausedWhy() != null)
                ? "paused"
                : own.stream().anyMatch(AccountGate::probing) ? "down" : "up";
        return new PlatformHealth(
                platform.key(),
                platform.displayName(),
                state,
                own.size(),
                calls.stream()
                        .filter(call -> call.platform().equals(platform.key()))
                        .collect(Collectors.toMap(QueueStatistics.Calls::outcome, QueueStatistics.Calls::calls)));
    }

    private String reason(String body) throws JsonProcessingException {
        String reason = RequestBody.text(bodies.object(body), "reason");
        return reason == null || reason.isBlank() ? "paused by hand" : reason;
    }

    private String knownPlatform(String platform) {
        return platforms
                .find(platform)
                .orElseThrow(() -> BadRequest.notFound("marketplace '" + platform + "'"))
                .key();
    }
}
