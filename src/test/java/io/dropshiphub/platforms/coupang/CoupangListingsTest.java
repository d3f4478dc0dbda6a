package io.dropshiphub.platforms.coupang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.calls.JsonReply;
import io.dropshiphub.platforms.AdapterBed;
import io.dropshiphub.platforms.TestProducts;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CoupangListingsTest {

    private final ObjectMapper json = new ObjectMapper();
    private final CoupangListings listings = AdapterBed.get(CoupangListings.class);
    private final CoupangChanges changes = AdapterBed.get(CoupangChanges.class);

    @Test
    void a_plain_product_is_one_item_with_every_required_field() throws Exception {
        ApiCall call = listings.create(job(TestProducts.product().listPrice(25_000)));
        JsonNode body = json.readTree(call.body());

        assertThat(call.creates()).isTrue();
        assertThat(call.path()).isEqualTo("/v2/providers/seller_api/apis/api/v1/marketplace/seller-products");
        assertThat(body.path("displayCategoryCode").isNumber()).isTrue();
        assertThat(body.path("vendorId").asText()).isEqualTo("A00000001");
        assertThat(body.path("vendorUserId").asText()).isEqualTo("sandboxuser1");
        assertThat(body.path("outboundShippingPlaceCode").longValue()).isEqualTo(74010);
        assertThat(body.path("returnCenterCode").isTextual()).isTrue();
        assertThat(body.path("saleStartedAt").asText())
                .isEqualTo(LocalDateTime.ofInstant(AdapterBed.CLOCK.instant(), ZoneId.of("Asia/Seoul"))
                        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss")));
        assertThat(body.path("freeShipOverAmount").isNumber()).isTrue();
        assertThat(body.has("item")).isFalse();
        assertThat(body.has("brandIds")).isFalse();
        assertThat(body.has("brand")).isFalse();
        JsonNode item = body.path("items").path(0);
        assertThat(body.path("items")).hasSize(1);
        assertThat(item.path("originalPrice").longValue()).isEqualTo(25_000);
        assertThat(item.path("salePrice").longValue()).isEqualTo(19_900);
        assertThat(item.path("externalVendorSku").asText()).isEqualTo("SKU-1");
        assertThat(item.path("attributes")).hasSize(1);
        assertThat(item.path("notices").toString()).contains("면 100%").contains("의류");
        assertThat(item.path("images").path(0).path("imageType").asText()).isEqualTo("REPRESENTATION");
    }

    @Test
    void each_option_combination_is_an_item_with_its_own_price_and_sku() throws Exception {
        JsonNode items = json.readTree(listings.create(job(TestProducts.product()
                                .options("색상", "사이즈")
                                .variant(0, 5, "블랙", "M")
                                .variant(1_000, 200_000, "블랙", "L")))
                        .body())
                .path("items");

        assertThat(items).hasSize(2);
        assertThat(items.path(1).path("itemName").asText()).isEqualTo("블랙 L");
        assertThat(items.path(1).path("salePrice").longValue()).isEqualTo(20_900);
        assertThat(items.path(1).path("maximumBuyCount").intValue()).isEqualTo(99_999);
        assertThat(items.path(1).path("externalVendorSku").asText()).isEqualTo("V1");
        assertThat(items.path(1)
                        .path("attributes")
                        .path(1)
                        .path("attributeValueName")
                        .asText())
                .isEqualTo("L");
    }

    @Test
    void the_look_up_asks_for_the_code_of_the_first_item() {
        ApiCall call = listings.find(
                job(TestProducts.product().options("색상").variant(0, 5, "블랙").variant(0, 5, "화이트")));

        assertThat(call.creates()).isFalse();
        assertThat(call.path()).endsWith("/external-vendor-sku-codes/V0");
    }

    static Stream<Arguments> refused() {
        String long31 = "가".repeat(31);
        TestProducts many = TestProducts.product().options("번호");
        IntStream.rangeClosed(1, 201).forEach(i -> many.variant(0, 1, "v" + i));
        String[] tags = Collections.nCopies(21, "태그").toArray(String[]::new);
        return Stream.of(
                Arguments.of(TestProducts.product().name("가".repeat(101)), "HUB-COUPANG-001", "name"),
                Arguments.of(many, "HUB-COUPANG-002", "options"),
                Arguments.of(
                        TestProducts.product().options("가".repeat(26)).variant(0, 1, "a"),
                        "HUB-COUPANG-003",
                        "options"),
                Arguments.of(TestProducts.product().options("색").variant(0, 1, long31), "HUB-COUPANG-004", "options"),
                Arguments.of(
                        TestProducts.product().options("색").variant(0, 1, "a").variant(0, 1, "a"),
                        "HUB-COUPANG-005",
                        "options"),
                Arguments.of(TestProducts.product().options("색").variant(-19_900, 1, "a"), "HUB-COUPANG-007", "price"),
                Arguments.of(TestProducts.product().price(19_905), "HUB-COUPANG-007", "price"),
                Arguments.of(TestProducts.product().listPrice(10_000), "HUB-COUPANG-008", "list_price"),
                Arguments.of(TestProducts.product().tags(tags), "HUB-COUPANG-009", "search_tags"),
                Arguments.of(TestProducts.product().tags("<b>"), "HUB-COUPANG-009", "search_tags"),
                Arguments.of(TestProducts.product().images(), "HUB-COUPANG-010", "images"),
                Arguments.of(
                        TestProducts.product().images("https://x.example/" + "a".repeat(150)),
                        "HUB-COUPANG-011",
                        "images"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_coupang_is_known_to_refuse_costs_no_call(TestProducts product, String code, String field) {
        Outcome outcome = catchThrowableOfType(CallFailed.class, () -> listings.create(job(product)))
                .outcome();

        assertThat(outcome.outcomeClass()).isEqualTo(OutcomeClass.REJECTED);
        assertThat(outcome.code()).isEqualTo(code);
        assertThat(outcome.field()).isEqualTo(field);
    }

    @Test
    void an_update_keeps_the_ids_of_options_that_exist() throws Exception {
        ListingJob job = AdapterBed.job(
                TestProducts.product().options("색상").variant(0, 5, "블랙").variant(0, 5, "화이트"),
                JobKind.UPDATE,
                "coupang",
                "77");
        JsonReply current = reply(
                "{\"code\":\"SUCCESS\",\"data\":{\"items\":[{\"itemName\":\"블랙\",\"sellerProductItemId\":11,\"vendorItemId\":12},{\"itemName\":\"레드\",\"sellerProductItemId\":13,\"vendorItemId\":null}]}}");

        JsonNode body = json.readTree(listings.update(current, job).body());

        assertThat(body.path("sellerProductId").longValue()).isEqualTo(77);
        assertThat(body.path("items").path(0).path("sellerProductItemId").longValue())
                .isEqualTo(11);
        assertThat(body.path("items").path(0).path("vendorItemId").longValue()).isEqualTo(12);
        assertThat(body.path("items").path(1).has("sellerProductItemId")).isFalse();
    }

    @Test
    void price_and_stock_of_an_approved_option_are_changed_where_they_differ() throws Exception {
        ListingJob job = AdapterBed.job(TestProducts.product().price(21_900).stock(3), JobKind.UPDATE, "coupang", "77");

        assertThat(changes.needed(
                        reply(
                                "{\"code\":\"SUCCESS\",\"data\":{\"items\":[{\"itemName\":\"x\",\"vendorItemId\":12,\"salePrice\":19900,\"originalPrice\":19900,\"maximumBuyCount\":10}]}}"),
                        job))
                .extracting(call -> call.path().substring(call.path().indexOf("/12/")))
                .containsExactly("/12/original-prices/21900", "/12/prices/21900", "/12/quantities/3");
        assertThat(changes.needed(
                        reply(
                                "{\"code\":\"SUCCESS\",\"data\":{\"items\":[{\"itemName\":\"x\",\"vendorItemId\":null,\"salePrice\":1}]}}"),
                        job))
                .isEmpty();
    }

    private static ListingJob job(TestProducts product) {
        return AdapterBed.job(product, JobKind.REGISTER, "coupang", null);
    }

    private JsonReply reply(String body) throws Exception {
        return new JsonReply(
                new ApiReply(200, Map.of(), body.getBytes(StandardCharsets.UTF_8), null), json.readTree(body));
    }
}
