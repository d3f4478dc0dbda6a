package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.SandboxCaller.ITEMS;
import static io.dropshiphub.sandbox.SandboxCaller.PRODUCTS;
import static io.dropshiphub.sandbox.SandboxCaller.text;
import static io.dropshiphub.sandbox.SandboxCaller.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CoupangSandboxTest {

    private final SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited());

    @AfterEach
    void close() {
        caller.close();
    }

    @Test
    void creationAnswersTheProductNumberOnly() throws Exception {
        HttpResponse<byte[]> reply = caller.coupang(
                "POST", PRODUCTS, "", caller.coupangProduct("A-1").toString());
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(text(reply)).matches("\\{\"code\":\"SUCCESS\",\"message\":\"\",\"data\":\\d+}");
    }

    @Test
    void theQueryIsSignedAsSent() throws Exception {
        caller.createCoupang("A-1");
        String query = "vendorId=A00000001&maxPerPage=10&sellerProductName=%ED%85%80%EB%B8%94%EB%9F%AC";
        assertThat(tree(caller.coupang("GET", PRODUCTS, query, "")).path("data"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"CEA algorithm=HmacSHA256; access-key=x, HMAC format is invalid.", "Bearer abc, HMAC format is invalid."
    })
    void aMalformedHeaderIsRefused(String header, String message) throws Exception {
        HttpResponse<byte[]> reply = caller.coupang("GET", PRODUCTS, "", "", header);
        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(tree(reply).path("message").asText()).isEqualTo(message);
        assertThat(tree(reply).path("transactionId").asText()).isNotEmpty();
    }

    @Test
    void signaturesAreRefusedWhenForgedExpiredOrOfAnUnknownKey() throws Exception {
        String now = "251001T120000Z";
        String good = caller.signature("GET", PRODUCTS, "vendorId=A00000001", now);
        String old = caller.signature("GET", PRODUCTS, "", "251001T115459Z");
        String fourDigitYear = caller.signature("GET", PRODUCTS, "", "20251001T120000Z");
        assertThat(refusal(good)).isEqualTo("Invalid signature.");
        assertThat(refusal(old)).isEqualTo("Specified signature is expired.");
        assertThat(refusal(fourDigitYear)).isEqualTo("HMAC format is invalid.");
        assertThat(refusal(good.replace("access-1", "access-9"))).isEqualTo("Request is not authorized.");
    }

    private String refusal(String authorization) throws Exception {
        return tree(caller.coupang("GET", PRODUCTS, "", "", authorization))
                .path("message")
                .asText();
    }

    @Test
    void aCommaWithoutASpaceSeparatesToo() throws Exception {
        String query = "vendorId=A00000001";
        String header =
                caller.signature("GET", PRODUCTS, query, "251001T120000Z").replace(", ", ",");
        assertThat(caller.coupang("GET", PRODUCTS, query, "", header).statusCode())
                .isEqualTo(200);
    }

    static Stream<Arguments> brokenProducts() {
        return Stream.of(
                broken("vendorId", product -> product.put("vendorId", "A00000002")),
                broken("vendorUserId", product -> product.put("vendorUserId", "somebody")),
                broken("노출카테고리코드", product -> product.remove("displayCategoryCode")),
                broken("유효하지 않은 노출카테고리", product -> product.put("displayCategoryCode", 63240)),
                broken("100자", product -> product.put("sellerProductName", "가".repeat(101))),
                broken("등록상품명", product -> product.put("sellerProductName", " ")),
                broken("판매시작일시", product -> product.put("saleStartedAt", "2026-01-01 00:00:00")),
                broken("브랜드 ID", product -> product.put("brand", "샘플")),
                broken("배송방법", product -> product.put("deliveryMethod", "SEQUENTIAL")),
                broken("택배사", product -> product.put("deliveryCompanyCode", "LOTTE")),
                broken("무료배송을 위한 조건 금액", product -> product.remove("freeShipOverAmount")),
                broken("무료배송을 위한 조건 금액", product -> product.put("freeShipOverAmount", 150)),
                broken("100%~150%", product -> product.put("returnCharge", 5000)),
                broken("기본배송비", product -> product.put("deliveryCharge", 2500)),
                broken("도서산간", product -> product.remove("remoteAreaDeliverable")),
                broken("착불", product -> product.put("deliveryChargeType", "CHARGE_RECEIVED")
                        .put("unionDeliveryType", "UNION_DELIVERY")),
                broken("출고지", product -> product.put("outboundShippingPlaceCode", 1)),
                broken("반품지", product -> product.put("returnCenterCode", "1")),
                broken("companyContactNumber", product -> product.remove("companyContactNumber")),
                broken("옵션(items)", product -> product.putArray("items")),
                broken("최대 200개", product -> repeatItem(product, 201)),
                broken("중복", product -> repeatItem(product, 2)),
                broken("옵션명", product -> item(product).put("itemName", "가".repeat(151))),
                broken("10원 단위", product -> item(product).put("salePrice", 12905)),
                broken("할인율기준가", product -> item(product).put("originalPrice", 12000)),
                broken("판매가능수량", product -> item(product).put("maximumBuyCount", 100_000)),
                broken("unitCount", product -> item(product).remove("unitCount")),
                broken("성인상품", product -> item(product).put("adultOnly", "Y")),
                broken("과세", product -> item(product).put("taxType", "TAXFREE")),
                broken("병행수입", product -> item(product).remove("parallelImported")),
                broken("PCC", product -> item(product).put("overseasPurchased", "OVERSEAS_PURCHASED")),
                broken("검색어", product -> item(product).putArray("searchTags").add("가".repeat(21))),
                broken("검색어", product -> item(product).putArray("searchTags").add("보온/보냉")),
                broken("대표이미지", product -> item(product).putArray("images")),
                broken("이미지 경로", product -> image(product).put("vendorPath", "http://a/" + "b".repeat(150))),
                broken("이미지 타입", product -> image(product).put("imageType", "MAIN")),
                broken("고시정보", product -> ((ArrayNode) item(product).get("notices")).remove(0)),
                broken("구매 옵션", product -> ((ObjectNode) item(product).at("/attributes/0"))
                        .put("attributeValueName", "1")),
                broken("구매 옵션", product -> item(product).putArray("attributes")),
                broken("상세설명", product -> ((ObjectNode) item(product).at("/contents/0")).put("contentsType", "HTM")));
    }

    private static Arguments broken(String message, Consumer<ObjectNode> damage) {
        return arguments(message, damage);
    }

    private static ObjectNode item(ObjectNode product) {
        return (ObjectNode) product.at("/items/0");
    }

    private static ObjectNode image(ObjectNode product) {
        return (ObjectNode) product.at("/items/0/images/0");
    }

    private static void repeatItem(ObjectNode product, int times) {
        ArrayNode items = (ArrayNode) product.get("items");
        while (items.size() < times) {
            items.add(items.get(0).deepCopy());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenProducts")
    void aBrokenProductIsRefusedWithHttp200(String message, Consumer<ObjectNode> damage) throws Exception {
        ObjectNode product = caller.coupangProduct("A-1");
        damage.accept(product);
        HttpResponse<byte[]> reply = caller.coupang("POST", PRODUCTS, "", product.toString());
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(tree(reply).path("code").asText()).isEqualTo("ERROR");
        assertThat(tree(reply).path("data").isNull()).isTrue();
        assertThat(tree(reply).path("message").asText()).contains(message);
        assertThat(caller.summary("coupang", "A00000001").path("listings").asInt())
                .isZero();
    }

    @Test
    void allProblemsAreToldAtOnce() throws Exception {
        ObjectNode product = caller.coupangProduct("A-1").put("deliveryMethod", "x");
        product.remove("freeShipOverAmount");
        assertThat(tree(caller.coupang("POST", PRODUCTS, "", product.toString()))
                        .path("message")
                        .asText()
                        .split("\\|"))
                .hasSize(2);
    }

    @Test
    void optionNumbersComeWithTheApproval() throws Exception {
        long id = caller.createCoupang("A-1");
        assertThat(text(read(id))).contains("등록 또는 수정되고 있습니다");
        caller.clock.advance(Duration.ofMillis(400));
        assertThat(tree(read(id)).at("/data/statusName").asText()).isEqualTo("승인대기중");
        assertThat(tree(read(id)).at("/data/items/0/vendorItemId").isNull()).isTrue();
        caller.clock.advance(Duration.ofSeconds(2));
        assertThat(tree(read(id)).at("/data/statusName").asText()).isEqualTo("승인완료");
        assertThat(tree(read(id)).at("/data/items/0/vendorItemId").isIntegralNumber())
                .isTrue();
        JsonNode histories = tree(caller.coupang("GET", PRODUCTS + "/" + id + "/histories", "", ""));
        assertThat(histories.path("code").asText()).isEqualTo("200");
        assertThat(histories.at("/data/0/status").asText()).isEqualTo("승인완료");
    }

    @Test
    void aDraftWaitsForItsApprovalToBeAsked() throws Exception {
        ObjectNode product = caller.coupangProduct("A-1").put("requested", false);
        long id = tree(caller.coupang("POST", PRODUCTS, "", product.toString()))
                .path("data")
                .asLong();
        caller.clock.advance(Duration.ofMinutes(1));
        assertThat(tree(read(id)).at("/data/statusName").asText()).isEqualTo("임시저장");
        String approvals = PRODUCTS + "/" + id + "/approvals";
        assertThat(tree(caller.coupang("PUT", approvals, "", "")).path("data").asText())
                .isEqualTo(Long.toString(id));
        assertThat(caller.coupang("PUT", approvals, "", "").statusCode()).isEqualTo(400);
    }

    @Test
    void aRejectionLeavesItsReasonInTheHistory() throws Exception {
        ObjectNode product =
                caller.coupangProduct("A-1").put("remoteAreaDeliverable", "Y").put("deliveryCompanyCode", "HANJIN");
        long id = tree(caller.coupang("POST", PRODUCTS, "", product.toString()))
                .path("data")
                .asLong();
        caller.clock.advance(Duration.ofSeconds(3));
        JsonNode histories = tree(caller.coupang("GET", PRODUCTS + "/" + id + "/histories", "", ""));
        assertThat(histories.at("/data/0/status").asText()).isEqualTo("승인반려");
        assertThat(histories.at("/data/0/comment").asText()).contains("도서산간");
    }

    @Test
    void priceAndStockChangeByOptionWithinTheBand() throws Exception {
        long item = approvedItem("A-1");
        assertThat(put(item, "prices/13900").statusCode()).isEqualTo(200);
        assertThat(put(item, "prices/13905").statusCode()).isEqualTo(400);
        assertThat(put(item, "prices/1000").statusCode()).isEqualTo(400);
        assertThat(caller.coupang("PUT", ITEMS + item + "/prices/1000", "forceSalePriceUpdate=true", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(put(item, "quantities/0").statusCode()).isEqualTo(200);
        assertThat(put(item, "quantities/-1").statusCode()).isEqualTo(400);
        assertThat(text(put(item + 7, "quantities/1"))).contains("not found");
        assertThat(put(item, "original-prices/20000").statusCode()).isEqualTo(200);
    }

    @Test
    void onlyAStoppedProductCanBeDeleted() throws Exception {
        long item = approvedItem("A-1");
        long id = tree(caller.coupang("GET", PRODUCTS + "/external-vendor-sku-codes/A-1", "", ""))
                .at("/data/0/sellerProductId")
                .asLong();
        assertThat(caller.coupang("DELETE", PRODUCTS + "/" + id, "", "").statusCode())
                .isEqualTo(400);
        put(item, "sales/stop");
        assertThat(caller.summary("coupang", "A00000001").path("live").asInt()).isZero();
        assertThat(text(caller.coupang("DELETE", PRODUCTS + "/" + id, "", ""))).contains("삭제되었습니다");
        assertThat(tree(caller.coupang("GET", PRODUCTS + "/external-vendor-sku-codes/A-1", "", ""))
                        .path("data"))
                .isEmpty();
    }

    @Test
    void aModificationNeedsApprovalAgainAndKeepsApprovedOptions() throws Exception {
        approvedItem("A-1");
        JsonNode known = tree(caller.coupang("GET", PRODUCTS + "/external-vendor-sku-codes/A-1", "", ""))
                .at("/data/0");
        ObjectNode product = caller.coupangProduct("A-1");
        product.put("sellerProductId", known.path("sellerProductId").asLong());
        assertThat(text(caller.coupang("PUT", PRODUCTS, "", product.toString())))
                .contains("삭제할 수 없습니다");
        item(product)
                .put(
                        "sellerProductItemId",
                        known.at("/items/0/sellerProductItemId").asLong())
                .put("salePrice", 9900);
        assertThat(text(caller.coupang("PUT", PRODUCTS, "", product.toString())))
                .contains("SUCCESS");
        caller.clock.advance(Duration.ofSeconds(1));
        JsonNode now = tree(read(known.path("sellerProductId").asLong())).path("data");
        assertThat(now.path("statusName").asText()).isEqualTo("승인대기중");
        assertThat(now.at("/items/0/salePrice").asLong()).isEqualTo(12900);
    }

    @Test
    void anotherVendorsProductStaysHidden() throws Exception {
        long id = caller.createCoupang("A-1");
        caller.vendor = SandboxAccounts.demo().coupang().get(1);
        assertThat(text(read(id))).contains("업체[A00000002]는 다른 업체[A00000001]의 상품을 조회할 수 없습니다.");
        String inflow = PRODUCTS + "/inflow-status";
        assertThat(tree(caller.coupang("GET", inflow, "", ""))
                        .at("/data/registeredCount")
                        .asInt())
                .isZero();
        assertThat(tree(caller.coupang("GET", PRODUCTS + "/external-vendor-sku-codes/A-1", "", ""))
                        .path("data"))
                .isEmpty();
    }

    @Test
    void aMissingProductSaysSo() throws Exception {
        HttpResponse<byte[]> reply = read(14_000_009_999L);
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(text(reply)).contains("데이터가 없습니다");
    }

    @Test
    void categoriesPlacesAndPredictionCanBeAsked() throws Exception {
        String openApi = "/v2/providers/openapi/apis/api";
        String marketplace = "/v2/providers/seller_api/apis/api/v1/marketplace";
        JsonNode predicted = tree(
                caller.coupang("POST", openApi + "/v1/categorization/predict", "", "{\"productName\":\"예쁜 텀블러\"}"));
        assertThat(predicted.path("code").isInt()).isTrue();
        assertThat(predicted.at("/data/predictedCategoryId").asText()).isEqualTo("56137");
        assertThat(tree(caller.coupang("GET", marketplace + "/meta/display-categories", "", ""))
                        .at("/data/child"))
                .isNotEmpty();
        assertThat(tree(caller.coupang(
                                "GET",
                                marketplace + "/meta/category-related-metas/display-category-codes/56137",
                                "",
                                ""))
                        .at("/data/noticeCategories"))
                .hasSize(2);
        assertThat(tree(caller.coupang("GET", openApi + "/v5/vendors/A00000001/returnShippingCenters", "", ""))
                        .at("/data/content/0/returnCenterCode")
                        .asText())
                .isEqualTo(caller.vendor.returnCenter());
    }

    private HttpResponse<byte[]> read(long id) throws Exception {
        return caller.coupang("GET", PRODUCTS + "/" + id, "", "");
    }

    private HttpResponse<byte[]> put(long item, String suffix) throws Exception {
        return caller.coupang("PUT", ITEMS + item + "/" + suffix, "", "");
    }

    private long approvedItem(String sku) throws Exception {
        long id = caller.createCoupang(sku);
        caller.clock.advance(Duration.ofSeconds(3));
        return tree(read(id)).at("/data/items/0/vendorItemId").asLong();
    }
}
