package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.sandbox.wire.Json;
import java.util.HashSet;
import java.util.Set;

/** Option combinations (Naver Commerce API docs, origin product structure; refusals seen live). */
final class NaverOptionRules {

    private static final int MAX_AXES = 3;
    private static final String FORBIDDEN = "\\*?\"<>/";
    private static final String AT = "originProduct.detailAttribute.optionInfo.";

    private NaverOptionRules() {}

    static void check(JsonNode options, long salePrice, NaverReplies.Problems problems) {
        if (!options.isObject()) {
            return;
        }
        int forms = 0;
        for (String form : new String[] {"optionSimple", "optionCombinations", "optionStandards"}) {
            forms += options.path(form).isEmpty() ? 0 : 1;
        }
        if (forms > 1) {
            problems.add(AT + "optionCombinations", "NotValid", "단독형, 조합형, 표준형 옵션은 함께 사용할 수 없습니다.");
        }
        if (options.path("optionSimple").size() > MAX_AXES) {
            problems.add(AT + "optionSimple", "SizeMax", "옵션명은 최대 3개입니다.");
        }
        JsonNode combinations = options.path("optionCombinations");
        if (!combinations.isEmpty()) {
            combinations(options.path("optionCombinationGroupNames"), combinations, salePrice, problems);
        }
    }

    private static void combinations(
            JsonNode names, JsonNode combinations, long salePrice, NaverReplies.Problems problems) {
        int axes = 0;
        while (axes < MAX_AXES && !Json.missing(names, "optionGroupName" + (axes + 1))) {
            axes++;
        }
        if (axes == 0) {
            problems.missing(AT + "optionCombinationGroupNames.optionGroupName1");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < combinations.size(); i++) {
            JsonNode row = combinations.get(i);
            String at = AT + "optionCombinations[" + i + "].";
            StringBuilder values = new StringBuilder();
            for (int axis = 1; axis <= MAX_AXES; axis++) {
                boolean missing = Json.missing(row, "optionName" + axis);
                if (missing != axis > axes) {
                    problems.missing(at + "optionName" + axis);
                } else if (!missing) {
                    String value = row.get("optionName" + axis).asText();
                    if (value.chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)) {
                        problems.add(at + "optionName" + axis, "NotValid", "옵션값에 사용할 수 없는 문자가 있습니다. " + FORBIDDEN);
                    }
                    values.append(value).append('\n');
                }
            }
            if (!seen.add(values.toString())) {
                problems.add(at + "optionName1", "Duplicated", "옵션값이 중복되었습니다.");
            }
            if (!isAllowedExtra(Json.number(row, "price", 0), salePrice)) {
                problems.add(at + "price", "NotValid", "옵션가는 판매가에 따라 정해진 범위 안에서 입력해 주세요.");
            }
            if (Json.number(row, "stockQuantity", 0) < 0) {
                problems.add(at + "stockQuantity", "NumberMin", "0 이상으로 입력해 주세요.");
            }
        }
    }

    /** The seller centre's band of add-on prices; the API documentation does not mention it. */
    static boolean isAllowedExtra(long extra, long salePrice) {
        if (salePrice < 2_000) {
            return extra >= 0 && extra <= salePrice;
        }
        long most = salePrice < 10_000 ? salePrice : salePrice / 2;
        return extra >= -salePrice / 2 && extra <= most;
    }
}
