package io.dropshiphub.intake.read;

import java.util.List;

/**
 * What a column of a table or a field of a JSON product can mean, with the headers that sellers' files use for it. The
 * first name of each is the one of the hub's own JSON and English template, the second that of the Korean template.
 */
enum Field {
    SKU(
            "sku",
            "판매자상품코드",
            "sellersku",
            "자체상품코드",
            "상품코드",
            "판매자관리코드",
            "판매자코드",
            "관리코드",
            "productcode",
            "itemcode",
            "sellerproductcode",
            "compaynygoodscd"),
    NAME("name", "상품명", "productname", "title", "제품명", "itemname", "상품이름", "goodsnm"),
    CATEGORY("category_id", "카테고리", "category", "카테고리코드", "카테고리id", "카테고리번호", "상품카테고리", "categorycode", "분류"),
    PRICE("price", "판매가", "판매가격", "가격", "saleprice", "sellingprice", "판매금액", "unitprice", "goodsprice"),
    LIST_PRICE("list_price", "정가", "소비자가", "소비자가격", "tag가", "시중가", "msrp", "originalprice", "goodsconsumerprice"),
    STOCK("stock", "재고수량", "재고", "quantity", "qty", "inventory", "수량", "stockquantity", "ea"),
    DESCRIPTION(
            "description", "상세설명", "상품상세설명", "상품설명", "detail", "detailhtml", "설명", "상세페이지", "bodyhtml", "goodsremarks"),
    MAIN_IMAGE(
            "main_image_url",
            "대표이미지",
            "mainimage",
            "image",
            "imageurl",
            "대표이미지url",
            "대표이미지주소",
            "메인이미지",
            "이미지",
            "이미지url",
            "thumbnail",
            "imgpath"),
    IMAGES(
            "images",
            "추가이미지",
            "imageurls",
            "additionalimages",
            "additionalimage",
            "additionalimageurls",
            "부가이미지",
            "추가이미지url",
            "종합몰(jpg)이미지"),
    BRAND("brand", "브랜드", "브랜드명", "brandname"),
    MANUFACTURER("manufacturer", "제조사", "제조업체", "maker"),
    MODEL_NAME("model_name", "모델명", "model"),
    ORIGIN("origin", "원산지", "제조국", "countryoforigin"),
    TAX_FREE("tax_free", "면세", "면세여부"),
    TAX_TYPE("tax_type", "부가세", "세금구분", "과세구분", "과세여부", "tax"),
    ADULT_ONLY("adult_only", "성인상품", "성인상품여부", "성인인증", "19금"),
    MINORS_MAY_BUY("minors_may_buy", "미성년자구매", "미성년자구매가능"),
    SEARCH_TAGS("search_tags", "검색어", "사이트검색어", "태그", "검색태그", "키워드", "tags", "keywords"),
    GROUP("group_id", "그룹코드", "group", "groupkey", "그룹", "그룹키", "상품그룹", "상품그룹코드", "parentsku"),
    /** Packed in one cell: {@code 색상{블랙|화이트}//사이즈{S|M}} or {@code 색상:빨강,노랑}. */
    OPTIONS("options", "옵션", "옵션정보", "option"),
    OPTION_NAME("option_name", "옵션명", "optionnames", "옵션제목"),
    OPTION_VALUE("option_value", "옵션값", "optionvalues", "옵션상세명칭"),
    OPTION_PRICE("extra_price", "옵션가", "optionprice", "optionprices", "추가금액", "단품추가금액", "옵션추가금액", "옵션추가금"),
    OPTION_STOCK("option_stock", "옵션재고수량", "optionstocks", "옵션재고"),
    OPTION_SKU("variant_sku", "옵션코드", "optionsku", "optionskus", "단품코드", "옵션관리코드"),
    /** A further fact: {@code 속성:소재}, {@code attribute:material}, {@code 상품정보제공고시 품명}. */
    ATTRIBUTE("attributes", "속성"),
    /** A column that the hub itself wrote into a result file; skipped, so that the file can be dropped in again. */
    RESULT("status", "처리상태", "code", "message", "listingid", "imagecheck");

    static final int COUNT = values().length;

    private final List<String> names;

    Field(String... names) {
        this.names = List.of(names);
    }

    /** What the hub itself calls it in JSON. */
    String wire() {
        return names.get(0);
    }

    /** Every name, the hub's own first. */
    List<String> names() {
        return names;
    }

    /** Whether numbered columns of it may stand side by side ({@code 추가이미지1}, {@code 옵션명2}). */
    boolean isNumbered() {
        return this == IMAGES || this == OPTIONS || this == OPTION_NAME || this == OPTION_VALUE;
    }
}
