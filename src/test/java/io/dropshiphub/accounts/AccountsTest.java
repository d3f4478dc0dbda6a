package io.dropshiphub.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.OutcomeClass;
import io.dropshiphub.product.Owners;
import io.dropshiphub.testing.SettableClock;
import io.dropshiphub.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AccountsTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Quota STANDARD = new Quota(5, 5, 0, 16);

    private final JdbcClient jdbc = DATABASE.jdbc();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));
    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    Path folder;

    @BeforeEach
    void empty() {
        TestDatabase.clear(DATABASE.dataSource());
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void accounts_of_the_configuration_are_eligible_in_order_of_priority() {
        MarketAccounts accounts = accounts(properties(
                List.of(
                        declared("coupang", "second", 20, Map.of("access-key", "b")),
                        declared("coupang", "first", 10, Map.of())),
                List.of(),
                List.of()));

        assertThat(accounts.eligible(Owners.HOUSE, "coupang"))
                .extracting(MarketAccount::name)
                .containsExactly("first", "second");
        assertThat(accounts.eligible(Owners.HOUSE, "naver")).isEmpty();
        MarketAccount first = accounts.eligible(Owners.HOUSE, "coupang").get(0);
        assertThat(accounts.byId(first.id())).isEqualTo(first);
        assertThat(first.quota()).isEqualTo(STANDARD);
    }

    @Test
    void an_account_keeps_its_id_over_restarts_and_follows_the_configuration() {
        long id = accounts(properties(List.of(declared("coupang", "a", 10, Map.of())), List.of(), List.of()))
                .all()
                .get(0)
                .id();

        MarketAccounts again =
                accounts(properties(List.of(declared("coupang", "a", 5, Map.of())), List.of(), List.of()));

        assertThat(again.byId(id).priority()).isEqualTo(5);
    }

    @Test
    void an_account_that_left_the_configuration_is_known_but_not_eligible_and_has_no_secrets() {
        accounts(properties(List.of(declared("coupang", "gone", 10, Map.of("access-key", "x"))), List.of(), List.of()));

        MarketAccounts accounts = accounts(properties(List.of(), List.of(), List.of()));

        MarketAccount gone = accounts.all().get(0);
        assertThat(accounts.eligible(Owners.HOUSE, "coupang")).isEmpty();
        CallFailed failed = catchThrowableOfType(
                CallFailed.class, () -> accounts.credentials(gone.id()).get("access-key"));
        assertThat(failed.outcome().outcomeClass()).isEqualTo(OutcomeClass.AUTH);
        assertThat(failed.outcome().code()).isEqualTo("HUB-ACCOUNTS-004");
    }

    @Test
    void an_account_of_the_environment_exists_when_its_required_secrets_are_set() {
        var unset = required(Map.of("access-key", "", "secret-key", ""));
        var set = required(Map.of("access-key", "a", "secret-key", "b"));

        assertThat(accounts(properties(List.of(), List.of(unset), List.of())).all())
                .isEmpty();
        assertThat(accounts(properties(List.of(), List.of(set), List.of())).all())
                .hasSize(1);
    }

    @Test
    void half_an_account_of_the_environment_stops_the_start_and_names_what_is_missing() {
        var half = required(Map.of("access-key", "a", "secret-key", " "));

        assertThatThrownBy(() -> accounts(properties(List.of(), List.of(half), List.of())))
                .hasMessageContaining("HUB-ACCOUNTS-001")
                .hasMessageContaining("secret-key");
    }

    @Test
    void two_accounts_of_one_name_stop_the_start() {
        var twice = declared("naver", "a", 1, Map.of());

        assertThatThrownBy(() -> accounts(properties(List.of(twice, twice), List.of(), List.of())))
                .hasMessageContaining("HUB-ACCOUNTS-002")
                .hasMessageContaining("naver/a");
    }

    @Test
    void secrets_are_never_printed_and_never_stored() {
        var declared = declared("coupang", "a", 1, Map.of("secret-key", "very-secret"));
        MarketAccounts accounts = accounts(properties(List.of(declared), List.of(), List.of()));

        assertThat(declared.toString()).doesNotContain("very-secret");
        assertThat(accounts.credentials(accounts.all().get(0).id()).toString())
                .contains("secret-key")
                .doesNotContain("very-secret");
        assertThat(jdbc.sql("select a::text || t::text from market_account a, listing_template t")
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .doesNotContain("very-secret");
    }

    @Test
    void a_template_is_the_seed_with_the_accounts_own_fields_and_an_edit_outlives_restarts() throws Exception {
        Path seed = Files.writeString(
                folder.resolve("seed.yaml"),
                "templates: {coupang: {deliveryMethod: SEQUENCIAL, place: 0, nested: {a: 1, b: x}}}");
        var account = new AccountsProperties.Declared(
                "coupang",
                "a",
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                Map.of(),
                Map.of("place", "74010", "nested.b", "y", "code", "0012"),
                null);
        AccountsProperties properties =
                properties(List.of(account), List.of(), List.of(seed.toUri().toString()));
        MarketAccounts accounts = accounts(properties);
        long id = accounts.all().get(0).id();

        assertThat(templates(properties).of(id).settings().toString())
                .isEqualTo(
                        "{\"code\":\"0012\",\"place\":74010,\"nested\":{\"a\":1,\"b\":\"y\"},\"deliveryMethod\":\"SEQUENCIAL\"}");

        ListingTemplates templates = templates(properties);
        templates.replace(id, (ObjectNode) json.readTree("{\"deliveryMethod\":\"VENDOR_DIRECT\"}"));
        assertThat(templates.of(id).text("deliveryMethod")).isEqualTo("VENDOR_DIRECT");
        assertThat(templates(properties).of(id).text("deliveryMethod")).isEqualTo("VENDOR_DIRECT");
    }

    @Test
    void a_mapping_that_a_person_changed_is_not_overwritten_by_the_seed() throws Exception {
        Path seed = Files.writeString(
                folder.resolve("seed.yaml"),
                "categories: [{hub-category: 패션의류/티셔츠, platform: coupang, code: '1', settings: {a: b}}]");
        AccountsProperties properties =
                properties(List.of(), List.of(), List.of(seed.toUri().toString()));
        CategoryMappings mappings = mappings(properties);
        assertThat(mappings.find("패션의류/티셔츠", "coupang"))
                .hasValueSatisfying(category -> assertThat(category.code()).isEqualTo("1"));

        mappings.upsert("패션의류/티셔츠", "coupang", new PlatformCategory("2", json.createObjectNode()));

        assertThat(mappings.find("패션의류/티셔츠", "coupang").orElseThrow().code()).isEqualTo("2");
        assertThat(mappings(properties)
                        .find("패션의류/티셔츠", "coupang")
                        .orElseThrow()
                        .code())
                .isEqualTo("2");
        assertThat(mappings.list()).hasSize(1);
        assertThat(mappings.find("없는 분류", "coupang")).isEmpty();
    }

    @Test
    void another_instances_mapping_is_seen_after_the_refresh_time() {
        AccountsProperties properties = properties(List.of(), List.of(), List.of());
        CategoryMappings here = mappings(properties);
        CategoryMappings there = mappings(properties);
        assertThat(here.find("a", "naver")).isEmpty();

        there.upsert("a", "naver", new PlatformCategory("9", json.createObjectNode()));

        assertThat(here.find("a", "naver")).isEmpty();
        clock.advance(Duration.ofSeconds(30));
        assertThat(here.find("a", "naver")).isPresent();
    }

    @Test
    void a_seed_file_that_cannot_be_read_stops_the_start_and_is_named() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "categories: [{platform: coupang}]");

        assertThatThrownBy(() -> accounts(
                        properties(List.of(), List.of(), List.of(broken.toUri().toString()))))
                .hasMessageContaining("HUB-ACCOUNTS-003")
                .hasMessageContaining("broken.yaml")
                .hasMessageContaining("hub-category");
    }

    private AccountsBootstrap bootstrap(AccountsProperties properties) {
        PlatformCredentials none = new PlatformCredentials(Map.of());
        return new AccountsBootstrap(properties, none, new DefaultResourceLoader(), jdbc, json);
    }

    private MarketAccounts accounts(AccountsProperties properties) {
        PlatformQuotas quotas =
                new PlatformQuotas(Map.of("coupang", new PlatformQuotas.Limits(null, 5.0, 5, 0, 16, null, null, null)));
        AccountRows rows = new AccountRows(jdbc, quotas, bootstrap(properties));
        // no vault: these accounts have their credentials in the configuration
        return new MarketAccounts(properties, rows, new HeldCredentials(null, properties, clock), clock);
    }

    private ListingTemplates templates(AccountsProperties properties) {
        TransactionTemplate transaction =
                new TransactionTemplate(new DataSourceTransactionManager(DATABASE.dataSource()));
        return new ListingTemplates(properties, bootstrap(properties), jdbc, transaction, json, clock);
    }

    private CategoryMappings mappings(AccountsProperties properties) {
        return new CategoryMappings(properties, bootstrap(properties), jdbc, json, clock);
    }

    private static AccountsProperties properties(
            List<AccountsProperties.Declared> declared,
            List<AccountsProperties.Declared> environment,
            List<String> seeds) {
        return new AccountsProperties(declared, environment, seeds, Duration.ofSeconds(30), Duration.ofMinutes(10));
    }

    private static AccountsProperties.Declared declared(
            String platform, String name, int priority, Map<String, String> credentials) {
        return new AccountsProperties.Declared(
                platform, name, priority, null, null, null, null, null, null, List.of(), credentials, Map.of(), null);
    }

    private static AccountsProperties.Declared required(Map<String, String> credentials) {
        return new AccountsProperties.Declared(
                "coupang",
                "main",
                10,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of("access-key", "secret-key"),
                credentials,
                Map.of(),
                null);
    }
}
