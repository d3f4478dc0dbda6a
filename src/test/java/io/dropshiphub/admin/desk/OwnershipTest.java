package io.dropshiphub.admin.desk;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.admin.desk.TwoSellers.Seller;
import io.dropshiphub.admin.desk.TwoSellers.Thing;
import io.dropshiphub.product.Caller;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Sellers see and touch only their own, and learn nothing of what others have; staff sees everybody's. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OwnershipTest extends TwoSellers {

    /** Calls that name one thing, and what they are sent. */
    private static final Map<String, Naming> NAMING = Map.ofEntries(
            entry("admin-batch-status", new Naming(Thing.BATCH, null)),
            entry("admin-batch-rows", new Naming(Thing.BATCH, null)),
            entry("admin-batch-pause", new Naming(Thing.BATCH, null)),
            entry("admin-batch-resume", new Naming(Thing.BATCH, null)),
            entry("admin-batch-cancel", new Naming(Thing.BATCH, null)),
            entry("admin-batch-retry", new Naming(Thing.BATCH, null)),
            entry("admin-allocation-plan", new Naming(Thing.BATCH, null)),
            entry("admin-archive-show", new Naming(Thing.BATCH, null)),
            entry("admin-registration-show", new Naming(Thing.REGISTRATION, null)),
            entry("admin-dead-letter-show", new Naming(Thing.DEAD_LETTER, null)),
            entry("admin-dead-letter-replay", new Naming(Thing.DEAD_LETTER, null)),
            entry("admin-dead-letter-edit", new Naming(Thing.DEAD_LETTER, "{\"product\":ITS_PRODUCT}")),
            entry("admin-dead-letter-discard", new Naming(Thing.DEAD_LETTER, "{\"reason\":\"not sold any more\"}")),
            entry("admin-account-pause", new Naming(Thing.ACCOUNT, "{}")),
            entry("admin-account-resume", new Naming(Thing.ACCOUNT, null)),
            entry("admin-account-show", new Naming(Thing.ACCOUNT, null)),
            entry("admin-account-change", new Naming(Thing.ACCOUNT, "{\"priority\":3}")),
            entry("admin-account-close", new Naming(Thing.ACCOUNT, null)),
            entry("admin-account-credentials", new Naming(Thing.ACCOUNT, """
                    {"credentials":{"access-key":"a","secret-key":"b","vendor-id":"A1"}}""")),
            entry("admin-account-health", new Naming(Thing.ACCOUNT, null)),
            entry("admin-account-usage", new Naming(Thing.ACCOUNT, null)),
            entry("admin-account-test", new Naming(Thing.ACCOUNT, null)),
            entry("admin-template-list", new Naming(Thing.ACCOUNT, null)),
            entry("admin-template-named", new Naming(Thing.ACCOUNT, null)),
            entry("admin-template-put", new Naming(Thing.ACCOUNT, "{\"returnCharge\":5000}")),
            entry("admin-template-remove", new Naming(Thing.ACCOUNT, null)),
            entry("admin-template-default", new Naming(Thing.ACCOUNT, null)),
            entry("admin-template-show", new Naming(Thing.ACCOUNT, null)),
            entry("admin-template-replace", new Naming(Thing.ACCOUNT, "{\"returnCharge\":5000}")),
            entry("payments-show", new Naming(Thing.PAYMENT, null)),
            entry("payments-refunds", new Naming(Thing.PAYMENT, null)),
            entry("orders-show", new Naming(Thing.ORDER, null)),
            entry("orders-cancel", new Naming(Thing.ORDER, "{}")));

    /** Calls that list things or count them, and what of a seller's must stand in the answer. */
    private static final Map<String, Thing> LISTS = Map.of(
            "payments-list", Thing.PAYMENT,
            "admin-batch-list", Thing.BATCH,
            "admin-registration-list", Thing.REGISTRATION,
            "admin-dead-letter-list", Thing.DEAD_LETTER,
            "admin-account-list", Thing.ACCOUNT,
            "admin-queue-statistics", Thing.ACCOUNT,
            "admin-image-job-list", Thing.PICTURE,
            "orders-list", Thing.ORDER);

    /** Calls with tests of their own below or elsewhere. */
    private static final Set<String> TESTED_APART = Set.of(
            "admin-account-open",
            "admin-allocation-move",
            "admin-dead-letter-replay-all",
            "admin-platform-health",
            "admin-system-status",
            "admin-error-statistics",
            "intake-batch",
            "intake-single",
            "payments-capture",
            "payments-refund",
            "payments-request",
            "payments-review",
            "payments-void",
            "orders-create",
            "orders-review");

    /** Calls about what is nobody's own: the access rules alone decide who may make them. */
    private static final Set<String> NOBODYS = Set.of(
            "admin-category-list",
            "admin-category-map",
            "admin-key-list",
            "admin-key-rotate",
            "admin-platform-pause",
            "admin-platform-resume",
            "admin-secret-import",
            "admin-secret-list",
            "admin-security-audit",
            "admin-security-audit-export",
            "admin-security-audit-verify",
            "admin-security-events",
            "admin-system-routes",
            "images-upload",
            "intake-template-csv",
            "intake-template-xlsx",
            "payments-gateways",
            "payments-webhook-list",
            "payments-webhook-take",
            "payments-reconciliation-ask",
            "payments-reconciliation-list",
            "payments-reconciliation-show",
            "security-api-key-create",
            "security-api-key-list",
            "security-api-key-revoke",
            "security-log-out",
            "security-me",
            "security-own-password",
            "security-refresh",
            "security-token",
            "security-user-change",
            "security-user-create",
            "security-user-list",
            "security-user-log-out",
            "security-user-reset-password",
            "security-user-show");

    private static final List<String> NAMING_CALLS = List.copyOf(new TreeSet<>(NAMING.keySet()));
    private static final List<String> LIST_CALLS = List.copyOf(new TreeSet<>(LISTS.keySet()));

    private record Naming(Thing thing, String body) {

        String bodyFor(Seller owner) {
            return body == null ? null : body.replace("ITS_PRODUCT", owner.product());
        }
    }

    private Seller anna;
    private Seller berta;

    @BeforeEach
    void two_sellers_with_a_dead_letter_each() {
        anna = seller("anna", 0);
        berta = seller("berta", 1);
    }

    @Test
    void every_call_has_a_case_here() throws Exception {
        Set<String> known = new TreeSet<>(NAMING.keySet());
        known.addAll(LISTS.keySet());
        known.addAll(TESTED_APART);
        known.addAll(NOBODYS);

        assertThat(called()).containsExactlyInAnyOrderElementsOf(known);
    }

    @ParameterizedTest
    @FieldSource("NAMING_CALLS")
    void what_is_somebody_elses_is_answered_like_what_is_not_there_and_its_owner_and_staff_may(String call) {
        Naming naming = NAMING.get(call);
        String hers = anna.id(naming.thing());
        String nobodys = naming.thing().missing();
        String before = everything();

        Answer foreign = send(call, berta.caller(), naming(hers), naming.bodyFor(anna));
        Answer missing = send(call, berta.caller(), naming(nobodys), naming.bodyFor(anna));

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.body().replace(hers, "ID")).isEqualTo(missing.body().replace(nobodys, "ID"));
        assertThat(everything()).isEqualTo(before);
        assertThat(send(call, anna.caller(), naming(hers), naming.bodyFor(anna)).status())
                .isEqualTo(200);
        assertThat(send(call, STAFF, naming(berta.id(naming.thing())), naming.bodyFor(berta))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @FieldSource("LIST_CALLS")
    void lists_show_sellers_their_own_and_staff_everybodys_or_that_of_a_named_one(String call) {
        String annas = anna.mark(LISTS.get(call));
        String bertas = berta.mark(LISTS.get(call));

        String seenByAnna = send(call, anna.caller(), Map.of(), null).body();
        String seenByBerta = send(call, berta.caller(), Map.of(), null).body();
        String seenByStaff = send(call, STAFF, Map.of(), null).body();

        assertThat(seenByAnna).contains(annas).doesNotContain(bertas);
        assertThat(seenByBerta).contains(bertas).doesNotContain(annas);
        assertThat(seenByStaff).contains(annas, bertas);
        assertThat(send(call, STAFF, Map.of("owner", "anna"), null).body()).isEqualTo(seenByAnna);
        assertThat(send(call, anna.caller(), Map.of("owner", "anna"), null).body())
                .isEqualTo(seenByAnna);
        assertRefused(send(call, anna.caller(), Map.of("owner", "berta"), null), 403, "HUB-SECURITY-480");
        assertRefused(send(call, anna.caller(), Map.of("owner", "nobody"), null), 403, "HUB-SECURITY-480");
        assertRefused(send(call, STAFF, Map.of("owner", "nobody"), null), 404, "HUB-SECURITY-481");
    }

    @Test
    void pages_and_totals_count_only_what_is_ones_own() {
        JsonNode letters = json(send("admin-dead-letter-list", anna.caller(), Map.of("limit", "1"), null));
        JsonNode second = json(send("admin-batch-list", anna.caller(), Map.of("limit", "1", "offset", "1"), null));

        assertThat(letters.path("total").asInt()).isEqualTo(1);
        assertThat(letters.path("dead_letters")).hasSize(1);
        assertThat(second).isEmpty();
    }

    @Test
    void filters_find_nothing_in_what_is_somebody_elses() {
        Map<String, String> hers = Map.of("batch_id", anna.id(Thing.BATCH));

        assertThat(json(send("admin-registration-list", berta.caller(), hers, null)))
                .isEmpty();
        assertThat(json(send("admin-registration-list", berta.caller(), Map.of("sku", "anna-1"), null)))
                .isEmpty();
        assertThat(json(send("admin-dead-letter-list", berta.caller(), hers, null))
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void replaying_all_dead_letters_replays_ones_own() {
        assertThat(replayed(berta.caller(), "{\"batch_id\":\"" + anna.id(Thing.BATCH) + "\"}"))
                .isZero();
        assertThat(replayed(berta.caller(), "{}")).isEqualTo(1);
        assertRefused(
                send("admin-dead-letter-replay-all", berta.caller(), Map.of(), "{\"owner\":\"anna\"}"),
                403,
                "HUB-SECURITY-480");
        assertThat(replayed(STAFF, "{\"owner\":\"berta\"}")).isZero();
        assertThat(replayed(STAFF, "{\"owner\":\"anna\"}")).isEqualTo(1);
    }

    @Test
    void what_waits_for_an_account_is_moved_by_who_sees_the_account() {
        Map<String, String> hers = Map.of("id", anna.id(Thing.ACCOUNT));

        assertRefused(send("admin-allocation-move", berta.caller(), hers, null), 404, "HUB-REST-004");
        // found, but there is no second account to move to
        assertThat(send("admin-allocation-move", anna.caller(), hers, null).status())
                .isEqualTo(409);
    }

    @Test
    void figures_are_of_the_accounts_one_sees() {
        send("admin-account-pause", STAFF, Map.of("id", berta.id(Thing.ACCOUNT)), "{}");

        assertThat(coupang(anna.caller()).path("accounts").asInt()).isEqualTo(1);
        assertThat(coupang(anna.caller())
                        .path("calls_last_hour")
                        .path("NOT_SENT")
                        .asInt())
                .isEqualTo(1);
        assertThat(coupang(STAFF).path("calls_last_hour").path("NOT_SENT").asInt())
                .isEqualTo(2);
        assertThat(json(send("admin-error-statistics", anna.caller(), Map.of(), null))
                        .at("/errors/0/times")
                        .asInt())
                .isEqualTo(1);
        assertThat(send("admin-system-status", anna.caller(), Map.of(), null).body())
                .contains(anna.id(Thing.BATCH))
                .doesNotContain(berta.id(Thing.BATCH));
    }

    @Test
    void a_batch_belongs_to_its_sender_and_staff_may_send_for_a_seller() {
        assertThat(ownerOf(sendBatch(anna.caller(), Map.of()))).isEqualTo(anna.userId());
        assertThat(ownerOf(sendBatch(STAFF, Map.of("owner", "berta")))).isEqualTo(berta.userId());
        assertThat(sendBatch(STAFF, Map.of("owner", "berta", "dry_run", "true")).status())
                .isEqualTo(200);
        jdbc.sql("update app_user set disabled_at = now() where username = 'berta'")
                .update();

        assertRefused(sendBatch(STAFF, Map.of("owner", "berta")), 404, "HUB-SECURITY-481");
        assertRefused(sendBatch(STAFF, Map.of("owner", "nobody")), 404, "HUB-SECURITY-481");
        assertRefused(sendBatch(anna.caller(), Map.of("owner", "berta")), 403, "HUB-SECURITY-480");
        assertRefused(
                send("intake-single", anna.caller(), Map.of("owner", "berta"), "{\"product\":" + SENT + "}"),
                403,
                "HUB-SECURITY-480");
        assertThat(send("admin-batch-list", STAFF, Map.of("owner", "berta"), null)
                        .body())
                .as("what a disabled user has stays to be looked at")
                .contains(berta.id(Thing.BATCH));
    }

    @Test
    void the_same_idempotency_key_of_two_sellers_is_two_batches() {
        Map<String, String> key = Map.of("Idempotency-Key", "order-1");

        Answer annas = sendBatch(anna.caller(), key);
        Answer bertas = sendBatch(berta.caller(), key);

        assertThat(bertas.status()).isEqualTo(202);
        assertThat(ownerOf(bertas)).isEqualTo(berta.userId());
        assertThat(ownerOf(sendBatch(anna.caller(), key))).isEqualTo(anna.userId());
        assertThat(json(bertas).path("batch_id")).isNotEqualTo(json(annas).path("batch_id"));
    }

    @Test
    void an_order_belongs_to_its_sender_and_looks_for_pieces_of_its_owner_only() {
        Map<String, String> key = Map.of("Idempotency-Key", "order-1");
        Map<String, String> forBerta = Map.of("Idempotency-Key", "order-2", "owner", "berta");

        JsonNode annas = json(send("orders-create", anna.caller(), key, order("C-1", "berta-1")));
        JsonNode bertas = json(send("orders-create", STAFF, forBerta, order("C-2", "anna-1")));

        assertThat(annas.path("code").asText()).as("not listed by anna").isEqualTo("HUB-ORDERS-010");
        assertThat(bertas.path("code").asText()).as("not listed by berta").isEqualTo("HUB-ORDERS-010");
        assertThat(send(
                                "orders-show",
                                berta.caller(),
                                naming(bertas.path("order_id").asText()),
                                null)
                        .status())
                .isEqualTo(200);
        assertRefused(
                send(
                        "orders-show",
                        berta.caller(),
                        naming(annas.path("order_id").asText()),
                        null),
                404,
                "HUB-ORDERS-004");
        assertRefused(send("orders-create", anna.caller(), forBerta, order("C-3", "anna-1")), 403, "HUB-SECURITY-480");
    }

    @Test
    void a_seller_without_an_account_uses_nobody_elses() {
        Caller newcomer = user("cleo");

        assertRefused(sendBatch(newcomer, Map.of()), 400, "HUB-INTAKE-024");
        assertThat(json(send("admin-account-list", newcomer, Map.of(), null))).isEmpty();
    }

    @Test
    void a_new_account_belongs_to_who_opens_it_and_staff_may_open_one_for_a_seller() {
        String account = "{\"platform\": \"naver\", \"name\": \"new\"}";
        String forBerta = "{\"platform\": \"naver\", \"name\": \"new\", \"owner\": \"berta\"}";

        Answer annas = send("admin-account-open", anna.caller(), Map.of(), account);
        Answer bertas = send("admin-account-open", STAFF, Map.of(), forBerta);

        assertThat(annas.status()).isEqualTo(201);
        assertThat(json(annas).path("owner_id").asLong()).isEqualTo(anna.userId());
        assertThat(json(bertas).path("owner_id").asLong()).isEqualTo(berta.userId());
        assertRefused(send("admin-account-open", anna.caller(), Map.of(), forBerta), 403, "HUB-SECURITY-480");
        assertRefused(send("admin-account-open", anna.caller(), Map.of(), account), 409, "HUB-ACCOUNTS-011");
    }

    /** The headers of a call that names a thing, and for templates one that every seller has. */
    private static Map<String, String> naming(String id) {
        return Map.of("id", id, "name", SPARE);
    }

    private int replayed(Caller caller, String wish) {
        return json(send("admin-dead-letter-replay-all", caller, Map.of(), wish))
                .path("replayed")
                .asInt();
    }

    private JsonNode coupang(Caller caller) {
        for (JsonNode platform : json(send("admin-platform-health", caller, Map.of(), null))) {
            if (platform.path("platform").asText().equals("coupang")) {
                return platform;
            }
        }
        throw new AssertionError("no coupang");
    }

    /** The routes behind every path of the REST interface, as the route files say. */
    private static Set<String> called() throws Exception {
        Pattern target = Pattern.compile("(?m)^ {8}(?: {2}uri|to): direct:(\\S+)$");
        Set<String> called = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                for (String element : Files.readString(file).split("(?m)^- ")) {
                    if (element.startsWith("rest:")) {
                        target.matcher(element).results().forEach(found -> called.add(found.group(1)));
                    }
                }
            }
        }
        return called;
    }
}
