package io.dropshiphub.platforms.coupang;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.calls.HttpStep;
import io.dropshiphub.calls.JsonReply;
import io.dropshiphub.platforms.Verdicts;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Reads Coupang's answers. What counts is the body's {@code code}: an error may come with HTTP 200. */
@Component
public class CoupangReplies {

    private static final String NOT_FOUND = "데이터가 없습니다";
    private static final String BUSY = "등록 또는 수정되고 있습니다";

    /** Words of Coupang's messages and the product field they speak of; the first that occurs decides. */
    private static final Map<String, String> FIELD_WORDS = new LinkedHashMap<>();

    static {
        FIELD_WORDS.put("고시정보", "attributes");
        FIELD_WORDS.put("구매 옵션", "options");
        FIELD_WORDS.put("이미지", "images");
        FIELD_WORDS.put("검색어", "search_tags");
        FIELD_WORDS.put("카테고리", "category_id");
        FIELD_WORDS.put("정가", "list_price");
        FIELD_WORDS.put("판매가", "price");
        FIELD_WORDS.put("가격", "price");
        FIELD_WORDS.put("상품명", "name");
        FIELD_WORDS.put("브랜드", "brand");
        FIELD_WORDS.put("재고", "stock");
        FIELD_WORDS.put("상세", "description");
        FIELD_WORDS.put("옵션", "options");
    }

    private final ObjectMapper json;
    private final Clock clock;
    private final CoupangSettings settings;

    CoupangReplies(ObjectMapper json, Clock clock, CoupangSettings settings) {
        this.json = json;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Reads an answer that Coupang itself has given.
     *
     * @throws CallFailed when it is a failure of the marketplace or no answer of its API; a breaker must count it
     */
    public JsonReply read(@Body ApiReply http, @Variable(HttpStep.CALL) ApiCall call) {
        JsonReply reply = JsonReply.of(http, json);
        if (http.status() >= 500) {
            throw Verdicts.unusable("coupang", call, http, "server error");
        }
        if (http.status() == 401 || http.status() == 403 || http.status() == 429) {
            return reply;
        }
        if (!reply.json().has("code")) {
            throw Verdicts.unusable("coupang", call, http, "the body is not an answer of its API");
        }
        if (call.creates() && isSuccess(reply) && listingId(reply) == null) {
            throw Verdicts.unusable("coupang", call, http, "success without the id of the listing");
        }
        return reply;
    }

    /** What is wrong according to this answer, or null when it says success. */
    Outcome problem(JsonReply reply) {
        ApiReply http = reply.http();
        String message = message(reply);
        if (http.status() == 429) {
            return Outcome.quota("429", "Coupang: too many calls. " + message, http.retryAfter(clock.instant()));
        }
        if (http.status() == 403 && isFirewallBlock(http)) {
            Duration wait = http.retryAfter(clock.instant());
            return Outcome.quota(
                    "HUB-COUPANG-020",
                    "Coupang's firewall has blocked this account for a while after many failed calls; the hub lets it rest.",
                    wait == null ? settings.blockCoolDown() : wait);
        }
        if (http.status() == 401 || http.status() == 403 || message.contains("Illegal authentication header")) {
            return Outcome.of(OutcomeClass.AUTH, code(reply), "Coupang does not accept the account: " + message);
        }
        if (isSuccess(reply)) {
            return null;
        }
        if (message.contains(BUSY)) {
            return new Outcome(
                    OutcomeClass.NOT_SENT,
                    null,
                    null,
                    "HUB-COUPANG-021",
                    "Coupang is still working on this listing; the hub asks again. " + message,
                    null,
                    settings.busyRetryAfter());
        }
        return Outcome.rejected(code(reply), message, field(message));
    }

    /** The answer, when it says success. */
    JsonReply successful(JsonReply reply) {
        Outcome problem = problem(reply);
        if (problem != null) {
            throw new CallFailed(problem, null);
        }
        return reply;
    }

    /** Whether the answer says that there is no such listing. */
    boolean saysAbsent(JsonReply reply) {
        return reply.http().status() == 404 || message(reply).contains(NOT_FOUND);
    }

    /** The id in {@code data}, or null when there is none. */
    static String listingId(JsonReply reply) {
        JsonNode data = reply.json().path("data");
        boolean isNumber = data.isIntegralNumber()
                || data.isTextual()
                        && !data.asText().isEmpty()
                        && data.asText().chars().allMatch(Character::isDigit);
        return isNumber ? data.asText() : null;
    }

    private static boolean isSuccess(JsonReply reply) {
        String code = reply.text("code");
        // "SUCCESS" in most replies, "200" or the number 200 in some
        return reply.http().status() < 300 && (code.equals("SUCCESS") || code.equals("200"));
    }

    private static boolean isFirewallBlock(ApiReply http) {
        String text = http.text();
        return text.contains("Access Denied") && text.contains("Reference");
    }

    private static String code(JsonReply reply) {
        String code = reply.text("code");
        return code.isEmpty() ? String.valueOf(reply.http().status()) : code;
    }

    /** The message, several problems of which are joined by a bar. */
    private static String message(JsonReply reply) {
        String message = reply.text("message");
        return message.isEmpty() ? reply.http().excerpt() : message.replace("|", " | ");
    }

    private static String field(String message) {
        return FIELD_WORDS.entrySet().stream()
                .filter(word -> message.contains(word.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
