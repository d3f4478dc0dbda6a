package io.dropshiphub.sandbox;

import io.dropshiphub.sandbox.EleventstXml.Element;
import io.dropshiphub.sandbox.wire.Numbers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Single-axis options (11st Seller API guide, product options). The multi-axis form is not simulated. */
final class EleventstOptionRules {

    private static final int MAX_TITLE = 25;

    /** 25 Hangul or 50 ASCII characters: bytes in EUC-KR. */
    private static final int MAX_VALUE_BYTES = 50;

    private static final String FORBIDDEN_IN_TITLE = "&;\"%<>#†";
    private static final String FORBIDDEN_IN_VALUE = FORBIDDEN_IN_TITLE + "|";

    private EleventstOptionRules() {}

    /** The first problem, null when there is none. */
    static String problem(Element product, long price) {
        List<Element> options = product.all("ProductOption");
        if (!product.all("ProductRootOption").isEmpty()) {
            return "멀티옵션은 지원하지 않습니다.";
        }
        if (!"Y".equals(product.child("optSelectYn"))) {
            return options.isEmpty() ? null : "옵션을 등록하려면 optSelectYn 을 Y 로 입력해 주세요.";
        }
        String title = product.child("colTitle");
        if (!"1".equals(product.child("txtColCnt"))) {
            return "txtColCnt 는 1 이어야 합니다.";
        }
        if (title == null || title.length() > MAX_TITLE || hasAny(title, FORBIDDEN_IN_TITLE)) {
            return "옵션명을 확인해 주세요. (최대 " + MAX_TITLE + "자, 특수문자 불가)";
        }
        return options.isEmpty() ? "옵션값을 입력해 주세요." : rows(options, price);
    }

    private static String rows(List<Element> options, long price) {
        Set<String> values = new HashSet<>();
        boolean atNoExtra = false;
        for (Element option : options) {
            String value = option.child("colValue0");
            if (value == null
                    || value.getBytes(EleventstXml.EUC_KR).length > MAX_VALUE_BYTES
                    || hasAny(value, FORBIDDEN_IN_VALUE)) {
                return "옵션값을 확인해 주세요. (한글 25자, 영문 50자, 특수문자 불가)";
            }
            if (!values.add(value)) {
                return "옵션값이 중복되었습니다. (" + value + ")";
            }
            long extra = Numbers.signed(option.child("colOptPrice"), Long.MAX_VALUE);
            if (extra == Long.MAX_VALUE || extra * 2 < -price || extra > price || extra % 10 != 0) {
                return "옵션가는 판매가의 -50% ~ +100% 범위에서 10원 단위로 입력해 주세요.";
            }
            atNoExtra |= extra == 0;
            long count = Numbers.parse(option.child("colCount"));
            if (count < 0 || count == 0 && !"N".equals(option.child("useYn"))) {
                return "옵션 재고수량은 1개 이상이어야 합니다.";
            }
        }
        return atNoExtra ? null : "옵션가가 0원인 옵션이 1개 이상 있어야 합니다.";
    }

    private static boolean hasAny(String text, String characters) {
        return text.chars().anyMatch(c -> characters.indexOf(c) >= 0);
    }
}
