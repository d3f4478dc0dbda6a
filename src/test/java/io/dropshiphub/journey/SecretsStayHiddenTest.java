package io.dropshiphub.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever steals the database, the disk's files, the log, or an administrator's console gets no secret of a whole journey:
 * first log-in, users, accounts at all marketplaces, key rotation, listings, payments, orders, refusals, outages and dead letters.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SecretsStayHiddenTest {

    private static final int PRODUCTS = 4;

    @TempDir
    Path directory;

    @RegisterExtension
    final Journey journey = new Journey("secrets");

    private final Secrets secrets = new Secrets();

    @Test
    void no_secret_of_a_whole_journey_is_found_anywhere() throws Exception {
        SandboxProcess sandbox = journey.sandbox(directory, Map.of());
        HubProcess hub = hub(sandbox).start();
        HubRemains remains = new HubRemains(hub.directory());
        secrets.know("the database's password", remains.databasePassword());
        SecretLife life = new SecretLife(hub, sandbox, secrets);
        PaymentLife payments;
        String traces;
        List<String> console;
        try (Console open = journey.closing(new Console(life.admin()))) {
            // found everywhere, or the search is worth nothing
            String canary = secrets.know("canary", "canary-4f1c9b27e6");
            life.logIn();
            life.openAccounts();
            life.rotateKeys();
            ProductFile file = ProductFile.of(canary + ".csv", "SH", PRODUCTS, sandbox);
            hub.drop(file.name(), file.content());
            life.sendBatch();
            hub.awaitEnd(3, Duration.ofSeconds(60));
            assertThat(sandbox.live(null)).as("live listings").isEqualTo(2L * PRODUCTS * 3);
            payments = new PaymentLife(hub, sandbox, life.admin(), secrets);
            payments.payAndGiveBack();
            payments.sendWhatIsRefused();
            life.failInEveryWay();
            payments.awaitEnd();
            traces = open.traces();
            open.write("TracePattern", canary);
            console = open.everythingElse();
        }

        List<String> found = new ArrayList<>(secrets.in("traces", traces));
        console.forEach(answer -> found.addAll(secrets.in("console", answer)));
        Map<String, byte[]> answers = life.answers();
        answers.putAll(payments.answers());
        for (Map.Entry<String, byte[]> answer : answers.entrySet()) {
            found.addAll(secrets.in("REST " + answer.getKey(), answer.getValue()));
        }
        found.addAll(secrets.in("log", hub.process().output()));
        for (Map.Entry<String, byte[]> table : remains.rows().entrySet()) {
            found.addAll(secrets.in("table " + table.getKey(), table.getValue()));
        }
        for (Map.Entry<String, byte[]> file : remains.files().entrySet()) {
            found.addAll(secrets.in("file " + file.getKey(), file.getValue()));
        }
        journey.say("looked for %d secrets in %d kB of traces", secrets.count(), traces.length() / 1024);

        for (String place :
                List.of("traces", "console", "REST GET", "log", "table public", "file data/postgres", "file inbox")) {
            assertThat(found)
                    .as("the canary in " + place)
                    .anyMatch(each -> each.startsWith("canary as it is in " + place));
        }
        found.removeIf(finding -> finding.startsWith("canary "));
        // A try holds its token until its outcome is known. PostgreSQL writes a changed row anew, and the old one stays
        // in its files
        // and its log until it needs their room; nobody can read it there by SQL.
        found.removeIf(finding ->
                finding.startsWith(PaymentLife.PAYER) && finding.contains(" in file data/postgres/cluster/"));
        assertThat(found).isEmpty();
    }

    private HubProcess hub(SandboxProcess sandbox) throws IOException {
        JsonNode project = new Visitor(sandbox.port()).ask("GET", "/sandbox/supabase/project.json", "");
        String webhook = "http://127.0.0.1:" + sandbox.port() + "/hooks/"
                + secrets.know("the webhook's key", "T0-hook-3e9d1b55c7");
        return journey.hub(directory, "hub")
                .against(sandbox)
                .untouched()
                .quick()
                .quickPayments(List.of("stripe", "paypal", "square", "toss"))
                .unlimited()
                // Square signs the address, too
                .set("server.port", Integer.toString(Journey.freePort()))
                .given("ENCRYPTION_MASTER_KEY", secrets.know("the master key", TestKeys.MASTER))
                .given("HUB_SECURITY_WEBHOOK_URL", webhook)
                .given("HUB_STORAGE_PICTURES", "supabase")
                .given("HUB_STORAGE_ARCHIVE", "supabase")
                .given("SUPABASE_URL", "http://127.0.0.1:" + sandbox.port() + "/supabase")
                // a legacy key stands in two headers, a new one in one of them
                .given(
                        "SUPABASE_KEY",
                        secrets.know(
                                "the storage key",
                                project.path("service_role_jwt").asText()))
                .given("SUPABASE_BUCKET_PICTURES", "hub-pictures")
                .given("SUPABASE_BUCKET_ARCHIVE", "hub-archive")
                .set("logging.level.io.dropshiphub", "DEBUG")
                .set("logging.level.org.apache.camel", "DEBUG")
                .set("hub.intake.max-attempts", "2")
                .set("hub.intake.archive.every", "1s")
                .set("hub.security.audit.look", "1s")
                .set("hub.security.audit.checkpoint-entries", "10")
                // a look at the console is a request
                .set("hub.security.door.rate.known.requests", "0")
                // failures are to be seen, not spared
                .set("hub.calls.breaker.minimum-calls", "1000")
                .set("hub.calls.breaker.window", "1000");
    }
}
