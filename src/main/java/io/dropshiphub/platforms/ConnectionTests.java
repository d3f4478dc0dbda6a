package io.dropshiphub.platforms;

import io.dropshiphub.accounts.AccountTraffic;
import io.dropshiphub.accounts.ConnectionReport;
import io.dropshiphub.accounts.MarketAccount;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.CodedProblem;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;

/** Finds out by one harmless call whether a marketplace accepts an account. */
@Service
public class ConnectionTests {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionTests.class);
    private static final String ROUTE = "direct:accounts-test-connection";

    private final MarketAccounts accounts;
    private final AccountTraffic traffic;
    private final ProducerTemplate routes;

    ConnectionTests(MarketAccounts accounts, AccountTraffic traffic, @Lazy ProducerTemplate routes) {
        this.accounts = accounts;
        this.traffic = traffic;
        this.routes = routes;
    }

    /** Makes the call, which counts against the account's quota. Never throws: what fails is a report, too. */
    public ConnectionReport test(long accountId) {
        MarketAccount account = accounts.byId(accountId);
        traffic.spendCall(accountId);
        try {
            return routes.requestBodyAndHeader(
                    ROUTE, accountId, "platform", account.platform(), ConnectionReport.class);
        } catch (CamelExecutionException failed) {
            return report(account, failed);
        }
    }

    private static ConnectionReport report(MarketAccount account, CamelExecutionException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof CallFailed decided) {
                return ConnectionReport.of(decided.outcome());
            }
            if (cause instanceof CodedProblem coded) {
                return new ConnectionReport(ConnectionReport.Verdict.REFUSED, coded.code(), coded.detail());
            }
            if (cause instanceof CallNotPermittedException) {
                return unreachable(
                        "HUB-PLATFORMS-004",
                        "The circuit breaker of " + account.platform()
                                + " is open after repeated failures; nothing was sent." + " Try again in a while.");
            }
        }
        LOG.warn("The test of account {} got no answer", account.label(), failed);
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        return unreachable(
                "HUB-PLATFORMS-005",
                account.platform() + " did not answer (" + cause.getClass().getSimpleName()
                        + "); nothing was changed there. Try again in a while.");
    }

    private static ConnectionReport unreachable(String code, String message) {
        return new ConnectionReport(ConnectionReport.Verdict.UNREACHABLE, code, message);
    }
}
