package io.dropshiphub.journey;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.sandbox.SandboxMain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The sandbox as a process of its own: the independent witness. */
final class SandboxProcess implements AutoCloseable {

    /** What a marketplace lists, in the hub's words: {@code platform} is coupang, naver or 11st. */
    record Listing(String platform, String account, String sku, String id, boolean live) {}

    /** How one account was called. */
    record Account(
            String platform, String account, long live, long duplicates, long calls, long breaches, long refused) {}

    private final ChildProcess process;
    private final int port;
    private final Http http;

    private SandboxProcess(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
        this.http = new Http(port);
    }

    /** Without rate limits and without a look at the pictures, unless {@code settings} (environment) say otherwise. */
    static SandboxProcess start(String journey, Path directory, Map<String, String> settings) {
        Map<String, String> environment = new LinkedHashMap<>(
                Map.of("HUB_SANDBOX_PORT", "0", "SANDBOX_RATE_LIMITS", "off", "SANDBOX_DOWNLOAD_IMAGES", "off"));
        environment.putAll(settings);
        ChildProcess process = ChildProcess.start(
                journey, "sandbox", directory, List.of("-Xmx256m"), SandboxMain.class, List.of(), environment);
        String port = process.awaitOutput(Pattern.compile("sandbox ready on port (\\d+)"), Duration.ofSeconds(30));
        return new SandboxProcess(process, Integer.parseInt(port));
    }

    /** The sandbox inside a hub. */
    static SandboxProcess insideOf(int port) {
        return new SandboxProcess(null, port);
    }

    int port() {
        return port;
    }

    /** Everything it lists, also what is not live. */
    List<Listing> listings() {
        List<Listing> found = new ArrayList<>();
        for (JsonNode row : http.get("/sandbox/ledger")) {
            found.add(new Listing(
                    platform(row),
                    row.path("account").asText(),
                    row.path("seller_sku").asText(),
                    row.path("listing_id").asText(),
                    row.path("live").asBoolean()));
        }
        return found;
    }

    /** The accounts that have called or list something. */
    List<Account> accounts() {
        List<Account> found = new ArrayList<>();
        for (JsonNode row : http.get("/sandbox/ledger/summary")) {
            found.add(new Account(
                    platform(row),
                    row.path("account").asText(),
                    row.path("live").asLong(),
                    row.path("duplicates").asLong(),
                    row.path("calls").asLong(),
                    row.path("breaches").asLong(),
                    row.path("refused").asLong()));
        }
        return found;
    }

    /** How many listings are live on a marketplace, or on all with null. */
    long live(String platform) {
        return accounts().stream()
                .filter(each -> platform == null || each.platform().equals(platform))
                .mapToLong(Account::live)
                .sum();
    }

    long calls() {
        return accounts().stream().mapToLong(Account::calls).sum();
    }

    long duplicates() {
        return accounts().stream().mapToLong(Account::duplicates).sum();
    }

    long breaches() {
        return accounts().stream().mapToLong(Account::breaches).sum();
    }

    /** The books of the payment gateways: one row a payment. */
    JsonNode payments() {
        return http.get("/sandbox/payments");
    }

    /** What the gateways' books have of one order. */
    JsonNode payments(String order) {
        return http.get("/sandbox/payments?order_id=" + order);
    }

    /** A payer does at a gateway what comes before the shop is told; in JSON, as the answer. */
    JsonNode begin(String gateway, String json) {
        return http.post("/sandbox/payments/" + gateway, json);
    }

    /** Where events of payments go, and how; described in JSON. */
    void webhooks(String json) {
        http.post("/sandbox/payments/webhooks", json);
    }

    /** What has become of the events. */
    JsonNode webhooks() {
        return http.get("/sandbox/payments/webhooks");
    }

    /** Switches a fault on, described in JSON. */
    void fault(String json) {
        http.post("/sandbox/faults", json);
    }

    /** The marketplaces' limits change while it runs, described in JSON. */
    void limits(String json) {
        http.post("/sandbox/limits", json);
    }

    /** How many calls the faults of this kind have struck. */
    long struck(String kind) {
        long struck = 0;
        for (JsonNode fault : http.get("/sandbox/faults")) {
            struck += fault.path("kind").asText().equals(kind)
                    ? fault.path("struck").asLong()
                    : 0;
        }
        return struck;
    }

    void clearFaults() {
        http.delete("/sandbox/faults");
    }

    private static String platform(JsonNode row) {
        String service = row.path("service").asText();
        return service.equals("eleventst") ? "11st" : service;
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
