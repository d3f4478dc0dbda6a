package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.sandbox.wire.Json;
import java.util.Set;

/** The legal product notice: a type and the one child that belongs to it (Naver Commerce API docs, product notice). */
final class NaverNoticeRules {

    /** The documented notice types; the children are named after them in camel case. The list is from memory. */
    static final Set<String> TYPES = Set.of(
            "WEAR",
            "SHOES",
            "BAG",
            "FASHION_ITEMS",
            "SLEEPING_GEAR",
            "FURNITURE",
            "IMAGE_APPLIANCES",
            "HOME_APPLIANCES",
            "SEASON_APPLIANCES",
            "OFFICE_APPLIANCES",
            "OPTICS_APPLIANCES",
            "MICROELECTRONICS",
            "NAVIGATION",
            "CAR_ARTICLES",
            "MEDICAL_APPLIANCES",
            "KITCHEN_UTENSILS",
            "COSMETIC",
            "JEWELLERY",
            "FOOD",
            "GENERAL_FOOD",
            "DIET_FOOD",
            "KIDS",
            "MUSICAL_INSTRUMENT",
            "SPORTS_EQUIPMENT",
            "BOOKS",
            "RENTAL_HA",
            "RENTAL_ETC",
            "DIGITAL_CONTENTS",
            "GIFT_CARD",
            "MOBILE_COUPON",
            "MOVIE_SHOW",
            "ETC_SERVICE",
            "BIOCHEMISTRY",
            "BIOCIDAL",
            "CELLPHONE",
            "ETC");

    private static final int MAX_NAME = 50;
    private static final int MAX_MANUFACTURER = 200;
    private static final int MAX_PHONE = 30;

    private NaverNoticeRules() {}

    static void check(JsonNode notice, String at, NaverReplies.Problems problems) {
        String type = Json.text(notice, "productInfoProvidedNoticeType");
        if (type == null) {
            problems.missing(at + "productInfoProvidedNoticeType");
            return;
        }
        if (!TYPES.contains(type)) {
            problems.add(at + "productInfoProvidedNoticeType", "NotValidEnum", "허용되지 않은 값입니다.");
            return;
        }
        String child = child(type);
        JsonNode content = notice.path(child);
        if (!content.isObject()) {
            problems.missing(at + child);
        } else if (type.equals("ETC")) {
            required(content, at + child + ".", "itemName", MAX_NAME, problems);
            required(content, at + child + ".", "modelName", MAX_NAME, problems);
            required(content, at + child + ".", "manufacturer", MAX_MANUFACTURER, problems);
            if (Json.missing(content, "afterServiceDirector")) {
                required(content, at + child + ".", "customerServicePhoneNumber", MAX_PHONE, problems);
            }
        }
    }

    private static void required(
            JsonNode content, String at, String field, int longest, NaverReplies.Problems problems) {
        if (Json.missing(content, field)) {
            problems.missing(at + field);
        } else if (content.get(field).asText().length() > longest) {
            problems.add(at + field, "SizeMax", longest + "자 이내로 입력해 주세요.");
        }
    }

    /** {@code FASHION_ITEMS} is filled in below {@code fashionItems}. */
    static String child(String type) {
        StringBuilder name = new StringBuilder();
        boolean upper = false;
        for (char c : type.toCharArray()) {
            if (c == '_') {
                upper = true;
            } else {
                name.append(upper ? c : Character.toLowerCase(c));
                upper = false;
            }
        }
        return name.toString();
    }
}
