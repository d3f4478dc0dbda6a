package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.SandboxCaller.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NaverSandboxTest {

    private final SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited());

    @AfterEach
    void close() {
        caller.close();
    }

    @Test
    void theSameTokenComesUntilHalfAnHourBeforeItsEnd() throws Exception {
        String first = caller.token();
        caller.clock.advance(Duration.ofMinutes(149));
        assertThat(caller.token()).isEqualTo(first);
        caller.clock.advance(Duration.ofMinutes(2));
        String second = caller.token();
        assertThat(second).isNotEqualTo(first);
        assertThat(caller.naver(first, "GET", "/v1/categories", "").statusCode())
                .isEqualTo(200);
        caller.clock.advance(Duration.ofMinutes(30));
        HttpResponse<byte[]> reply = caller.naver(first, "GET", "/v1/categories", "");
        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(tree(reply).path("code").asText()).isEqualTo("GW.AUTHN");
        assertThat(tree(reply).path("traceId").asText()).isNotEmpty();
        assertThat(caller.naver(second, "GET", "/v1/categories", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void badTokenRequestsAreRefused() throws Exception {
        String good = caller.tokenForm();
        long stale = caller.clock.millis() - 301_000;
        assertThat(caller.naverToken(good.replace("client_secret_sign=", "client_secret_sign=x"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(caller.naverToken(caller.tokenForm(stale)).statusCode()).isEqualTo(400);
        assertThat(caller.naverToken(good.replace("sandboxnaver", "nobody")).statusCode())
                .isEqualTo(403);
        assertThat(caller.naverToken(good.replace("type=SELF", "type=SELLER")).statusCode())
                .isEqualTo(400);
        assertThat(caller.naverToken(good.replace("&grant_type=client_credentials", ""))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aCreatedProductIsOnSaleWhateverWasAsked() throws Exception {
        String token = caller.token();
        ObjectNode product = caller.naverProduct("N-1", caller.uploaded(token));
        ((ObjectNode) product.get("originProduct")).put("statusType", "SUSPENSION");
        JsonNode reply = tree(caller.naver(token, "POST", "/v2/products", product.toString()));
        long number = reply.path("originProductNo").asLong();
        assertThat(number).isPositive();
        assertThat(reply.path("smartstoreChannelProductNo").asLong()).isPositive();
        JsonNode read = tree(caller.naver(token, "GET", "/v2/products/origin-products/" + number, ""));
        assertThat(read.at("/originProduct/statusType").asText()).isEqualTo("SALE");
        assertThat(read.at("/smartstoreChannelProduct/naverShoppingRegistration")
                        .asBoolean())
                .isFalse();
        assertThat(read.at("/smartstoreChannelProduct/channelProductName").asText())
                .isEqualTo("스테인리스 텀블러");
        assertThat(tree(caller.naver(
                                token,
                                "GET",
                                "/v2/products/channel-products/" + reply.path("smartstoreChannelProductNo"),
                                ""))
                        .at("/originProduct/name")
                        .asText())
                .isEqualTo("스테인리스 텀블러");
    }

    static Stream<Arguments> brokenProducts() {
        String detail = "/originProduct/detailAttribute";
        String delivery = "/originProduct/deliveryInfo";
        return Stream.of(
                broken("originProduct", "NotEmpty", product -> product.remove("originProduct")),
                broken("originProduct.statusType", "NotValidEnum", put("/originProduct", "statusType", "WAIT")),
                broken("originProduct.leafCategoryId", "NotEmpty", remove("/originProduct", "leafCategoryId")),
                broken(
                        "originProduct.leafCategoryId",
                        "NotValid.product.category",
                        put("/originProduct", "leafCategoryId", "50000061")),
                broken("originProduct.name", "NotEmpty", put("/originProduct", "name", "")),
                broken("originProduct.name", "SizeMax", put("/originProduct", "name", "가".repeat(101))),
                broken("originProduct.detailContent", "NotEmpty", remove("/originProduct", "detailContent")),
                broken("originProduct.salePrice", "NumberMax", product -> at(product, "/originProduct")
                        .put("salePrice", 1_000_000_000)),
                broken("originProduct.salePrice", "NotValid", product -> at(product, "/originProduct")
                        .put("salePrice", 12_905)),
                broken("originProduct.salePrice", "TypeMismatch", put("/originProduct", "salePrice", "12900")),
                broken("originProduct.stockQuantity", "NumberMax", product -> at(product, "/originProduct")
                        .put("stockQuantity", 100_000_000)),
                broken(
                        "originProduct.images.representativeImage.url",
                        "InvalidImageUrl",
                        put("/originProduct/images/representativeImage", "url", "https://example.com/a.jpg")),
                broken("originProduct.deliveryInfo", "NotEmpty", remove("/originProduct", "deliveryInfo")),
                broken(
                        "originProduct.deliveryInfo.deliveryCompany",
                        "NotValid.product.deliveryType.deliveryCompany",
                        remove(delivery, "deliveryCompany")),
                broken(
                        "originProduct.deliveryInfo.deliveryCompany",
                        "TypeMismatch",
                        put(delivery, "deliveryCompany", "LOTTE")),
                broken("originProduct.deliveryInfo.deliveryFee", "NotEmpty", remove(delivery, "deliveryFee")),
                broken(
                        "originProduct.deliveryInfo.deliveryFee.deliveryFeePayType",
                        "NotEmpty",
                        put(delivery + "/deliveryFee", "deliveryFeeType", "PAID")),
                broken(
                        "originProduct.deliveryInfo.claimDeliveryInfo.returnDeliveryFee",
                        "NotNull",
                        remove(delivery + "/claimDeliveryInfo", "returnDeliveryFee")),
                broken("originProduct.deliveryInfo.claimDeliveryInfo.returnAddressId", "NotValid", product -> at(
                                product, delivery + "/claimDeliveryInfo")
                        .put("returnAddressId", 7)),
                broken(
                        "originProduct.detailAttribute.afterServiceInfo.afterServiceTelephoneNumber",
                        "NotEmpty",
                        remove(detail, "afterServiceInfo")),
                broken(
                        "originProduct.detailAttribute.originAreaInfo.importer",
                        "NotEmpty",
                        put(detail + "/originAreaInfo", "originAreaCode", "0200037")),
                broken(
                        "originProduct.detailAttribute.originAreaInfo.content",
                        "NotEmpty",
                        put(detail + "/originAreaInfo", "originAreaCode", "04")),
                broken(
                        "originProduct.detailAttribute.minorPurchasable",
                        "NotEmpty",
                        remove(detail, "minorPurchasable")),
                broken(
                        "originProduct.detailAttribute.sellerCodeInfo.sellerManagementCode",
                        "SizeMax",
                        put(detail + "/sellerCodeInfo", "sellerManagementCode", "x".repeat(31))),
                broken(
                        "originProduct.detailAttribute.productInfoProvidedNotice.productInfoProvidedNoticeType",
                        "NotEmpty",
                        remove(detail, "productInfoProvidedNotice")),
                broken(
                        "originProduct.detailAttribute.productInfoProvidedNotice.fashionItems",
                        "NotEmpty",
                        put(detail + "/productInfoProvidedNotice", "productInfoProvidedNoticeType", "FASHION_ITEMS")),
                broken(
                        "originProduct.detailAttribute.productInfoProvidedNotice.etc.itemName",
                        "SizeMax",
                        put(detail + "/productInfoProvidedNotice/etc", "itemName", "가".repeat(51))),
                broken(
                        "smartstoreChannelProduct.naverShoppingRegistration",
                        "NotEmpty",
                        remove("/smartstoreChannelProduct", "naverShoppingRegistration")),
                broken(
                        "smartstoreChannelProduct.channelProductDisplayStatusType",
                        "NotValidEnum",
                        put("/smartstoreChannelProduct", "channelProductDisplayStatusType", "OFF")),
                broken(
                        "originProduct.detailAttribute.optionInfo.optionCombinations[1].optionName1",
                        "NotValid",
                        options("빨강", "파랑/검정", 0)),
                broken(
                        "originProduct.detailAttribute.optionInfo.optionCombinations[1].optionName1",
                        "Duplicated",
                        options("빨강", "빨강", 0)),
                broken(
                        "originProduct.detailAttribute.optionInfo.optionCombinations[1].price",
                        "NotValid",
                        options("빨강", "파랑", 6460)));
    }

    private static Arguments broken(String name, String type, Consumer<ObjectNode> damage) {
        return arguments(name, type, damage);
    }

    private static ObjectNode at(ObjectNode product, String pointer) {
        return (ObjectNode) product.at(pointer);
    }

    private static Consumer<ObjectNode> put(String pointer, String field, String value) {
        return product -> at(product, pointer).put(field, value);
    }

    private static Consumer<ObjectNode> remove(String pointer, String field) {
        return product -> at(product, pointer).remove(field);
    }

    private static Consumer<ObjectNode> options(String first, String second, long secondExtra) {
        return product -> {
            ObjectNode info = at(product, "/originProduct/detailAttribute").putObject("optionInfo");
            info.put("useStockManagement", true);
            info.putObject("optionCombinationGroupNames").put("optionGroupName1", "색상");
            ArrayNode rows = info.putArray("optionCombinations");
            rows.addObject().put("optionName1", first).put("stockQuantity", 5).put("price", 0);
            rows.addObject().put("optionName1", second).put("stockQuantity", 7).put("price", secondExtra);
        };
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("brokenProducts")
    void aBrokenProductIsRefusedByField(String name, String type, Consumer<ObjectNode> damage) throws Exception {
        String token = caller.token();
        ObjectNode product = caller.naverProduct("N-1", caller.uploaded(token));
        damage.accept(product);
        HttpResponse<byte[]> reply = caller.naver(token, "POST", "/v2/products", product.toString());
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(tree(reply).path("code").asText()).isEqualTo("BAD_REQUEST");
        assertThat(tree(reply).path("invalidInputs"))
                .extracting(row ->
                        row.path("name").asText() + " " + row.path("type").asText())
                .contains(name + " " + type);
    }

    @Test
    void optionsGetNumbersAndTheirStockIsSummed() throws Exception {
        String token = caller.token();
        ObjectNode product = caller.naverProduct("N-1", caller.uploaded(token));
        options("빨강", "파랑", 6450).accept(product);
        long number = create(token, product);
        JsonNode read = tree(caller.naver(token, "GET", "/v2/products/origin-products/" + number, ""));
        assertThat(read.at("/originProduct/stockQuantity").asLong()).isEqualTo(12);
        JsonNode rows = read.at("/originProduct/detailAttribute/optionInfo/optionCombinations");
        String change = "{\"optionInfo\":{\"optionCombinations\":[{\"id\":"
                + rows.at("/0/id").asLong()
                + ",\"stockQuantity\":1,\"price\":0}]}}";
        assertThat(caller.naver(token, "PUT", "/v1/products/origin-products/" + number + "/option-stock", change)
                        .statusCode())
                .isEqualTo(200);
        assertThat(tree(caller.naver(token, "GET", "/v2/products/origin-products/" + number, ""))
                        .at("/originProduct/stockQuantity")
                        .asLong())
                .isEqualTo(8);
    }

    @Test
    void onlyRealPicturesUnderTheRightPartNameAreTaken() throws Exception {
        String token = caller.token();
        byte[] webp = "RIFFxxxxWEBPVP8 ".getBytes(StandardCharsets.US_ASCII);
        byte[] page = "<html>".getBytes(StandardCharsets.US_ASCII);
        byte[] gif = "GIF89a....".getBytes(StandardCharsets.US_ASCII);
        byte[] large = new byte[10 * 1024 * 1024];
        System.arraycopy(gif, 0, large, 0, gif.length);
        assertThat(caller.upload(token, "imageFiles", "image/gif", gif).statusCode())
                .isEqualTo(200);
        assertThat(caller.upload(token, "imageFiles", "image/webp", webp).statusCode())
                .isEqualTo(400);
        assertThat(caller.upload(token, "imageFiles", "image/png", page).statusCode())
                .isEqualTo(400);
        assertThat(caller.upload(token, "imageFiles", "image/png", gif).statusCode())
                .isEqualTo(400);
        assertThat(caller.upload(token, "image", "image/gif", gif).statusCode()).isEqualTo(400);
        assertThat(caller.upload(token, "imageFiles", "image/gif", large).statusCode())
                .isEqualTo(400);
    }

    @Test
    void searchLagsAndFindsTooMuch() throws Exception {
        String token = caller.token();
        String image = caller.uploaded(token);
        create(token, caller.naverProduct("SKU-1", image));
        create(token, caller.naverProduct("SKU-10", image));
        String ask =
                "{\"searchKeywordType\":\"SELLER_CODE\",\"sellerManagementCode\":\"SKU-1\",\"page\":1,\"size\":50}";
        assertThat(tree(caller.naver(token, "POST", "/v1/products/search", ask)).path("contents"))
                .isEmpty();
        caller.clock.advance(Duration.ofSeconds(1));
        JsonNode found = tree(caller.naver(token, "POST", "/v1/products/search", ask));
        assertThat(found.path("contents"))
                .extracting(
                        row -> row.at("/channelProducts/0/sellerManagementCode").asText())
                .containsExactlyInAnyOrder("SKU-1", "SKU-10");
        assertThat(found.path("totalElements").asInt()).isEqualTo(2);
    }

    @Test
    void soldOutNeedsStockToSellAgain() throws Exception {
        String token = caller.token();
        long number = create(token, caller.naverProduct("N-1", caller.uploaded(token)));
        String path = "/v1/products/origin-products/" + number + "/change-status";
        assertThat(status(token, path, "{\"statusType\":\"OUTOFSTOCK\"}")).isEqualTo(200);
        assertThat(status(token, path, "{\"statusType\":\"SALE\"}")).isEqualTo(400);
        assertThat(status(token, path, "{\"statusType\":\"SALE\",\"stockQuantity\":3}"))
                .isEqualTo(200);
        assertThat(status(token, path, "{\"statusType\":\"CLOSE\"}")).isEqualTo(400);
        assertThat(status(token, path, "{\"statusType\":\"SUSPENSION\"}")).isEqualTo(200);
        assertThat(caller.summary("naver", "sandboxnaver").path("live").asInt()).isZero();
    }

    private int status(String token, String path, String body) throws Exception {
        return caller.naver(token, "PUT", path, body).statusCode();
    }

    @Test
    void multiUpdateMayFailInPart() throws Exception {
        String token = caller.token();
        long number = create(token, caller.naverProduct("N-1", caller.uploaded(token)));
        String body = "{\"multiProductUpdateRequestVos\":[{\"originProductNo\":" + number
                + ",\"multiUpdateTypes\":[\"SALE_PRICE\"],\"productSalePrice\":{\"salePrice\":9900}},"
                + "{\"originProductNo\":1,\"multiUpdateTypes\":[\"STOCK\"],\"stockQuantity\":1}]}";
        JsonNode reply = tree(caller.naver(token, "PATCH", "/v1/products/origin-products/multi-update", body));
        assertThat(reply.path("successOriginProductNos")).hasSize(1);
        assertThat(reply.path("failOriginProducts")).hasSize(1);
    }

    @Test
    void aDeletedProductIsGone() throws Exception {
        String token = caller.token();
        String path =
                "/v2/products/origin-products/" + create(token, caller.naverProduct("N-1", caller.uploaded(token)));
        assertThat(caller.naver(token, "DELETE", path, "").statusCode()).isEqualTo(200);
        assertThat(tree(caller.naver(token, "GET", path, "")).path("code").asText())
                .isEqualTo("NOT_FOUND");
        assertThat(tree(caller.naver(token, "GET", "/v3/x", "")).path("code").asText())
                .isEqualTo("GW.NOT_FOUND");
    }

    private long create(String token, ObjectNode product) throws Exception {
        JsonNode reply = tree(caller.naver(token, "POST", "/v2/products", product.toString()));
        assertThat(reply.path("originProductNo").isIntegralNumber())
                .as(reply.toString())
                .isTrue();
        return reply.path("originProductNo").asLong();
    }
}
