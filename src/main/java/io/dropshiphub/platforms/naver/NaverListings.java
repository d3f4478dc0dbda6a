package io.dropshiphub.platforms.naver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.JsonReply;
import io.dropshiphub.product.Approval;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Creating, changing and finding listings on Naver SmartStore: what to ask, and what the answer means. */
@Component
public class NaverListings {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json;charset=UTF-8");
    private static final String ORIGIN_PRODUCTS = "/v2/products/origin-products/";
    private static final int SEARCH_PAGE = 100;

    /** Parts that are replaced as a whole: what is left of an older value would contradict the new one. */
    private static final List<String> REPLACED =
            List.of("productInfoProvidedNotice", "originAreaInfo", "optionInfo", "seoInfo");

    private final NaverBody body;
    private final NaverReplies replies;
    private final ObjectMapper json;

    NaverListings(NaverBody body, NaverReplies replies, ObjectMapper json) {
        this.body = body;
        this.replies = replies;
        this.json = json;
    }

    /**
     * The same job, when nothing in it is known to be refused.
     *
     * @throws CallFailed REJECTED when something is; before pictures are uploaded for nothing
     */
    public ListingJob checked(@Body ListingJob job) {
        body.check(job);
        return job;
    }

    /** The call that creates the listing; its pictures are already at Naver. */
    public ApiCall create(@Body ListingJob job) {
        return new ApiCall("POST", "/v2/products", null, JSON, bytes(body.of(job)), true);
    }

    /** What became of the creation; a listing is on sale at once. */
    public Outcome created(@Body JsonReply reply) {
        Outcome problem = replies.problem(reply);
        return problem != null ? problem : Outcome.registered(reply.text("originProductNo"), Approval.APPROVED);
    }

    /** The call that reads the listing of this job. */
    public ApiCall read(@Variable("job") ListingJob job) {
        return ApiCall.get(ORIGIN_PRODUCTS + job.listingId(), null);
    }

    /**
     * The call that replaces the content of a listing. Naver resets what is left out, so the new content is laid over
     * the present one.
     *
     * @param current the listing as read just now
     * @param listing the job, with pictures that are at Naver
     */
    public ApiCall update(@Body JsonReply current, @Variable("listing") ListingJob listing) {
        JsonNode present = replies.successful(current).json();
        ObjectNode wanted = body.of(listing);
        ObjectNode merged = json.createObjectNode();
        for (String part : List.of("originProduct", "smartstoreChannelProduct")) {
            ObjectNode base =
                    present.get(part) instanceof ObjectNode there ? there.deepCopy() : json.createObjectNode();
            merged.set(part, overlay(base, (ObjectNode) wanted.get(part)));
        }
        ObjectNode origin = (ObjectNode) merged.get("originProduct");
        boolean suspended = "SUSPENSION"
                .equals(present.path("originProduct").path("statusType").asText());
        origin.put("statusType", suspended ? "SUSPENSION" : "SALE");
        if (listing.product().variants().isEmpty()) {
            ((ObjectNode) origin.get("detailAttribute")).remove("optionInfo");
        } else {
            keepOptionIds(present, origin);
        }
        return new ApiCall("PUT", ORIGIN_PRODUCTS + listing.listingId(), null, JSON, bytes(merged), false);
    }

    /** What became of the replacement. */
    public Outcome updated(@Body JsonReply reply, @Variable("job") ListingJob job) {
        Outcome problem = replies.problem(reply);
        return problem != null ? problem : Outcome.registered(job.listingId(), Approval.APPROVED);
    }

    /** The call that searches for a seller SKU. */
    public ApiCall find(@Body ListingJob job) {
        ObjectNode query = json.createObjectNode()
                .put("searchKeywordType", "SELLER_CODE")
                .put("sellerManagementCode", job.product().sku().value())
                .put("page", 1)
                .put("size", SEARCH_PAGE);
        return new ApiCall("POST", "/v1/products/search", null, JSON, bytes(query), false);
    }

    /** Whether the listing was found. Naver's search is fuzzy and late: only an exact code counts, absence is a hint. */
    public Outcome found(@Body JsonReply reply, @Variable("job") ListingJob job) {
        Outcome problem = replies.problem(reply);
        if (problem != null) {
            return problem.outcomeClass() == OutcomeClass.REJECTED
                    // a look-up has no content that could be refused: something is wrong with the query
                    ? Outcome.of(OutcomeClass.NOT_SENT, problem.code(), problem.message())
                    : problem;
        }
        String sku = job.product().sku().value();
        for (JsonNode product : reply.json().path("contents")) {
            for (JsonNode channel : product.path("channelProducts")) {
                if (channel.path("sellerManagementCode").asText().equals(sku)
                        && !channel.path("statusType").asText().equals("DELETE")) {
                    return Outcome.registered(product.path("originProductNo").asText(), Approval.APPROVED);
                }
            }
        }
        return Outcome.of(OutcomeClass.NOT_SEEN, null, null);
    }

    /** Naver inspects no ordinary goods: a registered listing is an approved one. */
    public Outcome approval(@Variable("job") ListingJob job) {
        return Outcome.registered(job.listingId(), Approval.APPROVED);
    }

    private static ObjectNode overlay(ObjectNode base, ObjectNode wanted) {
        wanted.fields().forEachRemaining(entry -> {
            boolean merge = base.get(entry.getKey()) instanceof ObjectNode
                    && entry.getValue() instanceof ObjectNode
                    && !REPLACED.contains(entry.getKey());
            if (merge) {
                overlay((ObjectNode) base.get(entry.getKey()), (ObjectNode) entry.getValue());
            } else {
                base.set(entry.getKey(), entry.getValue());
            }
        });
        return base;
    }

    /** An option sent without its id may be created a second time. */
    private static void keepOptionIds(JsonNode present, ObjectNode origin) {
        JsonNode there = present.path("originProduct")
                .path("detailAttribute")
                .path("optionInfo")
                .path("optionCombinations");
        for (JsonNode wanted : origin.path("detailAttribute").path("optionInfo").path("optionCombinations")) {
            for (JsonNode option : there) {
                if (option.hasNonNull("id") && sameNames(option, wanted)) {
                    ((ObjectNode) wanted).set("id", option.get("id"));
                }
            }
        }
    }

    private static boolean sameNames(JsonNode one, JsonNode other) {
        return List.of("optionName1", "optionName2", "optionName3").stream()
                .allMatch(name ->
                        one.path(name).asText("").equals(other.path(name).asText("")));
    }

    private byte[] bytes(JsonNode tree) {
        try {
            return json.writeValueAsBytes(tree);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree can always be written", impossible);
        }
    }
}
