package io.dropshiphub.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.journey.SandboxProcess.Listing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares what was asked for (the input file), what the hub says of it (its ledger), and what the marketplaces hold (the
 * sandbox's ledger): nothing lost, nothing twice.
 */
final class ThreeCounts {

    private static final List<String> PLATFORMS = List.of("coupang", "naver", "11st");

    private ThreeCounts() {}

    /** Every product of the one batch is listed exactly once on each marketplace, and all three sides say so. */
    static void agree(ProductFile file, HubProcess hub, SandboxProcess sandbox) {
        List<JsonNode> batches = hub.batches();
        assertThat(batches).as("batches of %s", file.name()).hasSize(1);
        agree(file.skus(), hub, batches.get(0), sandbox);
    }

    private static void agree(Set<String> skus, HubProcess hub, JsonNode batch, SandboxProcess sandbox) {
        Map<String, Map<String, List<Listing>>> live = sandbox.listings().stream()
                .filter(Listing::live)
                .collect(Collectors.groupingBy(Listing::platform, Collectors.groupingBy(Listing::sku)));
        for (String platform : PLATFORMS) {
            Map<String, List<Listing>> bySku = live.getOrDefault(platform, Map.of());
            assertThat(bySku.values().stream().filter(listings -> listings.size() > 1))
                    .as("products that are listed twice on %s, on one account or on two", platform)
                    .isEmpty();
            Set<String> lost = new HashSet<>(skus);
            lost.removeAll(bySku.keySet());
            assertThat(lost)
                    .as("products of the file that %s does not list", platform)
                    .isEmpty();
            assertThat(bySku.keySet()).as("what %s lists", platform).isEqualTo(skus);
        }
        assertThat(sandbox.duplicates())
                .as("duplicates by the sandbox's own count")
                .isZero();

        addsUp(batch.path("rows"), skus.size());
        addsUp(batch.path("registrations"), skus.size() * PLATFORMS.size());
        assertThat(batch.path("by_platform").size()).isEqualTo(PLATFORMS.size());
        batch.path("by_platform").forEach(each -> addsUp(each.path("counts"), skus.size()));

        List<JsonNode> rows = hub.rows(batch.path("batch_id").asText());
        assertThat(rows.stream().map(row -> row.path("seller_sku").asText()))
                .as("codes in the hub's ledger")
                .containsExactlyElementsOf(skus);
        Map<String, String> wrong = new HashMap<>();
        for (JsonNode row : rows) {
            String sku = row.path("seller_sku").asText();
            row.path("listing_ids").fields().forEachRemaining(entry -> {
                String platform = entry.getKey().substring(0, entry.getKey().indexOf('/'));
                String listed = live.get(platform).get(sku).get(0).id();
                if (!listed.equals(entry.getValue().asText())) {
                    wrong.put(entry.getKey() + " " + sku, entry.getValue().asText() + " instead of " + listed);
                }
            });
            assertThat(row.path("listing_ids").size())
                    .as("accounts that list %s by the hub's ledger", sku)
                    .isEqualTo(PLATFORMS.size());
        }
        assertThat(wrong).as("listings that the hub knows by another id").isEmpty();
    }

    /** All {@code total} are registered and none is anything else. */
    private static void addsUp(JsonNode counts, long total) {
        assertThat(counts.path("total").asLong()).as("total of %s", counts).isEqualTo(total);
        assertThat(counts.path("registered").asLong())
                .as("registered of %s", counts)
                .isEqualTo(total);
        for (String other : List.of("rejected", "dead", "cancelled", "waiting")) {
            assertThat(counts.path(other).asLong())
                    .as("%s of %s", other, counts)
                    .isZero();
        }
    }
}
