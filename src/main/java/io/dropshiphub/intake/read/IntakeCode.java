package io.dropshiphub.intake.read;

/**
 * Everything that intake can complain about. Numbers below 100 concern a whole file or request, numbers from 100 one row.
 * The numbers are a promise to users: never reuse one. docs/error-codes.md lists them all.
 */
public enum IntakeCode {
    EMPTY_FILE(1, 400, "the file is empty", "빈 파일입니다. 상품을 넣어 다시 올려 주세요"),
    NO_ROWS(2, 400, "there is a header but no product", "제목 행만 있고 상품이 없습니다. 제목 아래에 상품을 넣어 주세요"),
    UNSUPPORTED_FORMAT(
            3, 415, "not a format the hub reads", "지원하지 않는 형식입니다. CSV, XLSX, JSON, JSONL, ZIP 중 하나로 저장해 주세요"),
    NOT_READABLE(4, 400, "the file cannot be opened", "파일을 열 수 없습니다. 읽기 권한을 확인해 주세요"),
    NOT_TEXT(5, 400, "the file is not text in a known encoding", "텍스트로 읽을 수 없습니다. UTF-8 CSV로 다시 저장해 주세요"),
    HEADER_NOT_FOUND(6, 400, "no header row was recognised", "제목 행을 찾지 못했습니다. 템플릿의 제목 행을 사용해 주세요"),
    COLUMN_MISSING(7, 400, "a required column is missing", "필수 열이 없습니다. 열을 추가해 주세요"),
    COLUMN_TWICE(8, 400, "two columns mean the same", "같은 뜻의 열이 두 개 있습니다. 하나만 남겨 주세요"),
    TOO_MANY_COLUMNS(9, 400, "too many columns", "열이 너무 많습니다. 필요 없는 열을 지워 주세요"),
    TOO_LARGE(10, 413, "the file or request is too large", "너무 큽니다. 여러 파일로 나누어 주세요"),
    JSON_BROKEN(11, 400, "the text is not valid JSON", "JSON 문법이 잘못되었습니다"),
    JSON_SHAPE(12, 400, "the JSON holds no list of products", "상품 목록이 없습니다. 배열 또는 {\"products\": [...]} 형태로 보내 주세요"),
    XLSX_BROKEN(13, 400, "the workbook cannot be read", "엑셀 파일이 손상되었거나 암호가 걸려 있습니다. 다시 저장해 주세요"),
    ZIP_BROKEN(14, 400, "the ZIP archive cannot be read", "ZIP 파일이 손상되었거나 암호가 걸려 있습니다. 다시 압축해 주세요"),
    ZIP_UNSAFE_NAME(15, 400, "a name in the ZIP points outside of it", "ZIP 안의 파일 이름이 안전하지 않습니다. 파일만 다시 압축해 주세요"),
    ZIP_NO_PRODUCTS(16, 400, "the ZIP holds no product file", "ZIP 안에 상품 파일이 없습니다. CSV, XLSX, JSON 중 하나를 넣어 주세요"),
    ZIP_SEVERAL_PRODUCTS(17, 400, "the ZIP holds several product files", "ZIP 안에 상품 파일이 여러 개입니다. 하나만 넣어 주세요"),
    UNPACKS_TOO_LARGE(18, 413, "the archive unpacks to too much", "압축을 풀면 너무 큽니다. 여러 파일로 나누어 주세요"),
    ZIP_ENTRY_TWICE(19, 400, "two files in the ZIP have the same name", "ZIP 안에 같은 이름의 파일이 두 개 있습니다"),
    ALREADY_READ(20, 409, "the same file was read before", "이미 처리한 파일과 같습니다. 다시 등록하지 않았습니다"),
    FILE_CHANGED(21, 409, "the file changed while it was read", "읽는 동안 파일이 바뀌었습니다. 바뀐 파일을 처음부터 다시 읽습니다"),
    UNKNOWN_PLATFORM(22, 400, "an unknown marketplace was named", "알 수 없는 마켓 이름입니다"),
    BAD_SETTING(23, 400, "a setting of the request has a wrong value", "요청 설정 값이 잘못되었습니다"),
    NO_PRODUCT_ACCEPTED(24, 400, "no product of the request can be registered", "등록할 수 있는 상품이 하나도 없습니다"),
    IS_A_LINK(25, 400, "the file is a symbolic link", "바로가기(심볼릭 링크)는 읽지 않습니다. 파일 자체를 넣어 주세요"),
    SHEET_TOO_LARGE(26, 413, "the workbook's texts do not fit into memory", "엑셀 파일의 글자가 너무 많습니다. CSV로 저장해 주세요"),

    VALUE_MISSING(101, 400, "a required value is missing", "필수 값이 비어 있습니다"),
    NAME_TOO_LONG(102, 400, "the product name is too long", "상품명은 100자까지입니다"),
    PRICE_NOT_A_NUMBER(103, 400, "a price is not a number", "가격이 숫자가 아닙니다. 29900처럼 적어 주세요"),
    PRICE_NOT_POSITIVE(104, 400, "a price is zero or negative", "가격은 0보다 커야 합니다"),
    PRICE_STEP(105, 400, "a price is not a multiple of 10 won", "가격은 10원 단위여야 합니다"),
    PRICE_TOO_HIGH(106, 400, "a price is too high", "가격이 너무 큽니다"),
    LIST_PRICE_BELOW_PRICE(107, 400, "the list price is below the price", "정가가 판매가보다 낮습니다"),
    STOCK_NOT_A_NUMBER(108, 400, "the stock is not a whole number", "재고가 정수가 아닙니다"),
    STOCK_OUT_OF_RANGE(109, 400, "the stock is negative or too large", "재고가 범위를 벗어났습니다"),
    SKU_INVALID(110, 400, "the seller SKU cannot be used", "판매자 상품코드는 30자 이내여야 합니다"),
    SKU_TWICE(111, 400, "the seller SKU stands twice in the input", "같은 판매자 상품코드가 위에 이미 있습니다"),
    IMAGE_MISSING(112, 400, "the product has no image", "대표이미지가 없습니다"),
    IMAGE_ADDRESS(113, 400, "an image address cannot be used", "이미지 주소는 http:// 또는 https://로 시작해야 합니다"),
    IMAGE_NOT_IN_ZIP(114, 400, "an image file is not in the ZIP", "ZIP 안에 그 이미지 파일이 없습니다"),
    TOO_MANY_IMAGES(115, 400, "too many images", "이미지가 너무 많습니다"),
    DESCRIPTION_TOO_LONG(116, 400, "the description is too long", "상세설명이 너무 깁니다"),
    CONTROL_CHARACTER(117, 400, "a text holds a control character", "보이지 않는 제어 문자가 있습니다. 지워 주세요"),
    DAMAGED_TEXT(118, 400, "a text holds characters that were lost", "깨진 글자가 있습니다. 원본에서 UTF-8로 다시 저장해 주세요"),
    CELL_TOO_LARGE(119, 400, "a cell is too large", "칸의 내용이 너무 큽니다"),
    OPTIONS_UNREADABLE(120, 400, "the options cannot be read", "옵션을 읽을 수 없습니다. 예: 색상{블랙|화이트}//사이즈{S|M}"),
    OPTION_COUNTS(121, 400, "option values, prices and stocks do not match", "옵션값, 옵션가, 옵션 재고수량의 개수가 다릅니다"),
    TOO_MANY_OPTIONS(122, 400, "too many option names", "옵션명은 3개까지입니다"),
    TOO_MANY_VARIANTS(123, 400, "too many option combinations", "옵션 조합이 너무 많습니다"),
    VARIANT_TWICE(124, 400, "an option combination stands twice", "같은 옵션 조합이 두 번 있습니다"),
    GROUP_SCATTERED(125, 400, "the rows of a group are not together", "같은 그룹의 행은 이어져 있어야 합니다"),
    GROUP_CONFLICT(126, 400, "the rows of a group contradict each other", "같은 그룹의 행이 서로 다릅니다"),
    NOT_YES_OR_NO(127, 400, "a yes-or-no value cannot be read", "예/아니오 값이 아닙니다. Y 또는 N으로 적어 주세요"),
    TOO_MANY_CELLS(128, 400, "the row has more cells than the header", "제목보다 칸이 많습니다. 쉼표나 따옴표를 확인해 주세요"),
    QUOTES_BROKEN(129, 400, "the quotes of the row do not match", "큰따옴표가 맞지 않습니다"),
    NOT_A_PRODUCT(130, 400, "an entry is not a product object", "상품 객체가 아닙니다"),
    FIELD_TYPE(131, 400, "a field has the wrong JSON type", "값의 종류가 맞지 않습니다"),
    REST_UNREADABLE(132, 400, "the input cannot be read from here on", "여기서부터 읽을 수 없습니다. 이 앞의 상품은 처리했습니다"),
    UNEXPECTED(133, 500, "the hub did not expect this row", "예상하지 못한 오류입니다. 로그를 확인해 주세요"),
    TEXT_TOO_LONG(134, 400, "a text is too long", "글자 수가 너무 많습니다"),
    TOO_MANY_VALUES(135, 400, "too many tags or attributes", "검색어나 속성이 너무 많습니다"),
    TOO_MANY_ROWS(136, 400, "the input has too many rows", "행이 너무 많습니다. 여러 파일로 나누어 주세요"),
    IMAGE_BROKEN(137, 400, "an image in the ZIP cannot be unpacked", "ZIP 안의 이미지 파일이 손상되었습니다"),
    IMAGE_NOT_HELD(
            138, 400, "the hub holds no picture of this key", "허브에 그 사진이 없습니다. 사진을 다시 올리고 새 hub-media: 값을 적어 주세요");

    private final int number;
    private final int status;
    private final String title;
    private final String korean;

    IntakeCode(int number, int status, String title, String korean) {
        this.number = number;
        this.status = status;
        this.title = title;
        this.korean = korean;
    }

    /** The code as users see it: {@code HUB-INTAKE-nnn}. */
    public String code() {
        return "HUB-INTAKE-" + (number < 10 ? "00" : number < 100 ? "0" : "") + number;
    }

    /** The HTTP status for a request that fails with this alone. */
    public int status() {
        return status;
    }

    /** What it means, in a few English words. */
    public String title() {
        return title;
    }

    /** What it means and what to do, for sellers, in Korean. */
    public String korean() {
        return korean;
    }
}
