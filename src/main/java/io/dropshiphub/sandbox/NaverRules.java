package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.sandbox.wire.Json;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What Naver demands of a product (Naver Commerce API docs, create product; live registration notes). */
final class NaverRules {

    /** Not in the API reference; the seller centre takes 100 characters. */
    private static final int MAX_NAME = 100;

    private static final long MAX_PRICE = 999_999_990;
    private static final long MAX_STOCK = 99_999_999;
    private static final long MAX_BASE_FEE = 100_000;
    private static final long MAX_CLAIM_FEE = 1_000_000;
    private static final int MAX_SELLER_CODE = 30;
    private static final int MAX_OPTIONAL_IMAGES = 9;

    /** Prices in steps of 10 won are implied by the highest price, stated nowhere. */
    private static final int PRICE_STEP = 10;

    private static final Pattern LEAF = Pattern.compile("[0-9]{8}");
    private static final Set<String> STATUSES = Set.of("SALE", "SUSPENSION");
    private static final Set<String> DELIVERY_TYPES = Set.of("DELIVERY", "DIRECT");
    private static final Set<String> DELIVERY_ATTRIBUTES =
            Set.of("NORMAL", "TODAY", "OPTION_TODAY", "HOPE", "TODAY_ARRIVAL", "DAWN_ARRIVAL", "ARRIVAL_GUARANTEE");
    private static final Set<String> FEE_TYPES =
            Set.of("FREE", "CONDITIONAL_FREE", "PAID", "UNIT_QUANTITY_PAID", "RANGE_QUANTITY_PAID");
    private static final Set<String> PAY_TYPES = Set.of("COLLECT", "PREPAID", "COLLECT_OR_PREPAID");

    /** The couriers of the sandbox; the official list is longer. Lotte is HYUNDAI, and LOTTE is refused. */
    private static final Set<String> COURIERS =
            Set.of("CJGLS", "HYUNDAI", "HANJIN", "KGB", "EPOST", "KDEXP", "ILYANG", "CHUNIL", "DAESIN", "HDEXP");

    private final NaverImages images;
    private final Map<String, SandboxAccounts.Naver> applications;

    NaverRules(NaverImages images, Map<String, SandboxAccounts.Naver> applications) {
        this.images = images;
        this.applications = applications;
    }

    /** @param creating false for a full replacement, where some fields may be left out to keep what was */
    NaverReplies.Problems check(JsonNode product, String application, boolean creating) {
        NaverReplies.Problems problems = new NaverReplies.Problems();
        JsonNode origin = product.path("originProduct");
        if (!origin.isObject()) {
            problems.missing("originProduct");
            return problems;
        }
        basics(origin, creating, problems);
        pictures(origin.path("images"), problems);
        delivery(origin.path("deliveryInfo"), applications.get(application), problems);
        detail(origin.path("detailAttribute"), creating, problems);
        NaverOptionRules.check(
                origin.path("detailAttribute").path("optionInfo"), Json.number(origin, "salePrice", 0), problems);
        channel(product.path("smartstoreChannelProduct"), problems);
        return problems;
    }

    private static void basics(JsonNode origin, boolean creating, NaverReplies.Problems problems) {
        oneOf(origin, "originProduct.statusType", STATUSES, problems);
        String category = Json.text(origin, "leafCategoryId");
        if (category == null) {
            if (creating) {
                problems.missing("originProduct.leafCategoryId");
            }
        } else if (!LEAF.matcher(category).matches() || NaverCatalog.isBranch(category)) {
            problems.add("originProduct.leafCategoryId", "NotValid.product.category", "유효하지 않은 리프 카테고리입니다.");
        }
        if (Json.missing(origin, "name")) {
            problems.missing("originProduct.name");
        } else if (origin.get("name").asText().length() > MAX_NAME) {
            problems.add("originProduct.name", "SizeMax", "상품명은 " + MAX_NAME + "자 이내로 입력해 주세요.");
        }
        if (creating && Json.missing(origin, "detailContent")) {
            problems.missing("originProduct.detailContent");
        }
        amount(origin, "originProduct.salePrice", MAX_PRICE, true, problems);
        long price = Json.number(origin, "salePrice", PRICE_STEP);
        if (price < PRICE_STEP || price % PRICE_STEP != 0) {
            problems.add("originProduct.salePrice", "NotValid", "판매가는 " + PRICE_STEP + "원 단위로 입력해 주세요.");
        }
        amount(origin, "originProduct.stockQuantity", MAX_STOCK, creating, problems);
        String start = Json.text(origin, "saleStartDate");
        String end = Json.text(origin, "saleEndDate");
        if (start != null && !start.startsWith("00", 14) || end != null && !end.startsWith("59", 14)) {
            problems.add("originProduct.saleStartDate", "NotValid", "판매 시작일은 00분, 종료일은 59분으로만 설정할 수 있습니다.");
        }
    }

    private void pictures(JsonNode pictures, NaverReplies.Problems problems) {
        JsonNode representative = pictures.path("representativeImage");
        if (Json.missing(representative, "url")) {
            problems.missing("originProduct.images.representativeImage.url");
        } else {
            picture(representative, "originProduct.images.representativeImage.url", problems);
        }
        JsonNode optional = pictures.path("optionalImages");
        if (optional.size() > MAX_OPTIONAL_IMAGES) {
            problems.add(
                    "originProduct.images.optionalImages", "SizeMax", "추가 이미지는 최대 " + MAX_OPTIONAL_IMAGES + "개입니다.");
        }
        for (int i = 0; i < optional.size(); i++) {
            picture(optional.get(i), "originProduct.images.optionalImages[" + i + "].url", problems);
        }
    }

    private void picture(JsonNode picture, String name, NaverReplies.Problems problems) {
        if (!images.isIssued(picture.path("url").asText(""))) {
            problems.add(name, "InvalidImageUrl", "상품 이미지 다건 등록 API로 업로드한 이미지 URL만 사용할 수 있습니다.");
        }
    }

    private static void delivery(JsonNode delivery, SandboxAccounts.Naver seller, NaverReplies.Problems problems) {
        String at = "originProduct.deliveryInfo.";
        if (!delivery.isObject()) {
            problems.missing("originProduct.deliveryInfo");
            return;
        }
        oneOf(delivery, at + "deliveryType", DELIVERY_TYPES, problems);
        oneOf(delivery, at + "deliveryAttributeType", DELIVERY_ATTRIBUTES, problems);
        String courier = Json.text(delivery, "deliveryCompany");
        if (courier == null && "DELIVERY".equals(Json.text(delivery, "deliveryType"))) {
            problems.add(at + "deliveryCompany", "NotValid.product.deliveryType.deliveryCompany", "택배사를 입력해 주세요.");
        } else if (courier != null && !COURIERS.contains(courier)) {
            problems.add(at + "deliveryCompany", "TypeMismatch", "유효하지 않은 택배사입니다.");
        }
        fee(delivery.path("deliveryFee"), problems);
        JsonNode claim = delivery.path("claimDeliveryInfo");
        if (!claim.isObject()) {
            problems.missing(at + "claimDeliveryInfo");
            return;
        }
        amount(claim, at + "claimDeliveryInfo.returnDeliveryFee", MAX_CLAIM_FEE, true, problems);
        amount(claim, at + "claimDeliveryInfo.exchangeDeliveryFee", MAX_CLAIM_FEE, true, problems);
        address(claim, at + "claimDeliveryInfo.shippingAddressId", seller.releaseAddress(), problems);
        address(claim, at + "claimDeliveryInfo.returnAddressId", seller.returnAddress(), problems);
    }

    private static void address(JsonNode claim, String name, long known, NaverReplies.Problems problems) {
        JsonNode value = claim.get(last(name));
        if (value != null && !value.isNull() && value.asLong(-1) != known) {
            problems.add(name, "NotValid", "주소록에 없는 번호입니다.");
        }
    }

    private static void fee(JsonNode fee, NaverReplies.Problems problems) {
        String at = "originProduct.deliveryInfo.deliveryFee.";
        if (!fee.isObject()) {
            problems.missing("originProduct.deliveryInfo.deliveryFee");
            return;
        }
        String type = fee.path("deliveryFeeType").asText("FREE");
        if (!FEE_TYPES.contains(type)) {
            problems.add(at + "deliveryFeeType", "NotValidEnum", "허용되지 않은 값입니다.");
        } else if (!type.equals("FREE")) {
            amount(fee, at + "baseFee", MAX_BASE_FEE, true, problems);
            oneOf(fee, at + "deliveryFeePayType", PAY_TYPES, problems);
        }
        if (type.equals("CONDITIONAL_FREE") && !Json.whole(fee, "freeConditionalAmount", 1)) {
            problems.missing(at + "freeConditionalAmount");
        }
    }

    private static void detail(JsonNode detail, boolean creating, NaverReplies.Problems problems) {
        String at = "originProduct.detailAttribute.";
        JsonNode service = detail.path("afterServiceInfo");
        if (Json.missing(service, "afterServiceTelephoneNumber")) {
            problems.missing(at + "afterServiceInfo.afterServiceTelephoneNumber");
        }
        if (Json.missing(service, "afterServiceGuideContent")) {
            problems.missing(at + "afterServiceInfo.afterServiceGuideContent");
        }
        originArea(detail.path("originAreaInfo"), at + "originAreaInfo.", problems);
        if (!detail.path("minorPurchasable").isBoolean()) {
            problems.missing(at + "minorPurchasable");
        }
        if (detail.hasNonNull("taxType")) {
            oneOf(detail, at + "taxType", Set.of("TAX", "DUTYFREE", "SMALL"), problems);
        }
        String code = Json.text(detail.path("sellerCodeInfo"), "sellerManagementCode");
        if (code != null && code.length() > MAX_SELLER_CODE) {
            problems.add(
                    at + "sellerCodeInfo.sellerManagementCode",
                    "SizeMax",
                    "판매자 관리 코드는 " + MAX_SELLER_CODE + "자 이내로 입력해 주세요.");
        }
        JsonNode capacity = detail.path("unitCapacity");
        if (capacity.isObject() && !capacity.path("unitPriceYn").asBoolean() && capacity.size() > 1) {
            problems.add(at + "unitCapacity", "NotValid", "단위가격을 사용하지 않으면 다른 항목을 입력할 수 없습니다.");
        }
        JsonNode notice = detail.path("productInfoProvidedNotice");
        if (notice.isObject() || creating) {
            NaverNoticeRules.check(notice, at + "productInfoProvidedNotice.", problems);
        }
    }

    private static void originArea(JsonNode area, String at, NaverReplies.Problems problems) {
        String code = Json.text(area, "originAreaCode");
        if (code == null || code.isBlank()) {
            problems.missing(at + "originAreaCode");
        } else if (!NaverCatalog.isOriginArea(code)) {
            problems.add(at + "originAreaCode", "NotValid", "유효하지 않은 원산지 코드입니다.");
        } else if (code.startsWith("02") && Json.missing(area, "importer")) {
            problems.missing(at + "importer");
        } else if (code.equals("04") && Json.missing(area, "content")) {
            problems.missing(at + "content");
        }
    }

    private static void channel(JsonNode channel, NaverReplies.Problems problems) {
        if (!channel.path("naverShoppingRegistration").isBoolean()) {
            problems.missing("smartstoreChannelProduct.naverShoppingRegistration");
        }
        oneOf(
                channel,
                "smartstoreChannelProduct.channelProductDisplayStatusType",
                Set.of("ON", "SUSPENSION"),
                problems);
    }

    private static void amount(
            JsonNode node, String name, long most, boolean required, NaverReplies.Problems problems) {
        JsonNode value = node.get(last(name));
        if (value == null || value.isNull()) {
            if (required) {
                problems.add(name, "NotNull", "필수 입력 항목입니다.");
            }
        } else if (!value.isIntegralNumber()) {
            problems.add(name, "TypeMismatch", "숫자로 입력해 주세요.");
        } else if (value.longValue() > most) {
            problems.add(name, "NumberMax", most + " 이하로 입력해 주세요.");
        } else if (value.longValue() < 0) {
            problems.add(name, "NumberMin", "0 이상으로 입력해 주세요.");
        }
    }

    private static void oneOf(JsonNode node, String name, Set<String> allowed, NaverReplies.Problems problems) {
        String value = Json.text(node, last(name));
        if (value == null) {
            problems.missing(name);
        } else if (!allowed.contains(value)) {
            problems.add(name, "NotValidEnum", "허용되지 않은 값입니다.");
        }
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
