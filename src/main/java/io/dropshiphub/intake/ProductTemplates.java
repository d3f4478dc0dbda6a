package io.dropshiphub.intake;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.stereotype.Component;

/** The product sheet to start from: header, sample rows that can be registered as they are, and a dictionary of columns. */
@Component
public class ProductTemplates {

    /** One column: its Korean header, its English name, whether it must be filled in, what it means. */
    private record Entry(String korean, String english, boolean required, String meaning) {}

    private static final List<Entry> COLUMNS = List.of(
            new Entry("판매자상품코드", "sku", false, "30자 이내, 파일 안에서 유일. 비우면 상품명과 카테고리로 만든 코드를 씁니다"),
            new Entry("상품명", "name", true, "100자 이내"),
            new Entry("카테고리", "category_id", true, "허브 카테고리. 마켓별 카테고리는 매핑에서 찾습니다"),
            new Entry("판매가", "price", true, "원, 10원 단위. 29900 또는 29,900원"),
            new Entry("정가", "list_price", false, "할인 전 가격. 판매가 이상"),
            new Entry("재고수량", "stock", false, "비우면 설정의 기본 재고. 옵션이 있으면 옵션 조합에 나누어 담습니다"),
            new Entry("대표이미지", "main_image_url", true, "http(s) 주소, 또는 ZIP 안의 파일 이름"),
            new Entry("추가이미지", "images", false, "여러 개는 줄바꿈으로 구분"),
            new Entry("상세설명", "description", false, "HTML 가능"),
            new Entry("옵션", "options", false, "색상{블랙|화이트}//사이즈{S|M} 또는 색상:블랙,화이트"),
            new Entry("옵션가", "extra_price", false, "조합 순서대로 쉼표로, 천 단위 쉼표 없이. 하나만 적으면 모두에 적용"),
            new Entry("옵션재고수량", "option_stock", false, "조합 순서대로 쉼표로. 하나만 적으면 모두에 적용"),
            new Entry("브랜드", "brand", false, ""),
            new Entry("제조사", "manufacturer", false, ""),
            new Entry("모델명", "model_name", false, ""),
            new Entry("원산지", "origin", false, "국산, 중국 …"),
            new Entry("면세", "tax_free", false, "Y 또는 N"),
            new Entry("성인상품", "adult_only", false, "Y 또는 N"),
            new Entry("검색어", "search_tags", false, "쉼표로 구분"));

    private static final List<Entry> MORE_COLUMNS = List.of(
            new Entry("그룹코드", "group_id", false, "옵션마다 한 행을 쓰는 방식. 같은 그룹코드의 이어진 행들이 한 상품이 됩니다"),
            new Entry("옵션명1 … 옵션명3", "option_name_1", false, "그룹 방식: 옵션 이름 (색상)"),
            new Entry("옵션값1 … 옵션값3", "option_value_1", false, "그룹 방식: 이 행의 값 (블랙)"),
            new Entry("옵션코드", "variant_sku", false, "옵션 조합의 판매자 코드"),
            new Entry("속성:소재", "attribute:material", false, "그 밖의 사실. 속성 이름마다 한 열"));

    private final String images;

    ProductTemplates(IntakeProperties properties) {
        this.images = properties.sampleImages();
    }

    /** The template as CSV, UTF-8 with a byte order mark so that Excel shows the Korean. */
    public byte[] csv() {
        StringWriter text = new StringWriter();
        text.write('\uFEFF');
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(COLUMNS.stream().map(Entry::korean).toList());
            samples().forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter has none
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The template as workbook: the products on the first sheet, the columns explained on the second. */
    public byte[] xlsx() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "DropshipHub", "1.0")) {
            Worksheet products = workbook.newWorksheet("상품");
            for (int column = 0; column < COLUMNS.size(); column++) {
                products.value(0, column, COLUMNS.get(column).korean());
                products.style(0, column)
                        .bold()
                        .fillColor(COLUMNS.get(column).required() ? "FFF2CC" : "EDEDED")
                        .set();
                products.width(column, 18);
            }
            int row = 1;
            for (List<String> sample : samples()) {
                for (int column = 0; column < sample.size(); column++) {
                    cell(products, row, column, sample.get(column));
                }
                row++;
            }
            products.freezePane(2, 1);
            dictionary(workbook.newWorksheet("열 설명"));
        }
        return bytes.toByteArray();
    }

    private static void dictionary(Worksheet sheet) {
        List<String> header = List.of("열", "영문 이름", "필수", "설명");
        for (int column = 0; column < header.size(); column++) {
            sheet.value(0, column, header.get(column));
            sheet.style(0, column).bold().set();
            sheet.width(column, column == 3 ? 80 : 22);
        }
        int row = 1;
        for (List<Entry> part : List.of(COLUMNS, MORE_COLUMNS)) {
            for (Entry column : part) {
                sheet.value(row, 0, column.korean());
                sheet.value(row, 1, column.english());
                sheet.value(row, 2, column.required() ? "필수" : "선택");
                sheet.value(row, 3, column.meaning());
                row++;
            }
        }
    }

    private static void cell(Worksheet sheet, int row, int column, String text) {
        if (text.isEmpty()) {
            return;
        }
        if (text.chars().allMatch(Character::isDigit)) {
            sheet.value(row, column, Long.parseLong(text));
        } else {
            sheet.value(row, column, text);
        }
    }

    private List<List<String>> samples() {
        return List.of(
                List.of(
                        "TEE-001",
                        "베이직 코튼 반팔 티셔츠",
                        "패션의류/티셔츠",
                        "19900",
                        "29900",
                        "",
                        images + "/tee.jpg",
                        images + "/tee-back.jpg",
                        "<p>매일 입기 좋은 면 100% 반팔 티셔츠입니다.</p>",
                        "색상{블랙|화이트}//사이즈{M|L}",
                        "0,0,1000,1000",
                        "50,50,30,30",
                        "데일리핏",
                        "데일리핏",
                        "DF-TEE-01",
                        "국산",
                        "N",
                        "N",
                        "반팔,티셔츠,무지티"),
                List.of(
                        "MUG-001",
                        "도자기 머그컵 350ml",
                        "생활/주방",
                        "12900",
                        "",
                        "120",
                        images + "/mug.jpg",
                        "",
                        "<p>전자레인지에 쓸 수 있는 도자기 머그컵입니다.</p>",
                        "",
                        "",
                        "",
                        "",
                        "온그릇",
                        "",
                        "국산",
                        "N",
                        "N",
                        "머그컵,도자기"),
                List.of(
                        "TUM-001",
                        "스테인리스 보온 텀블러 500ml",
                        "생활/주방",
                        "24900",
                        "32000",
                        "",
                        images + "/tumbler.jpg",
                        images + "/tumbler-side.jpg",
                        "<p>6시간 보온, 12시간 보냉.</p>",
                        "색상:실버,네이비",
                        "",
                        "80,80",
                        "웜앤쿨",
                        "웜앤쿨",
                        "WC-500",
                        "중국",
                        "N",
                        "N",
                        "텀블러,보온병"));
    }
}
