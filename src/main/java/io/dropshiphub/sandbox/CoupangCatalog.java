package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import java.util.List;
import java.util.Map;

/**
 * Coupang's reference data in small: a category tree, what a category demands, shipping places and brands (Coupang
 * developer docs, category and logistics queries). The texts of categories and notices are samples.
 */
final class CoupangCatalog {

    /**
     * The notice categories of the sandbox with their details, all mandatory. The names are those of the Korean
     * product-information notice as commonly used; no source lists Coupang's exact set.
     */
    static final Map<String, List<String>> NOTICES = Map.of(
            "기타 재화",
            List.of("품명 및 모델명", "인증/허가 사항", "제조국(원산지)", "제조자(수입자)", "소비자상담 관련 전화번호"),
            "의류",
            List.of("제품 소재", "색상", "치수", "제조자(수입자)", "제조국", "세탁방법 및 취급시 주의사항", "제조연월", "품질보증기준", "A/S 책임자와 전화번호"));

    /** A purchase option that must be a number with this unit. */
    static final String QUANTITY = "수량";

    static final String QUANTITY_UNIT = "개";

    private record Category(long code, String name, long parent) {}

    private static final List<Category> TREE = List.of(
            new Category(62588, "식품", 0),
            new Category(69182, "패션의류잡화", 0),
            new Category(63237, "주방용품", 0),
            new Category(63240, "텀블러/보온병", 63237),
            new Category(56137, "텀블러", 63240),
            new Category(63955, "보온병", 63240),
            new Category(69183, "여성패션", 69182),
            new Category(69184, "티셔츠", 69183),
            new Category(58647, "과자", 62588));

    private final Map<String, SandboxAccounts.Coupang> vendors;

    CoupangCatalog(Map<String, SandboxAccounts.Coupang> vendors) {
        this.vendors = vendors;
    }

    /**
     * Whether products may be put there. The tree is a sample, so every other code of the real shape (up to six digits)
     * counts as a leaf too; branches of the tree do not.
     */
    static boolean isLeaf(long code) {
        return code >= 1000 && code <= 999_999 && TREE.stream().noneMatch(category -> category.parent == code);
    }

    WireReply predict(Routes.Call call) throws java.io.IOException {
        ObjectNode asked = Json.object(call.request().body());
        if (asked == null || Json.missing(asked, "productName")) {
            return CoupangReplies.refused(400, "productName must not be empty.");
        }
        Category leaf = TREE.stream()
                .filter(category -> asked.path("productName").asText().contains(category.name))
                .filter(category -> isLeaf(category.code))
                .findFirst()
                .orElse(TREE.get(4));
        ObjectNode reply = Json.object().put("code", 200).put("message", "OK");
        reply.putObject("data")
                .put("autoCategorizationPredictionResultType", "SUCCESS")
                .put("predictedCategoryId", Long.toString(leaf.code))
                .put("predictedCategoryName", leaf.name)
                .putNull("comment");
        return Json.reply(200, reply);
    }

    WireReply categories(Routes.Call call) {
        long code = call.variables().length == 0 ? 0 : call.number(0);
        Category category =
                TREE.stream().filter(row -> row.code == code).findFirst().orElse(null);
        if (code != 0 && category == null) {
            return CoupangReplies.refused(400, "카테고리 정보가 존재하지 않습니다.");
        }
        return CoupangReplies.success("", describe(code, category == null ? "ROOT" : category.name));
    }

    private static ObjectNode describe(long code, String name) {
        ObjectNode row = Json.object()
                .put("displayItemCategoryCode", code)
                .put("name", name)
                .put("status", "ACTIVE");
        ArrayNode children = row.putArray("child");
        for (Category category : TREE) {
            if (category.parent == code && category.code != code) {
                children.add(describe(category.code, category.name));
            }
        }
        return row;
    }

    WireReply metadata(Routes.Call call) {
        long code = call.number(0);
        if (!isLeaf(code)) {
            return CoupangReplies.refused(400, "카테고리 정보가 존재하지 않습니다.");
        }
        ObjectNode data = Json.object().put("isAllowSingleItem", true);
        ArrayNode attributes = data.putArray("attributes");
        attribute(attributes, QUANTITY, "NUMBER", QUANTITY_UNIT, "1")
                .putArray("usableUnits")
                .add(QUANTITY_UNIT);
        attribute(attributes, "색상", "STRING", "없음", "1").putArray("usableUnits");
        attribute(attributes, "사이즈", "STRING", "없음", "1").putArray("usableUnits");
        ArrayNode notices = data.putArray("noticeCategories");
        NOTICES.forEach((category, details) -> {
            ArrayNode names =
                    notices.addObject().put("noticeCategoryName", category).putArray("noticeCategoryDetailNames");
            for (String detail : details) {
                names.addObject().put("noticeCategoryDetailName", detail).put("required", "MANDATORY");
            }
        });
        data.putArray("requiredDocumentNames")
                .addObject()
                .put("templateName", "인보이스영수증(해외구매대행 선택시)")
                .put("required", "MANDATORY_OVERSEAS_PURCHASED");
        data.putArray("certifications")
                .addObject()
                .put("certificationType", "NOT_REQUIRED")
                .put("name", "인증대상아님")
                .put("dataType", "NONE")
                .put("required", "OPTIONAL");
        data.putArray("allowedOfferConditions").add("NEW");
        return CoupangReplies.success("", data);
    }

    private static ObjectNode attribute(ArrayNode attributes, String name, String dataType, String unit, String group) {
        ObjectNode row = attributes
                .addObject()
                .put("attributeTypeName", name)
                .put("dataType", dataType)
                .put("inputType", "INPUT")
                .put("basicUnit", unit)
                .put("required", "MANDATORY")
                .put("groupNumber", group)
                .put("exposed", "EXPOSED");
        row.putArray("inputValues");
        return row;
    }

    WireReply autoCategoryAgreed(Routes.Call call) {
        ObjectNode reply =
                Json.object().put("code", "SUCCESS").put("message", "").put("data", false);
        return Json.reply(200, reply);
    }

    WireReply outboundPlaces(Routes.Call call) {
        ObjectNode reply = Json.object();
        ObjectNode place = reply.putArray("content")
                .addObject()
                .put("outboundShippingPlaceCode", vendors.get(call.account()).outboundPlace())
                .put("shippingPlaceName", "기본 출고지")
                .put("usable", true);
        place.putArray("placeAddresses")
                .addObject()
                .put("addressType", "ROADNAME")
                .put("countryCode", "KR")
                .put("companyContactNumber", "02-1234-5678")
                .put("returnZipCode", "06164")
                .put("returnAddress", "서울특별시 강남구 테헤란로 1")
                .put("returnAddressDetail", "1층");
        place.putArray("remoteInfos")
                .addObject()
                .put("deliveryCode", CoupangApproval.REMOTE_COURIER)
                .put("jeju", 3000)
                .put("notJeju", 5000)
                .put("usable", true);
        reply.putObject("pagination").put("currentPage", 1).put("totalPages", 1);
        return Json.reply(200, reply);
    }

    WireReply returnCenters(Routes.Call call) {
        if (!call.variable(0).equals(call.account())) {
            return CoupangReplies.refused(400, "업체[" + call.variable(0) + "] 정보를 조회할 수 없습니다.");
        }
        ObjectNode reply = Json.object().put("code", 200).put("message", "SUCCESS");
        ObjectNode center = reply.putObject("data")
                .putArray("content")
                .addObject()
                .put("vendorId", call.account())
                .put("returnCenterCode", vendors.get(call.account()).returnCenter())
                .put("shippingPlaceName", "기본 반품지")
                .put("usable", true);
        center.putArray("placeAddresses")
                .addObject()
                .put("addressType", "ROADNAME")
                .put("countryCode", "KR")
                .put("companyContactNumber", "02-1234-5678")
                .put("returnZipCode", "06164")
                .put("returnAddress", "서울특별시 강남구 테헤란로 1")
                .put("returnAddressDetail", "1층");
        return Json.reply(200, reply);
    }

    /** Every brand exists here; its id is made from its name. */
    WireReply brands(Routes.Call call) throws java.io.IOException {
        ObjectNode asked = Json.object(call.request().body());
        if (asked == null
                || Json.missing(asked, "brandName")
                || asked.path("countPerPage").asInt(10) > 10) {
            return CoupangReplies.refused(400, "brandName is required, countPerPage is at most 10.");
        }
        String name = asked.path("brandName").asText();
        ArrayNode rows = Json.array();
        rows.addObject().put("brandId", brandId(name)).put("brandName", name);
        return CoupangReplies.success("", rows);
    }

    static long brandId(String name) {
        return 1000 + Math.floorMod(name.hashCode(), 1_000_000);
    }
}
