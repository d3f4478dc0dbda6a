package io.dropshiphub.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.dropshiphub.accounts.CategoryMappings;
import io.dropshiphub.accounts.PlatformCategory;
import io.dropshiphub.product.Approval;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import io.dropshiphub.product.Product;
import io.dropshiphub.product.Variant;
import io.dropshiphub.sandbox.Sandbox;
import io.dropshiphub.testing.HubTest;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * What every marketplace adapter must do, through its real routes and against its simulator. A new marketplace adds its
 * key to the lists, and overrides only where it really differs.
 */
@HubTest(
        properties = {
            "hub.sandbox.enabled=false",
            // faults are this suite's daily bread: no breaker may open on them
            "hub.calls.breaker.minimum-calls=1000",
            "hub.calls.breaker.window=1000",
            "hub.calls.response-timeout=5s",
            "hub.platforms.coupang.rate-per-second=0",
            "hub.platforms.naver.rate-per-second=0",
            "hub.platforms.eleventh-street.rate-per-second=0",
            // accounts named 'main', with secrets the marketplaces do not know
            "COUPANG_ACCESS_KEY=unknown",
            "COUPANG_SECRET_KEY=unknown",
            "COUPANG_VENDOR_ID=A09999999",
            "COUPANG_VENDOR_USER_ID=nobody",
            "NAVER_CLIENT_ID=nobody",
            "NAVER_CLIENT_SECRET=$2a$04$nobodynobodynobodynobo",
            "ELEVENTH_STREET_API_KEY=00000000000000000000000000000000"
        })
@ActiveProfiles("sandbox")
@Import(ContractBed.class)
class PlatformContractTest {

    private static final Sandbox SANDBOX = ContractBed.startSandbox();

    @Autowired
    ContractBed bed;

    @Autowired
    PlatformRegistry registry;

    @Autowired
    CategoryMappings categories;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry settings) {
        String base = "http://127.0.0.1:" + SANDBOX.port();
        settings.add("hub.platforms.coupang.base-url", () -> base + "/coupang");
        settings.add("hub.platforms.naver.base-url", () -> base + "/naver/external");
        settings.add("hub.platforms.eleventh-street.base-url", () -> base + "/11st/rest");
        settings.add("hub.images.allow-hosts", () -> "127.0.0.1:" + SANDBOX.port());
    }

    @AfterEach
    void behave() {
        ContractBed.control(SANDBOX.port(), "DELETE", "/faults", null);
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"coupang", "naver", "11st"})
    void creates_a_listing(String platform) {
        Product product = product();

        Outcome outcome = bed.run(JobKind.REGISTER, platform, null, product);

        assertThat(outcome.outcomeClass()).as(outcome.toString()).isEqualTo(OutcomeClass.REGISTERED);
        assertThat(outcome.approval())
                .isEqualTo(
                        registry.find(platform).orElseThrow().approvalIsPolled()
                                ? Approval.PENDING
                                : Approval.APPROVED);
        assertThat(listings(platform, product)).singleElement().satisfies(listing -> assertThat(listing.toString())
                .contains(outcome.listingId())
                .contains(product.name()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"coupang", "naver", "11st"})
    void creates_a_listing_with_options(String platform) {
        Product product = ContractBed.product(
                SANDBOX.port(),
                List.of("색상", "사이즈"),
                List.of(
                        new Variant(List.of("블랙", "M"), 0, 5, "V-1"),
                        new Variant(List.of("블랙", "L"), 1_000, 0, "V-2"),
                        new Variant(List.of("화이트", "M"), 0, 7, null)));

        Outcome outcome = bed.run(JobKind.REGISTER, platform, null, product);

        assertThat(outcome.outcomeClass()).as(outcome.toString()).isEqualTo(OutcomeClass.REGISTERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coupang", "naver", "11st"})
    void finds_a_listing_by_seller_sku_and_says_when_there_is_none(String platform) {
        Product product = product();
        Outcome before = bed.run(JobKind.LOOK_UP, platform, null, product);
        Outcome created = bed.run(JobKind.REGISTER, platform, null, product);
        Outcome after = bed.run(JobKind.LOOK_UP, platform, null, product);

        assertThat(before.outcomeClass())
                .isEqualTo(
                        registry.find(platform).orElseThrow().lookUpIsProof()
                                ? OutcomeClass.ABSENT
                                : OutcomeClass.NOT_SEEN);
        assertThat(after.outcomeClass()).as(after.toString()).isEqualTo(OutcomeClass.REGISTERED);
        assertThat(after.listingId()).isEqualTo(created.listingId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"coupang", "naver", "11st"})
    void finds_a_listing_with_options_by_the_sku_of_its_product(String platform) {
        Product product = ContractBed.product(
                SANDBOX.port(), List.of("색상"), List.of(new Variant(List.of("블랙"), 0, 5, "V-" + System.nanoTime())));
        Outcome created = bed.run(JobKind.REGISTER, platform, null, product);

        Outcome found = bed.run(JobKind.LOOK_UP, platform, null, product);

        assertThat(found.listingId()).as(found.toString()).isNotNull().isEqualTo(created.listingId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"coupang", "naver", "11st"})
    void brings_a_listing_to_new_content(String platform) {
        Product product = product();
        Outcome created = bed.run(JobKind.REGISTER, platform, null, product);
        Product changed = ContractBed.with(product, "새 이름 " + product.sku(), product.categoryId(), 21_900, 3);

        Outcome updated = bed.run(JobKind.UPDATE, platform, created.listingId(), changed);

        assertThat(updated.outcomeClass()).as(updated.toString()).isEqualTo(OutcomeClass.REGISTERED);
        assertThat(updated.listingId()).isEqualTo(created.listingId());
        assertThat(listings(platform, product)).singleElement().satisfies(listing -> assertThat(listing.toString())
                .contains(changed.name())
                .contains("21900"));
    }

    @ParameterizedTest
    @CsvSource({"coupang, HUB-COUPANG-007", "naver, HUB-NAVER-002", "11st, HUB-11ST-004"})
    void refuses_a_price_it_knows_to_be_refused_before_spending_a_call(String platform, String code) {
        Product product = ContractBed.with(product(), "이름", "패션의류/티셔츠", 19_905);

        Outcome outcome = bed.run(JobKind.REGISTER, platform, null, product);

        assertThat(outcome.outcomeClass()).as(outcome.toString()).isEqualTo(OutcomeClass.REJECTED);
        assertThat(outcome.code()).isEqualTo(code);
        assertThat(outcome.field()).isEqualTo("price");
        assertThat(listings(platform, product)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"coupang, '블랙,블랙'", "naver, '블랙*,화이트'", "11st, '블랙%,화이트'"})
    void refuses_options_it_knows_to_be_refused(String platform, String values) {
        Product product = ContractBed.product(
                SANDBOX.port(),
                List.of("색상"),
                List.of(values.split(",")).stream()
                        .map(value -> new Variant(List.of(value), 0, 5, null))
                        .toList());

        Outcome outcome = bed.run(JobKind.REGISTER, platform, null, product);

        assertThat(outcome.outcomeClass()).as(outcome.toString()).isEqualTo(OutcomeClass.REJECTED);
        assertThat(outcome.field()).isEqualTo("options");
        assertThat(listings(platform, product)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"coupang, 7", "naver, 7", "11st, 0"})
    void hands_on_what_the_marketplace_itself_refuses(String platform, String code) {
        categories.upsert(
                "no-such-category", platform, new PlatformCategory(code, JsonNodeFactory.instance.objectNode()));
        Product product = ContractBed.with(product(), "이름", "no-such-category", 19_900);

        Outcome outcome = bed.run(JobKind.REGISTER, platform, null, product);

        assertThat(outcome.outcomeClass()).as(outcome.toString()).isEqualTo(OutcomeClass.REJECTED);
        assertThat(outcome.code()).doesNotStartWith("HUB-");
        assertThat(outcome.message()).isNotBlank();
        assertThat(outcome.field()).isEqualTo("category_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"coupang", "naver", "11st"})
    void refuses_a_category_nobody_has_mapped(String platform) {
        Outcome outcome = bed.run(JobKind.REGISTER, platform, null, ContractBed.with(product(), "이름", "없는 분류", 19_900));

        assertThat(outcome.code()).isEqualTo("HUB-PLATFORMS-003");
        assertThat(outcome.field()).isEqualTo("category_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"coupang", "naver", "11st"})
    void pauses_an_account_the_marketplace_does_not_know(String platform) {
        Outcome outcome = bed.run(JobKind.LOOK_UP, platform, bed.account(platform, "main"), null, product());

        assertThat(outcome.outcomeClass()).as(outcome.toString()).isEqualTo(OutcomeClass.AUTH);
        assertThat(outcome.message()).doesNotContain("00000000000000", "nobodynobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"coupang", "naver", "11st"})
    void takes_too_many_calls_as_a_matter_of_quota(String platform) {
        fault(platform, "rate-limit", "create");

        Outcome outcome = bed.run(JobKind.REGISTER, platform, null, product());

        assertThat(outcome.outcomeClass()).as(outcome.toString()).isEqualTo(OutcomeClass.QUOTA);
    }

    @ParameterizedTest
    @CsvSource({
        "coupang, drop-reply-after-acting", "naver, drop-reply-after-acting", "11st, drop-reply-after-acting",
        "coupang, server-error-after-acting", "naver, server-error-after-acting", "11st, server-error-after-acting",
        "coupang, truncated-body", "naver, truncated-body", "11st, truncated-body",
        "coupang, html-body", "naver, html-body", "11st, html-body"
    })
    void doubts_a_creation_without_a_readable_answer_and_finds_it_by_looking(String platform, String fault) {
        fault(platform, fault, "create");
        Product product = product();

        Outcome outcome = bed.run(JobKind.REGISTER, platform, null, product);
        Outcome lookedUp = bed.run(JobKind.LOOK_UP, platform, null, product);

        assertThat(outcome.outcomeClass()).as(outcome.toString()).isEqualTo(OutcomeClass.UNKNOWN);
        assertThat(lookedUp.outcomeClass()).as(lookedUp.toString()).isEqualTo(OutcomeClass.REGISTERED);
        assertThat(listings(platform, product)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "coupang, outage", "naver, outage", "11st, outage",
        "coupang, server-error-before-acting", "naver, server-error-before-acting", "11st, server-error-before-acting"
    })
    void doubts_a_creation_it_cannot_know_to_have_failed(String platform, String fault) {
        fault(platform, fault, "create");
        Product product = product();

        Outcome outcome = bed.run(JobKind.REGISTER, platform, null, product);
        Outcome lookedUp = bed.run(JobKind.LOOK_UP, platform, null, product);

        assertThat(outcome.outcomeClass()).as(outcome.toString()).isIn(OutcomeClass.UNKNOWN, OutcomeClass.NOT_SENT);
        assertThat(lookedUp.outcomeClass()).isIn(OutcomeClass.ABSENT, OutcomeClass.NOT_SEEN);
        assertThat(listings(platform, product)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "coupang, outage", "naver, outage", "11st, outage",
        "coupang, html-body", "naver, html-body", "11st, html-body",
        "coupang, server-error-before-acting", "naver, server-error-before-acting", "11st, server-error-before-acting"
    })
    void may_repeat_whatever_creates_nothing(String platform, String fault) {
        fault(platform, fault, platform.equals("naver") ? "search" : "read-by-sku");

        Outcome outcome = bed.run(JobKind.LOOK_UP, platform, null, product());

        assertThat(outcome.outcomeClass()).as(outcome.toString()).isEqualTo(OutcomeClass.NOT_SENT);
    }

    @ParameterizedTest
    @CsvSource({"coupang, REGISTERED", "naver, REGISTERED", "11st, REJECTED"})
    void sends_every_character_it_can_and_refuses_the_others(String platform, OutcomeClass expected) {
        Product product = product();

        Outcome outcome =
                bed.run(JobKind.REGISTER, platform, null, ContractBed.with(product, "똠방각하 – 펲 & <굿>", "123", 19_900));

        assertThat(outcome.outcomeClass()).as(outcome.toString()).isEqualTo(expected);
        if (expected == OutcomeClass.REJECTED) {
            assertThat(outcome.field()).isEqualTo("name");
            assertThat(outcome.message()).contains("Character 1", "똠", "EUC-KR");
            assertThat(listings(platform, product)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"naver"})
    void goes_on_with_a_fresh_token_when_the_old_one_is_refused(String platform) {
        bed.run(JobKind.LOOK_UP, platform, null, product());
        fault(platform, "token-expiry", "search");
        Product product = product();
        bed.run(JobKind.LOOK_UP, platform, null, product());

        Outcome outcome = bed.run(JobKind.REGISTER, platform, null, product);

        assertThat(outcome.outcomeClass()).as(outcome.toString()).isEqualTo(OutcomeClass.REGISTERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"naver"})
    void asks_once_for_a_token_when_32_calls_at_once_find_theirs_over(String platform) throws Exception {
        bed.run(JobKind.LOOK_UP, platform, null, product());
        // over at the marketplace, while the hub believes in it
        ContractBed.control(SANDBOX.port(), "POST", "/clock", "{\"advance_millis\":10800000}");
        // counts the requests for a token, and lets nobody have one before all have seen that they need it
        ContractBed.control(
                SANDBOX.port(),
                "POST",
                "/faults",
                "{\"service\":\"naver\",\"kind\":\"slow\",\"millis\":500,\"operations\":[\"token\"]}");
        ExecutorService callers = Executors.newFixedThreadPool(32);
        List<Future<Outcome>> outcomes =
                callers.invokeAll(Collections.nCopies(32, () -> bed.run(JobKind.REGISTER, platform, null, product())));
        callers.shutdown();

        for (Future<Outcome> outcome : outcomes) {
            assertThat(outcome.get().outcomeClass())
                    .as(outcome.get().toString())
                    .isEqualTo(OutcomeClass.REGISTERED);
        }
        assertThat(ContractBed.control(SANDBOX.port(), "GET", "/faults", null)
                        .at("/0/struck")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coupang"})
    void tells_why_the_inspection_has_refused_a_listing(String platform) {
        Outcome created = bed.run(JobKind.REGISTER, platform, null, product());
        decide(created, "승인반려", "대표이미지가 정사각형이 아닙니다.");

        Outcome outcome = bed.run(JobKind.APPROVAL, platform, created.listingId(), product());

        assertThat(outcome.approval()).as(outcome.toString()).isEqualTo(Approval.REFUSED);
        assertThat(outcome.message()).contains("대표이미지가 정사각형이 아닙니다.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"coupang"})
    void changes_price_and_stock_of_an_approved_listing(String platform) {
        Product product = product();
        Outcome created = bed.run(JobKind.REGISTER, platform, null, product);
        decide(created, "승인완료", null);
        Outcome approved = bed.run(JobKind.APPROVAL, platform, created.listingId(), product);

        Outcome updated = bed.run(
                JobKind.UPDATE,
                platform,
                created.listingId(),
                ContractBed.with(product, "새 이름", product.categoryId(), 24_900, 77));

        assertThat(approved.approval()).isEqualTo(Approval.APPROVED);
        assertThat(updated.outcomeClass()).as(updated.toString()).isEqualTo(OutcomeClass.REGISTERED);
        assertThat(listings(platform, product)).singleElement().satisfies(listing -> assertThat(listing.toString())
                .contains("24900")
                .contains("77"));
    }

    private static void decide(Outcome created, String status, String comment) {
        ContractBed.control(
                SANDBOX.port(),
                "POST",
                "/approvals",
                "{\"listing_id\":" + created.listingId() + ",\"status\":\"" + status + "\""
                        + (comment == null ? "" : ",\"comment\":\"" + comment + "\"") + "}");
    }

    private void fault(String platform, String kind, String operation) {
        ContractBed.control(
                SANDBOX.port(),
                "POST",
                "/faults",
                "{\"service\":\"" + registry.find(platform).orElseThrow().room() + "\",\"kind\":\"" + kind
                        + "\",\"operations\":[\"" + operation + "\"],\"times\":1}");
    }

    private Product product() {
        return ContractBed.product(SANDBOX.port());
    }

    private List<JsonNode> listings(String platform, Product product) {
        return ContractBed.listings(
                SANDBOX.port(),
                registry.find(platform).orElseThrow().room(),
                product.sku().value());
    }
}
