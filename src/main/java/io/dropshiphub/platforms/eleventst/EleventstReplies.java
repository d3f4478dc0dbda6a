package io.dropshiphub.platforms.eleventst;

import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.calls.HttpStep;
import io.dropshiphub.platforms.Verdicts;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Reads 11st's answers. What counts is the document's {@code resultCode}: errors come with HTTP 200. */
@Component
public class EleventstReplies {

    static final String NOT_FOUND = "404";
    private static final Set<String> SUCCESS = Set.of("200", "210");
    private static final String DAILY_CAP = "400";

    /** Words of 11st's messages and the product field they speak of; the first that occurs decides. */
    private static final Map<String, String> FIELD_WORDS = new LinkedHashMap<>();

    static {
        FIELD_WORDS.put("옵션", "options");
        FIELD_WORDS.put("이미지", "images");
        FIELD_WORDS.put("카테고리", "category_id");
        FIELD_WORDS.put("판매가", "price");
        FIELD_WORDS.put("가격", "price");
        FIELD_WORDS.put("재고", "stock");
        FIELD_WORDS.put("수량", "stock");
        FIELD_WORDS.put("상품명", "name");
        FIELD_WORDS.put("고시", "attributes");
        FIELD_WORDS.put("원산지", "origin");
        FIELD_WORDS.put("브랜드", "brand");
        FIELD_WORDS.put("상세", "description");
    }

    private final Clock clock;

    EleventstReplies(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads an answer that 11st itself has given.
     *
     * @throws CallFailed when it is a failure of the marketplace or no answer of its API; a breaker must count it
     */
    public EleventstReply read(@Body ApiReply http, @Variable(HttpStep.CALL) ApiCall call) {
        if (http.status() >= 500) {
            throw Verdicts.unusable("11st", call, http, "server error");
        }
        EleventstReply reply = new EleventstReply(http, XmlElement.parse(http).orElse(null));
        if (http.status() == 401 || http.status() == 403 || http.status() == 429) {
            return reply;
        }
        if (reply.xml() == null || isPage(reply.xml())) {
            throw Verdicts.unusable("11st", call, http, "the body is not an answer of its API");
        }
        if (call.creates() && !isAuthMessage(reply)) {
            String code = reply.text("resultCode");
            if (code.isEmpty() || SUCCESS.contains(code) && !isNumber(reply.text("productNo"))) {
                throw Verdicts.unusable(
                        "11st", call, http, "no result code, or success without the number of the product");
            }
        }
        return reply;
    }

    /** What is wrong according to this answer, or null when it says success or is a list. */
    Outcome problem(EleventstReply reply) {
        ApiReply http = reply.http();
        String code = reply.text("resultCode");
        String message = reply.text("message").isEmpty() ? reply.text("resultMessage") : reply.text("message");
        if (http.status() == 429) {
            return Outcome.quota("429", "11st: too many calls.", http.retryAfter(clock.instant()));
        }
        if (http.status() == 401 || http.status() == 403 || isAuthMessage(reply)) {
            return Outcome.of(
                    OutcomeClass.AUTH,
                    code.isEmpty() ? String.valueOf(http.status()) : code,
                    "11st does not accept the account: " + (message.isEmpty() ? http.excerpt() : message));
        }
        if (code.equals(DAILY_CAP)) {
            return Outcome.of(
                    OutcomeClass.DAILY_CAP, code, "11st takes no more new products of this account today: " + message);
        }
        boolean isList = code.isEmpty() && http.status() < 300;
        if (isList || SUCCESS.contains(code)) {
            return null;
        }
        return Outcome.rejected(code.isEmpty() ? String.valueOf(http.status()) : code, message, field(message));
    }

    static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Its result codes mean other things than those of a product's answer. */
    private static boolean isAuthMessage(EleventstReply reply) {
        return reply.xml() != null && reply.xml().name().equals("AuthMessage");
    }

    /** A web page can be well-formed XML, too. */
    private static boolean isPage(XmlElement root) {
        return root.name().equalsIgnoreCase("html");
    }

    private static String field(String message) {
        return FIELD_WORDS.entrySet().stream()
                .filter(word -> message.contains(word.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
