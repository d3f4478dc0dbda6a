package io.dropshiphub.platforms.naver;

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
import java.util.StringJoiner;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Reads Naver's answers: the API's own errors ({@code BAD_REQUEST} …) and those of its gateway ({@code GW.…}). */
@Component
public class NaverReplies {

    /** The gateway's limit is per second, so a second is what to wait. */
    private static final Duration RATE_LIMIT_WAIT = Duration.ofSeconds(1);

    /** Codes by which the gateway says that it has blocked the request itself; that it was not passed on is inferred. */
    private static final String BLOCKED = "GW.BLOCK";

    /** Parts of Naver's field paths and the product field they stand for; the first that occurs decides. */
    private static final Map<String, String> FIELD_PATHS = new LinkedHashMap<>();

    static {
        FIELD_PATHS.put("images", "images");
        FIELD_PATHS.put("optionInfo", "options");
        FIELD_PATHS.put("leafCategoryId", "category_id");
        FIELD_PATHS.put("productInfoProvidedNotice", "attributes");
        FIELD_PATHS.put("sellerTags", "search_tags");
        FIELD_PATHS.put("originAreaInfo", "origin");
        FIELD_PATHS.put("sellerManagementCode", "sku");
        FIELD_PATHS.put("salePrice", "price");
        FIELD_PATHS.put("stockQuantity", "stock");
        FIELD_PATHS.put("detailContent", "description");
        FIELD_PATHS.put("originProduct.name", "name");
    }

    private final ObjectMapper json;
    private final Clock clock;

    NaverReplies(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /**
     * Reads an answer that Naver's API or gateway has given.
     *
     * @throws CallFailed when it is a failure of the marketplace or no answer of its API; a breaker must count it
     */
    public JsonReply read(@Body ApiReply http, @Variable(HttpStep.CALL) ApiCall call) {
        JsonReply reply = JsonReply.of(http, json);
        if (reply.text("code").startsWith(BLOCKED)) {
            throw new CallFailed(
                    Outcome.of(
                            OutcomeClass.NOT_SENT,
                            reply.text("code"),
                            "Naver's gateway lets nothing through at the moment (" + reply.text("message")
                                    + "); the job is tried again by schedule."),
                    null);
        }
        if (http.status() >= 500) {
            throw Verdicts.unusable("naver", call, http, "server error");
        }
        if (http.status() == 401 || http.status() == 403 || http.status() == 429) {
            return reply;
        }
        boolean isSuccess = http.status() >= 200 && http.status() < 300;
        if (isSuccess ? !reply.json().isObject() : !isBusinessError(reply)) {
            throw Verdicts.unusable("naver", call, http, "the body is not an answer of its API");
        }
        if (call.creates() && isSuccess && !reply.json().path("originProductNo").isIntegralNumber()) {
            throw Verdicts.unusable("naver", call, http, "success without the number of the listing");
        }
        return reply;
    }

    /** What is wrong according to this answer, or null when it says success. */
    Outcome problem(JsonReply reply) {
        ApiReply http = reply.http();
        if (http.status() < 300) {
            return null;
        }
        String code = reply.text("code").isEmpty() ? String.valueOf(http.status()) : reply.text("code");
        String message = reply.text("message").isEmpty() ? http.excerpt() : reply.text("message");
        if (http.status() == 429) {
            Duration wait = http.retryAfter(clock.instant());
            // the other 429, GW.QUOTA_LIMIT, does not say when it ends
            boolean perSecond = !code.equals("GW.QUOTA_LIMIT");
            return Outcome.quota(
                    code, "Naver: too many calls. " + message, wait == null && perSecond ? RATE_LIMIT_WAIT : wait);
        }
        if (http.status() == 401 || http.status() == 403) {
            return Outcome.of(OutcomeClass.AUTH, code, "Naver does not accept the account: " + message);
        }
        JsonNode inputs = reply.json().path("invalidInputs");
        return Outcome.rejected(
                code,
                withInputs(message, inputs),
                field(inputs.path(0).path("name").asText()));
    }

    /** The answer, when it says success. */
    JsonReply successful(JsonReply reply) {
        Outcome problem = problem(reply);
        if (problem != null) {
            throw new CallFailed(problem, null);
        }
        return reply;
    }

    private static boolean isBusinessError(JsonReply reply) {
        return reply.json().has("code")
                && !reply.text("code").startsWith("GW.")
                && reply.http().status() >= 400;
    }

    private static String withInputs(String message, JsonNode inputs) {
        StringJoiner all = new StringJoiner(" | ", message.isEmpty() ? "" : message + " ", "").setEmptyValue(message);
        for (JsonNode input : inputs) {
            all.add(input.path("name").asText() + ": " + input.path("message").asText());
        }
        return all.toString();
    }

    private static String field(String path) {
        return FIELD_PATHS.entrySet().stream()
                .filter(entry -> path.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(path.isEmpty() ? null : path);
    }
}
