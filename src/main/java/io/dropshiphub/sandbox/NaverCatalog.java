package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Naver's reference data in small (Naver Commerce API docs, categories, origin areas, notices, address books). */
final class NaverCatalog {

    private static final Pattern ORIGIN_AREA = Pattern.compile("0[0-5][0-9]{0,5}");

    private record Category(String id, String name, String whole, boolean leaf) {}

    /** A sample of the 5,820 rows of the real list. */
    private static final List<Category> CATEGORIES = List.of(
            new Category("50000008", "생활/건강", "생활/건강", false),
            new Category("50000061", "주방용품", "생활/건강>주방용품", false),
            new Category("50000970", "잔/컵", "생활/건강>주방용품>잔/컵", false),
            new Category("50002322", "텀블러", "생활/건강>주방용품>잔/컵>텀블러", true),
            new Category("50002323", "머그", "생활/건강>주방용품>잔/컵>머그", true),
            new Category("50000000", "패션의류", "패션의류", false),
            new Category("50000167", "여성의류", "패션의류>여성의류", false),
            new Category("50000803", "티셔츠", "패션의류>여성의류>티셔츠", true));

    private static final Map<String, String> ORIGIN_AREAS = Map.of(
            "00",
            "국산",
            "01",
            "원양산",
            "02",
            "수입산",
            "03",
            "상세설명에 표시",
            "04",
            "직접입력",
            "05",
            "원산지 표기 의무 대상 아님",
            "0200037",
            "수입산:아시아>중국");

    private final Map<String, SandboxAccounts.Naver> applications;

    NaverCatalog(Map<String, SandboxAccounts.Naver> applications) {
        this.applications = applications;
    }

    /** The list is a sample, so every other number of the real shape counts as a leaf. */
    static boolean isBranch(String id) {
        return CATEGORIES.stream().anyMatch(category -> category.id.equals(id) && !category.leaf);
    }

    static boolean isOriginArea(String code) {
        return ORIGIN_AREA.matcher(code).matches();
    }

    WireReply categories(Routes.Call call) {
        boolean leavesOnly = "true".equals(call.request().parameter("last"));
        ArrayNode rows = Json.array();
        CATEGORIES.stream()
                .filter(category -> category.leaf || !leavesOnly)
                .map(NaverCatalog::describe)
                .forEach(rows::add);
        return Json.reply(200, rows);
    }

    WireReply category(Routes.Call call) {
        return CATEGORIES.stream()
                .filter(category -> category.id.equals(call.variable(0)))
                .findFirst()
                .map(category -> Json.reply(200, describe(category)))
                .orElseGet(() -> NaverReplies.failed(404, "NOT_FOUND", "카테고리를 찾을 수 없습니다."));
    }

    WireReply subCategories(Routes.Call call) {
        ArrayNode rows = Json.array();
        for (Category parent : CATEGORIES) {
            if (parent.id.equals(call.variable(0))) {
                CATEGORIES.stream()
                        .filter(child -> child.whole.equals(parent.whole + ">" + child.name))
                        .map(NaverCatalog::describe)
                        .forEach(rows::add);
            }
        }
        return Json.reply(200, rows);
    }

    private static ObjectNode describe(Category category) {
        return Json.object()
                .put("wholeCategoryName", category.whole)
                .put("id", category.id)
                .put("name", category.name)
                .put("last", category.leaf);
    }

    WireReply originAreas(Routes.Call call) {
        ObjectNode reply = Json.object();
        ArrayNode rows = reply.putArray("originAreaCodeNames");
        ORIGIN_AREAS.forEach((code, name) -> rows.addObject().put("code", code).put("name", name));
        return Json.reply(200, reply);
    }

    WireReply notices(Routes.Call call) {
        ArrayNode rows = Json.array();
        NaverNoticeRules.TYPES.stream().sorted().map(NaverCatalog::notice).forEach(rows::add);
        return Json.reply(200, rows);
    }

    WireReply notice(Routes.Call call) {
        return NaverNoticeRules.TYPES.contains(call.variable(0))
                ? Json.reply(200, notice(call.variable(0)))
                : NaverReplies.failed(404, "NOT_FOUND", "상품정보제공고시 유형을 찾을 수 없습니다.");
    }

    private static ObjectNode notice(String type) {
        return Json.object()
                .put("productInfoProvidedNoticeType", type)
                .put("productInfoProvidedNoticeTypeName", NaverNoticeRules.child(type));
    }

    WireReply addressBooks(Routes.Call call) {
        SandboxAccounts.Naver seller = applications.get(call.account());
        ObjectNode reply = Json.object();
        ArrayNode rows = reply.putArray("addressBooks");
        address(rows, seller.releaseAddress(), "기본 출고지", "RELEASE");
        address(rows, seller.returnAddress(), "기본 반품지", "REFUND_OR_EXCHANGE");
        return Json.reply(200, reply.put("page", 1).put("totalPage", 1));
    }

    private static void address(ArrayNode rows, long number, String name, String type) {
        rows.addObject()
                .put("addressBookNo", number)
                .put("name", name)
                .put("addressType", type)
                .put("postalCode", "06164")
                .put("address", "서울특별시 강남구 테헤란로 1 1층")
                .put("phoneNumber1", "02-1234-5678")
                .put("overseasAddress", false);
    }

    WireReply account(Routes.Call call) {
        ObjectNode reply = Json.object()
                .put("accountId", call.account())
                .put("accountUid", "sandbox-" + call.account())
                .put("grade", "씨앗");
        return Json.reply(200, reply);
    }
}
