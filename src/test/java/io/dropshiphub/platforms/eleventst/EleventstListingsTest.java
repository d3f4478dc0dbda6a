package io.dropshiphub.platforms.eleventst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.platforms.AdapterBed;
import io.dropshiphub.platforms.TestProducts;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EleventstListingsTest {

    private static final Charset EUC_KR = Charset.forName("EUC-KR");

    private final EleventstListings listings = AdapterBed.get(EleventstListings.class);
    private final EleventstReplies replies = AdapterBed.get(EleventstReplies.class);

    @Test
    void a_product_becomes_a_document_in_euc_kr_with_every_required_element() {
        ApiCall call = listings.create(job(TestProducts.product()));
        XmlElement product = parsed(call);

        assertThat(call.headers()).containsEntry("Content-Type", "text/xml;charset=EUC-KR");
        assertThat(call.headers().get("openapikey")).hasSize(32);
        assertThat(call.toString()).doesNotContain(call.headers().get("openapikey"));
        assertThat(product.find("prdNm")).isEqualTo("순면 반팔 티셔츠");
        assertThat(product.find("sellerPrdCd")).isEqualTo("SKU-1");
        assertThat(product.find("rmaterialTypCd")).isEqualTo("04");
        assertThat(product.find("selPrc")).isEqualTo("19900");
        assertThat(product.find("prdSelQty")).isEqualTo("10");
        assertThat(product.find("orgnNmVal")).isEqualTo("베트남");
        assertThat(product.find("addrSeqOut")).isEqualTo("1");
        assertThat(product.find("brand")).isEqualTo("알수없음");
        assertThat(product.all("ProductCertGroup")).hasSize(4);
        assertThat(product.all("ProductNotification")).hasSize(1);
        assertThat(product.find("cuponcheck")).isEmpty();
    }

    @Test
    void several_option_axes_are_joined_and_an_option_out_of_stock_is_not_in_use() {
        XmlElement product = parsed(listings.create(job(TestProducts.product()
                .options("색상", "사이즈")
                .variant(0, 5, "블랙", "M")
                .variant(1_000, 0, "블랙", "L"))));

        assertThat(product.find("colTitle")).isEqualTo("색상/사이즈");
        assertThat(product.all("ProductOption")).hasSize(2);
        XmlElement second = product.all("ProductOption").get(1);
        assertThat(second.find("colValue0")).isEqualTo("블랙/L");
        assertThat(second.find("useYn")).isEqualTo("N");
        assertThat(second.find("colCount")).isEqualTo("0");
        assertThat(product.find("prdSelQty")).isEqualTo("5");
    }

    @Test
    void an_update_replaces_the_listing_and_keeps_its_discount() {
        ApiCall call = listings.update(AdapterBed.job(TestProducts.product(), JobKind.UPDATE, "11st", "77"));

        assertThat(call.method()).isEqualTo("PUT");
        assertThat(call.path()).endsWith("/77");
        assertThat(call.creates()).isFalse();
        assertThat(parsed(call).find("cuponcheck")).isEqualTo("S");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(TestProducts.product().name("똠"), "HUB-11ST-001", "name"),
                Arguments.of(TestProducts.product().description("가 – 나"), "HUB-11ST-001", "description"),
                Arguments.of(TestProducts.product().brand("a\u0007"), "HUB-11ST-002", "brand"),
                Arguments.of(TestProducts.product().name("가".repeat(101)), "HUB-11ST-003", "name"),
                Arguments.of(TestProducts.product().price(1_000_000_000), "HUB-11ST-004", "price"),
                Arguments.of(TestProducts.product().stock(0), "HUB-11ST-005", "stock"),
                Arguments.of(TestProducts.product().options("a").variant(0, 0, "1"), "HUB-11ST-005", "stock"),
                Arguments.of(TestProducts.product().images(), "HUB-11ST-006", "images"),
                Arguments.of(
                        TestProducts.product().options("가".repeat(26)).variant(0, 1, "1"), "HUB-11ST-007", "options"),
                Arguments.of(
                        TestProducts.product().options("a").variant(0, 1, "가".repeat(26)), "HUB-11ST-008", "options"),
                Arguments.of(TestProducts.product().options("a").variant(0, 1, "1|2"), "HUB-11ST-008", "options"),
                Arguments.of(
                        TestProducts.product().options("a").variant(0, 1, "1").variant(0, 1, "1"),
                        "HUB-11ST-009",
                        "options"),
                Arguments.of(
                        TestProducts.product().options("a").variant(0, 1, "1").variant(-9_960, 1, "2"),
                        "HUB-11ST-010",
                        "options"),
                Arguments.of(TestProducts.product().options("a").variant(100, 1, "1"), "HUB-11ST-011", "options"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_11st_is_known_to_refuse_costs_no_call(TestProducts product, String code, String field) {
        Outcome outcome = catchThrowableOfType(CallFailed.class, () -> listings.create(job(product)))
                .outcome();

        assertThat(outcome.outcomeClass()).isEqualTo(OutcomeClass.REJECTED);
        assertThat(outcome.code()).isEqualTo(code);
        assertThat(outcome.field()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({
        "<products><product><prdNo>9</prdNo><sellerPrdCd>SKU-1</sellerPrdCd><selStatCd>103</selStatCd></product></products>, REGISTERED, 9",
        "<ns2:products xmlns:ns2='http://skt'><ns2:product><prdNo>9</prdNo><sellerPrdCd>SKU-1</sellerPrdCd></ns2:product></ns2:products>, REGISTERED, 9",
        "<products><product><prdNo>9</prdNo><sellerPrdCd>SKU-1</sellerPrdCd><selStatCd>108</selStatCd></product></products>, ABSENT,",
        "<products><product><prdNo>9</prdNo><sellerPrdCd>SKU-12</sellerPrdCd></product></products>, ABSENT,",
        "<products/>, ABSENT,",
        "<ClientMessage><resultCode>404</resultCode></ClientMessage>, ABSENT,",
        "<ClientMessage><resultCode>500</resultCode><message>x</message></ClientMessage>, NOT_SENT,"
    })
    void a_look_up_finds_living_listings_of_exactly_this_code(String body, OutcomeClass expected, String listingId) {
        ApiReply http = new ApiReply(200, Map.of(), body.getBytes(EUC_KR), EUC_KR);

        Outcome outcome = listings.found(replies.read(http, ApiCall.get("/x", null)), job(TestProducts.product()));

        assertThat(outcome.outcomeClass()).isEqualTo(expected);
        assertThat(outcome.listingId()).isEqualTo(listingId);
    }

    private static XmlElement parsed(ApiCall call) {
        return XmlElement.parse(new ApiReply(200, Map.of(), call.body(), null)).orElseThrow();
    }

    private static ListingJob job(TestProducts product) {
        return AdapterBed.job(product, JobKind.REGISTER, "11st", null);
    }
}
