package io.dropshiphub.platforms.naver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NaverListingsTest {

    private final ObjectMapper json = new ObjectMapper();
    private final NaverListings listings = AdapterBed.get(NaverListings.class);

    @Test
    void a_product_becomes_an_origin_product_and_its_channel_product() throws Exception {
        JsonNode body = json.readTree(
                listings.create(job(TestProducts.product().tags("티셔츠"))).body());
        JsonNode origin = body.path("originProduct");
        JsonNode detail = origin.path("detailAttribute");

        assertThat(origin.path("statusType").asText()).isEqualTo("SALE");
        assertThat(origin.path("leafCategoryId").isTextual()).isTrue();
        assertThat(origin.path("deliveryInfo").path("deliveryCompany").asText()).isEqualTo("CJGLS");
        assertThat(origin.path("deliveryInfo")
                        .path("claimDeliveryInfo")
                        .path("shippingAddressId")
                        .longValue())
                .isEqualTo(100001);
        assertThat(detail.path("sellerCodeInfo").path("sellerManagementCode").asText())
                .isEqualTo("SKU-1");
        assertThat(detail.path("productInfoProvidedNotice")
                        .path("wear")
                        .path("material")
                        .asText())
                .isEqualTo("면 100%");
        assertThat(detail.path("productInfoProvidedNotice")
                        .path("wear")
                        .path("color")
                        .asText())
                .isEqualTo("상세페이지 참조");
        assertThat(detail.path("originAreaInfo").path("content").asText()).isEqualTo("베트남");
        assertThat(detail.has("optionInfo")).isFalse();
        assertThat(body.path("smartstoreChannelProduct")
                        .path("channelProductDisplayStatusType")
                        .asText())
                .isEqualTo("ON");
    }

    @Test
    void options_are_combinations_with_their_own_stock() throws Exception {
        JsonNode info = json.readTree(listings.create(job(TestProducts.product()
                                .options("색상", "사이즈")
                                .variant(0, 5, "블랙", "M")
                                .variant(1_000, 0, "블랙", "L")))
                        .body())
                .path("originProduct")
                .path("detailAttribute")
                .path("optionInfo");

        assertThat(info.path("useStockManagement").booleanValue()).isTrue();
        assertThat(info.path("optionCombinationGroupNames")
                        .path("optionGroupName2")
                        .asText())
                .isEqualTo("사이즈");
        assertThat(info.path("optionCombinations").path(1).path("optionName2").asText())
                .isEqualTo("L");
        assertThat(info.path("optionCombinations").path(1).path("price").longValue())
                .isEqualTo(1_000);
        assertThat(info.path("optionCombinations").path(1).path("stockQuantity").intValue())
                .isZero();
        assertThat(info.path("optionCombinations")
                        .path(1)
                        .path("sellerManagerCode")
                        .asText())
                .isEqualTo("V1");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(TestProducts.product().name("가".repeat(101)), "HUB-NAVER-001", "name"),
                Arguments.of(TestProducts.product().price(999_999_991), "HUB-NAVER-002", "price"),
                Arguments.of(TestProducts.product().stock(100_000_000), "HUB-NAVER-003", "stock"),
                Arguments.of(TestProducts.product().images(), "HUB-NAVER-004", "images"),
                Arguments.of(
                        TestProducts.product().options("a", "b", "c", "d").variant(0, 1, "1", "2", "3", "4"),
                        "HUB-NAVER-005",
                        "options"),
                Arguments.of(TestProducts.product().options("a").variant(0, 1, "1/2"), "HUB-NAVER-006", "options"),
                Arguments.of(
                        TestProducts.product().options("a").variant(0, 1, "1").variant(0, 1, "1"),
                        "HUB-NAVER-007",
                        "options"),
                // below 2,000 won nothing may be taken off
                Arguments.of(
                        TestProducts.product().price(1_990).options("a").variant(-10, 1, "1"),
                        "HUB-NAVER-008",
                        "options"),
                Arguments.of(
                        TestProducts.product().price(1_990).options("a").variant(2_000, 1, "1"),
                        "HUB-NAVER-008",
                        "options"),
                Arguments.of(
                        TestProducts.product().price(9_990).options("a").variant(-5_000, 1, "1"),
                        "HUB-NAVER-008",
                        "options"),
                Arguments.of(
                        TestProducts.product().price(10_000).options("a").variant(5_010, 1, "1"),
                        "HUB-NAVER-008",
                        "options"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_naver_is_known_to_refuse_costs_no_call(TestProducts product, String code, String field) {
        Outcome outcome = catchThrowableOfType(CallFailed.class, () -> listings.checked(job(product)))
                .outcome();

        assertThat(outcome.outcomeClass()).isEqualTo(OutcomeClass.REJECTED);
        assertThat(outcome.code()).isEqualTo(code);
        assertThat(outcome.field()).isEqualTo(field);
    }

    @Test
    void an_update_lays_the_new_content_over_the_present_one() throws Exception {
        ListingJob job = AdapterBed.job(
                TestProducts.product()
                        .name("새 이름")
                        .options("색상")
                        .variant(0, 5, "블랙")
                        .variant(0, 5, "화이트"),
                JobKind.UPDATE,
                "naver",
                "77");
        JsonReply current = reply(
                "{\"originProduct\":{\"statusType\":\"SUSPENSION\",\"name\":\"옛 이름\",\"customerBenefit\":{\"keep\":1},\"detailAttribute\":{\"unitCapacity\":{\"keep\":2},\"productInfoProvidedNotice\":{\"productInfoProvidedNoticeType\":\"ETC\",\"etc\":{}},\"optionInfo\":{\"optionCombinations\":[{\"id\":5,\"optionName1\":\"블랙\"}]}}},\"smartstoreChannelProduct\":{\"channelProductName\":\"keep\"}}");

        JsonNode body = json.readTree(listings.update(current, job).body());
        JsonNode origin = body.path("originProduct");

        assertThat(origin.path("name").asText()).isEqualTo("새 이름");
        assertThat(origin.path("statusType").asText()).isEqualTo("SUSPENSION");
        assertThat(origin.path("customerBenefit").path("keep").intValue()).isEqualTo(1);
        assertThat(origin.path("detailAttribute")
                        .path("unitCapacity")
                        .path("keep")
                        .intValue())
                .isEqualTo(2);
        assertThat(origin.path("detailAttribute")
                        .path("productInfoProvidedNotice")
                        .has("etc"))
                .isFalse();
        JsonNode options = origin.path("detailAttribute").path("optionInfo").path("optionCombinations");
        assertThat(options.path(0).path("id").intValue()).isEqualTo(5);
        assertThat(options.path(1).has("id")).isFalse();
        assertThat(body.path("smartstoreChannelProduct")
                        .path("channelProductName")
                        .asText())
                .isEqualTo("keep");
    }

    @Test
    void only_an_exact_seller_code_counts_as_found() throws Exception {
        ListingJob job = job(TestProducts.product());

        Outcome similar = listings.found(
                reply(
                        "{\"contents\":[{\"originProductNo\":1,\"channelProducts\":[{\"sellerManagementCode\":\"SKU-10\"}]}]}"),
                job);
        Outcome exact = listings.found(
                reply(
                        "{\"contents\":[{\"originProductNo\":1,\"channelProducts\":[{\"sellerManagementCode\":\"SKU-10\"}]},{\"originProductNo\":2,\"channelProducts\":[{\"sellerManagementCode\":\"SKU-1\"}]}]}"),
                job);

        assertThat(similar.outcomeClass()).isEqualTo(OutcomeClass.NOT_SEEN);
        assertThat(exact.listingId()).isEqualTo("2");
    }

    private static ListingJob job(TestProducts product) {
        return AdapterBed.job(product, JobKind.REGISTER, "naver", null);
    }

    private JsonReply reply(String body) throws Exception {
        return new JsonReply(
                new ApiReply(200, Map.of(), body.getBytes(StandardCharsets.UTF_8), null), json.readTree(body));
    }
}
