package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.sandbox.wire.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What Coupang demands of one option of a product (Coupang developer docs, create seller product, items). */
final class CoupangItemRules {

    private static final int MAX_ITEM_NAME = 150;
    private static final int MAX_STOCK = 99_999;
    private static final int MAX_ATTRIBUTE_NAME = 25;
    private static final int MAX_ATTRIBUTE_VALUE = 30;
    private static final int MAX_TAGS = 20;
    private static final int MAX_TAG = 20;
    private static final int MAX_DETAIL_IMAGES = 9;

    /** From an older version of the documentation; the current one does not repeat it. */
    private static final int MAX_IMAGE_PATH = 150;

    /** The only special characters a search tag may have. */
    private static final String TAG_SPECIALS = "!@#$%^&*-+;:'. ";

    private static final Set<String> CONTENT_TYPES = Set.of(
            "IMAGE", "IMAGE_NO_SPACE", "TEXT", "IMAGE_TEXT", "TEXT_IMAGE", "IMAGE_IMAGE", "TEXT_TEXT", "TITLE", "HTML");

    private static final Pattern QUANTITY = Pattern.compile("[1-9][0-9]{0,5}" + CoupangCatalog.QUANTITY_UNIT);

    private static final String[] COUNTS = {
        "maximumBuyForPerson", "maximumBuyForPersonPeriod", "outboundShippingTimeDay", "unitCount"
    };

    private CoupangItemRules() {}

    static void collect(
            JsonNode item,
            int number,
            boolean categorised,
            Set<String> itemNames,
            Set<String> purchaseOptions,
            StringJoiner problems) {
        String at = number + " 번 옵션 의 ";
        CoupangRules.text(item, "itemName", MAX_ITEM_NAME, true, at + "옵션명", problems);
        if (!Json.missing(item, "itemName")
                && !itemNames.add(item.get("itemName").asText())) {
            problems.add("'" + at + "옵션명'이 중복되었습니다.");
        }
        prices(item, at, problems);
        for (String count : COUNTS) {
            if (!Json.whole(item, count, 0)) {
                CoupangRules.check(problems, at + count);
            }
        }
        CoupangRules.oneOf(item, "adultOnly", Set.of("EVERYONE", "ADULT_ONLY"), at + "성인상품여부", problems);
        CoupangRules.oneOf(item, "taxType", Set.of("TAX", "FREE"), at + "과세여부", problems);
        CoupangRules.oneOf(
                item,
                "parallelImported",
                Set.of("NOT_PARALLEL_IMPORTED", "PARALLEL_IMPORTED"),
                at + "병행수입여부",
                problems);
        CoupangRules.oneOf(
                item,
                "overseasPurchased",
                Set.of("NOT_OVERSEAS_PURCHASED", "OVERSEAS_PURCHASED"),
                at + "해외구매대행여부",
                problems);
        JsonNode customs = item.get("pccNeeded");
        if (customs == null
                || !customs.isBoolean()
                || "OVERSEAS_PURCHASED".equals(Json.text(item, "overseasPurchased")) && !customs.booleanValue()) {
            CoupangRules.check(problems, at + "PCC(개인통관부호)");
        }
        tags(item, at, problems);
        images(item.path("images"), at, problems);
        if (categorised) {
            notices(item.path("notices"), at, problems);
        }
        attributes(item.path("attributes"), purchaseOptions, problems);
        contents(item.path("contents"), at, problems);
    }

    private static void prices(JsonNode item, String at, StringJoiner problems) {
        long original = Json.number(item, "originalPrice", -1);
        long sale = Json.number(item, "salePrice", -1);
        if (sale <= 0 || sale % 10 != 0 || original % 10 != 0) {
            problems.add("'" + at + "판매가격' 은 10원 단위로 입력해 주세요");
        }
        if (original < sale) {
            problems.add("'" + at + "판매가격' 은 할인율기준가보다 클 수 없습니다");
        }
        long stock = Json.number(item, "maximumBuyCount", -1);
        if (stock < 0 || stock > MAX_STOCK) {
            CoupangRules.check(problems, at + "판매가능수량");
        }
    }

    private static void tags(JsonNode item, String at, StringJoiner problems) {
        JsonNode tags = item.path("searchTags");
        boolean fine = tags.size() <= MAX_TAGS;
        for (JsonNode tag : tags) {
            fine &= tag.isTextual() && tag.textValue().length() <= MAX_TAG;
            fine &= tag.asText().chars().allMatch(c -> Character.isLetterOrDigit(c) || TAG_SPECIALS.indexOf(c) >= 0);
        }
        if (!fine) {
            CoupangRules.check(problems, at + "검색어");
        }
    }

    private static void images(JsonNode images, String at, StringJoiner problems) {
        int representative = 0;
        int detail = 0;
        for (JsonNode image : images) {
            String path =
                    Json.missing(image, "vendorPath") ? Json.text(image, "cdnPath") : Json.text(image, "vendorPath");
            if (path == null
                    || path.isBlank()
                    || path.length() > MAX_IMAGE_PATH
                    || !image.path("imageOrder").isInt()) {
                CoupangRules.check(problems, at + "이미지 경로");
            }
            switch (image.path("imageType").asText()) {
                case "REPRESENTATION" -> representative++;
                case "DETAIL" -> detail++;
                case "USED_PRODUCT" -> {}
                default -> CoupangRules.check(problems, at + "이미지 타입");
            }
        }
        if (representative != 1) {
            problems.add("'" + at + "대표이미지' 는 반드시 1개여야 합니다");
        }
        if (detail > MAX_DETAIL_IMAGES) {
            problems.add("'" + at + "기타이미지' 는 최대 " + MAX_DETAIL_IMAGES + "개까지 등록할 수 있습니다");
        }
    }

    private static void notices(JsonNode notices, String at, StringJoiner problems) {
        String category = null;
        Set<String> told = new HashSet<>();
        boolean fine = notices.isArray() && !notices.isEmpty();
        for (JsonNode notice : notices) {
            String name = Json.text(notice, "noticeCategoryName");
            fine &= name != null && (category == null || category.equals(name)) && !Json.missing(notice, "content");
            category = name;
            told.add(notice.path("noticeCategoryDetailName").asText());
        }
        List<String> demanded = category == null ? null : CoupangCatalog.NOTICES.get(category);
        if (!fine || demanded == null || !told.containsAll(demanded) || !demanded.containsAll(told)) {
            problems.add("'" + at + "고시정보' 다시 확인해 주세요");
        }
    }

    private static void attributes(JsonNode attributes, Set<String> purchaseOptions, StringJoiner problems) {
        boolean fine = attributes.isArray() && !attributes.isEmpty();
        Set<String> combination = new TreeSet<>();
        for (JsonNode attribute : attributes) {
            String name = attribute.path("attributeTypeName").asText();
            String value = attribute.path("attributeValueName").asText();
            fine &= !name.isBlank() && name.length() <= MAX_ATTRIBUTE_NAME;
            fine &= !value.isBlank() && value.length() <= MAX_ATTRIBUTE_VALUE;
            fine &= !name.equals(CoupangCatalog.QUANTITY)
                    || QUANTITY.matcher(value).matches();
            if (!"NONE".equals(Json.text(attribute, "exposed"))) {
                combination.add(name + '=' + value);
            }
        }
        if (!fine) {
            problems.add("유효하지 않은 구매 옵션 값 혹은 단위가 존재합니다.");
        } else if (!purchaseOptions.add(String.join("\n", combination))) {
            problems.add("동일한 구매옵션 조합이 존재합니다.");
        }
    }

    private static void contents(JsonNode contents, String at, StringJoiner problems) {
        boolean fine = contents.isArray() && !contents.isEmpty();
        for (JsonNode content : contents) {
            fine &= CONTENT_TYPES.contains(content.path("contentsType").asText());
            JsonNode details = content.path("contentDetails");
            fine &= details.isArray() && !details.isEmpty();
            for (JsonNode detail : details) {
                fine &= !Json.missing(detail, "content");
                String type = Json.text(detail, "detailType");
                fine &= "TEXT".equals(type) || "IMAGE".equals(type);
            }
        }
        if (!fine) {
            CoupangRules.check(problems, at + "상세설명");
        }
    }
}
