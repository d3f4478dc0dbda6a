package io.dropshiphub.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kill -9} and lost replies may not do: charge somebody twice, or leave a charge that nobody knows of. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PaymentCrashTest {

    private static final int CHARGES = 1000;
    private static final int KILLS = 3;
    private static final List<String> GATEWAYS = List.of("stripe", "paypal", "square");

    @TempDir
    Path directory;

    @RegisterExtension
    final Journey journey = new Journey("payment-crash");

    private SandboxProcess sandbox;
    private HubProcess hub;
    private Random random;

    @BeforeEach
    void seed() {
        long seed = Long.getLong("journey.seed", System.nanoTime() & 0xFFFFFF);
        journey.say("again with ./mvnw test -Dtest=PaymentCrashTest -Djourney.seed=%d", seed);
        random = new Random(seed);
        sandbox = journey.sandbox(directory, Map.of("SANDBOX_SEED", Long.toString(seed)));
    }

    @Test
    void three_kills_and_a_hundred_lost_replies_in_1000_charges_charge_nobody_twice_and_leave_nothing_open()
            throws Exception {
        for (String gateway : GATEWAYS) {
            sandbox.fault(
                    "{\"service\":\"%s\",\"kind\":\"drop-reply-after-acting\",\"probability\":0.1}".formatted(gateway));
        }
        hub = journey.hub(directory, "hub")
                .against(sandbox)
                .quickPayments(GATEWAYS)
                .start();

        try (Crowd crowd = new Crowd(CHARGES, this::charge)) {
            for (int i = 1; i <= KILLS; i++) {
                long charges = (long) CHARGES * i / (KILLS + 1) - random.nextInt(CHARGES / 10);
                hub.dieWhen(
                        charges + " charges are in the gateways' books",
                        () -> sandbox.payments().size() >= charges);
                journey.say("killed at %d charges", charges);
            }
            crowd.finish();
        }
        await("no payment is open")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> ledger().stream()
                        .noneMatch(payment -> payment.path("status").asText().matches("UNKNOWN|PROCESSING|CREATED")));

        agree();
    }

    private boolean charge(int number) {
        String body = """
                {"amount": "%d.%02d", "currency": "USD", "order_id": "CR-%04d",
                 "payment_method": {"stripe": "pm_card_visa", "paypal": "vault:sandbox-vault-%d", "square": "cnon:card-nonce-ok"}}""".formatted(1 + number % 90, number % 100, number, number);
        return hub.takes("/api/v1/payments", body, "crash-" + number);
    }

    private List<JsonNode> ledger() {
        List<JsonNode> found = new ArrayList<>();
        for (int offset = 0; offset >= 0; ) {
            JsonNode page = hub.get("/api/v1/payments?limit=500&offset=" + offset);
            page.path("payments").forEach(found::add);
            offset = page.path("next_offset").asInt(-1);
        }
        return found;
    }

    /** An order that is in the gateways' books twice was charged twice. */
    private void agree() {
        Map<String, Integer> charged = new HashMap<>();
        Map<String, BigDecimal> there = new TreeMap<>();
        for (JsonNode row : sandbox.payments()) {
            if (new BigDecimal(row.path("captured").asText()).signum() > 0) {
                charged.merge(row.path("order_id").asText(), 1, Integer::sum);
                there.merge(
                        row.path("service").asText(),
                        new BigDecimal(row.path("captured").asText()),
                        BigDecimal::add);
            }
        }
        Map<String, BigDecimal> here = new TreeMap<>();
        for (JsonNode payment : ledger()) {
            assertThat(payment.path("status").asText()).as("%s", payment).isEqualTo("SUCCEEDED");
            here.merge(
                    payment.path("gateway").asText(),
                    new BigDecimal(payment.path("captured").asText()),
                    BigDecimal::add);
        }
        journey.say("replies lost %d; charged %s", sandbox.struck("drop-reply-after-acting"), there);

        assertThat(charged.values()).as("charges of one order").allMatch(times -> times == 1);
        assertThat(charged).hasSize(CHARGES);
        assertThat(ledger()).hasSize(CHARGES);
        assertThat(here)
                .as("the ledger and the gateways' books, to the last unit")
                .isEqualTo(there);
        assertThat(sandbox.struck("drop-reply-after-acting")).isGreaterThan(CHARGES / 20);
    }
}
