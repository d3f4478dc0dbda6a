package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.sandbox.wire.Json;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * What Coupang demands of a product (Coupang developer docs, create seller product). All problems are told at once,
 * joined by a bar, as recorded from a live call.
 */
final class CoupangRules {

    private static final int MAX_NAME = 100;
    private static final int MAX_ITEMS = 200;
    private static final int MAX_OFFER_DESCRIPTION = 700;

    private static final Set<String> DELIVERY_METHODS = Set.of(
            "SEQUENCIAL", "VENDOR_DIRECT", "MAKE_ORDER", "INSTRUCTURE", "AGENT_BUY", "COLD_FRESH", "MAKE_ORDER_DIRECT");

    /** The documented couriers a product may name; the official list is longer. */
    private static final Set<String> COURIERS = Set.of(
            "CJGLS", "HANJIN", "HYUNDAI", "KGB", "EPOST", "KDEXP", "ILYANG", "CHUNIL", "DAESIN", "HDEXP", "DIRECT");

    private static final Set<String> CHARGE_TYPES = Set.of("FREE", "NOT_FREE", "CHARGE_RECEIVED", "CONDITIONAL_FREE");
    private static final Set<String> OFFER_CONDITIONS =
            Set.of("NEW", "REFURBISHED", "USED_BEST", "USED_GOOD", "USED_NORMAL");

    private static final String[] REQUIRED_TEXTS = {
        "returnCenterCode",
        "returnChargeName",
        "companyContactNumber",
        "returnZipCode",
        "returnAddress",
        "returnAddressDetail"
    };

    private static final String[] REQUIRED_AMOUNTS = {"deliveryCharge", "deliveryChargeOnReturn", "returnCharge"};

    private final Map<String, SandboxAccounts.Coupang> vendors;

    CoupangRules(Map<String, SandboxAccounts.Coupang> vendors) {
        this.vendors = vendors;
    }

    /** The problems joined by a bar, null when there are none. */
    String problems(JsonNode product, String account) {
        StringJoiner problems = new StringJoiner("|");
        vendor(product, vendors.get(account), problems);
        names(product, problems);
        delivery(product, problems);
        JsonNode items = product.path("items");
        if (!items.isArray() || items.isEmpty()) {
            check(problems, "옵션(items)");
        } else if (items.size() > MAX_ITEMS) {
            problems.add("옵션은 최대 " + MAX_ITEMS + "개까지 등록할 수 있습니다.");
        } else {
            Set<String> itemNames = new HashSet<>();
            Set<String> purchaseOptions = new HashSet<>();
            boolean categorised = product.hasNonNull("displayCategoryCode");
            for (int i = 0; i < items.size(); i++) {
                CoupangItemRules.collect(items.get(i), i + 1, categorised, itemNames, purchaseOptions, problems);
            }
        }
        return problems.length() == 0 ? null : problems.toString();
    }

    private static void vendor(JsonNode product, SandboxAccounts.Coupang vendor, StringJoiner problems) {
        if (!vendor.vendorId().equals(Json.text(product, "vendorId"))) {
            problems.add("업체 코드(vendorId)가 올바르지 않습니다.");
        }
        if (!vendor.vendorUserId().equals(Json.text(product, "vendorUserId"))) {
            problems.add("업체 사용자 아이디(vendorUserId)가 올바르지 않습니다.");
        }
        if (Json.number(product, "outboundShippingPlaceCode", -1) != vendor.outboundPlace()) {
            check(problems, "출고지 코드");
        }
        if (!Json.missing(product, "returnCenterCode")
                && !vendor.returnCenter().equals(product.get("returnCenterCode").asText())) {
            check(problems, "반품지 코드");
        }
    }

    private static void names(JsonNode product, StringJoiner problems) {
        JsonNode category = product.get("displayCategoryCode");
        if (category == null || category.isNull()) {
            // Only sellers who agreed to automatic matching may leave the category out; no sandbox seller did.
            problems.add("노출카테고리코드를 입력해 주세요.");
        } else if (!category.isIntegralNumber() || !CoupangCatalog.isLeaf(category.longValue())) {
            problems.add("유효하지 않은 노출카테고리코드입니다.");
        }
        text(product, "sellerProductName", MAX_NAME, true, "등록상품명", problems);
        text(product, "displayProductName", MAX_NAME, false, "노출상품명", problems);
        text(product, "offerDescription", MAX_OFFER_DESCRIPTION, false, "중고상품 상세설명", problems);
        boolean branded = !Json.missing(product, "brand");
        if (branded
                && Json.number(product, "brandId", -1)
                        != CoupangCatalog.brandId(product.get("brand").asText())) {
            // Since 2026-05-22 a brand needs the id that the brand search returns.
            problems.add("브랜드 ID를 확인해 주세요.");
        } else if (!branded && product.hasNonNull("brandId")) {
            problems.add("브랜드명을 확인해 주세요.");
        }
        date(product, "saleStartedAt", "판매시작일시", problems);
        date(product, "saleEndedAt", "판매종료일시", problems);
        if (product.hasNonNull("offerCondition")) {
            oneOf(product, "offerCondition", OFFER_CONDITIONS, "상품상태", problems);
        }
        JsonNode requested = product.get("requested");
        if (requested != null && !requested.isBoolean()) {
            check(problems, "requested");
        }
    }

    private static void delivery(JsonNode product, StringJoiner problems) {
        oneOf(product, "deliveryMethod", DELIVERY_METHODS, "배송방법", problems);
        oneOf(product, "deliveryCompanyCode", COURIERS, "택배사 코드", problems);
        oneOf(product, "deliveryChargeType", CHARGE_TYPES, "배송비종류", problems);
        oneOf(product, "remoteAreaDeliverable", Set.of("Y", "N"), "도서산간 배송여부", problems);
        oneOf(product, "unionDeliveryType", Set.of("UNION_DELIVERY", "NOT_UNION_DELIVERY"), "묶음배송여부", problems);
        for (String field : REQUIRED_TEXTS) {
            if (Json.missing(product, field)) {
                check(problems, field);
            }
        }
        for (String field : REQUIRED_AMOUNTS) {
            if (!Json.whole(product, field, 0)) {
                check(problems, field);
            }
        }
        String chargeType = Json.text(product, "deliveryChargeType");
        long threshold = Json.number(product, "freeShipOverAmount", -1);
        if (threshold < 0 || threshold % 100 != 0 || "CONDITIONAL_FREE".equals(chargeType) && threshold == 0) {
            // Zero must be sent even for free delivery; leaving it out is refused with exactly this text.
            problems.add("'무료배송을 위한 조건 금액' 값을 확인해 주세요");
        }
        if ("FREE".equals(chargeType)) {
            free(product, problems);
        }
        if ("UNION_DELIVERY".equals(Json.text(product, "unionDeliveryType")) && "CHARGE_RECEIVED".equals(chargeType)) {
            problems.add("착불배송은 묶음배송을 할 수 없습니다.");
        }
    }

    private static void free(JsonNode product, StringJoiner problems) {
        if (Json.number(product, "deliveryCharge", 0) != 0) {
            problems.add("무료배송 상품의 기본배송비는 0원이어야 합니다.");
        }
        long initial = Json.number(product, "deliveryChargeOnReturn", 0);
        long back = Json.number(product, "returnCharge", 0);
        if (back < initial || back * 2 > initial * 3) {
            problems.add("무료배송의 경우 반품배송비는 초도반품배송비의 100%~150% 범위에서 입력해 주세요.");
        }
    }

    static void text(JsonNode node, String field, int longest, boolean required, String label, StringJoiner problems) {
        if (Json.missing(node, field)) {
            if (required) {
                check(problems, label);
            }
        } else if (!node.get(field).isTextual() || node.get(field).textValue().length() > longest) {
            problems.add("'" + label + "' 은(는) " + longest + "자 이내로 입력해 주세요");
        }
    }

    static void oneOf(JsonNode node, String field, Set<String> allowed, String label, StringJoiner problems) {
        String value = Json.text(node, field);
        if (value == null || !allowed.contains(value)) {
            check(problems, label);
        }
    }

    private static void date(JsonNode product, String field, String label, StringJoiner problems) {
        String value = Json.text(product, field);
        try {
            // yyyy-MM-dd'T'HH:mm:ss, nothing shorter and nothing longer
            if (value != null
                    && value.length() == 19
                    && LocalDateTime.parse(value).getYear() <= 2099) {
                return;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        check(problems, label);
    }

    static void check(StringJoiner problems, String label) {
        problems.add("'" + label + "' 값을 확인해 주세요");
    }
}
