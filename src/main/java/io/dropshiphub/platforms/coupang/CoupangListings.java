package io.dropshiphub.platforms.coupang;

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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Creating, changing, finding and watching listings on Coupang: what to ask, and what the answer means. */
@Component
public class CoupangListings {

    private static final String DELETED = "상품삭제";
    private static final Map<String, Approval> STATUS = Map.of(
            "심사중",
            Approval.PENDING,
            "임시저장",
            Approval.PENDING,
            "승인대기중",
            Approval.PENDING,
            "승인완료",
            Approval.APPROVED,
            "부분승인완료",
            Approval.PARTIAL,
            "승인반려",
            Approval.REFUSED,
            DELETED,
            Approval.REFUSED);

    private final CoupangBody body;
    private final CoupangReplies replies;
    private final CoupangSettings settings;
    private final ObjectMapper json;

    CoupangListings(CoupangBody body, CoupangReplies replies, CoupangSettings settings, ObjectMapper json) {
        this.body = body;
        this.replies = replies;
        this.settings = settings;
        this.json = json;
    }

    /**
     * The call that creates the listing.
     *
     * @throws CallFailed REJECTED when Coupang is known to refuse this product
     */
    public ApiCall create(@Body ListingJob job) {
        return new ApiCall("POST", CoupangPaths.PRODUCTS, null, Map.of(), bytes(body.of(job)), true);
    }

    /** What became of the creation; the marketplace inspects the listing afterwards. */
    public Outcome created(@Body JsonReply reply) {
        Outcome problem = replies.problem(reply);
        return problem != null ? problem : Outcome.registered(CoupangReplies.listingId(reply), Approval.PENDING);
    }

    /** The call that reads the listing of this job. */
    public ApiCall read(@Body ListingJob job) {
        return ApiCall.get(CoupangPaths.PRODUCTS + "/" + encoded(job.listingId()), null);
    }

    /**
     * The call that replaces the content of a listing. Options that exist keep their ids: one sent without its ids would
     * be created anew.
     *
     * @param current the listing as read just now
     * @param listing the job, with pictures that fit
     */
    public ApiCall update(@Body JsonReply current, @Variable("listing") ListingJob listing) {
        JsonNode data = replies.successful(current).json().path("data");
        ObjectNode changed = body.of(listing);
        changed.put("sellerProductId", Long.parseLong(listing.listingId()));
        boolean single = changed.path("items").size() == 1 && data.path("items").size() == 1;
        for (JsonNode item : changed.path("items")) {
            for (JsonNode there : data.path("items")) {
                if (single
                        || there.path("itemName")
                                .asText()
                                .equals(item.path("itemName").asText())) {
                    keepId((ObjectNode) item, "sellerProductItemId", there.path("sellerProductItemId"));
                    keepId((ObjectNode) item, "vendorItemId", CoupangChanges.vendorItemId(there));
                }
            }
        }
        return new ApiCall("PUT", CoupangPaths.PRODUCTS, null, Map.of(), bytes(changed), false);
    }

    /** What became of the replacement; Coupang inspects the listing again. */
    public Outcome updated(@Body JsonReply reply, @Variable("job") ListingJob job) {
        Outcome problem = replies.problem(reply);
        return problem != null ? problem : Outcome.registered(job.listingId(), Approval.PENDING);
    }

    /** The call that finds a listing by seller SKU. */
    public ApiCall find(@Body ListingJob job) {
        return ApiCall.get(settings.skuLookUpPath() + encoded(CoupangItems.lookUpSku(job.product())), null);
    }

    /** Whether the listing exists. Coupang's query is exact, so "not there" is a proof. */
    public Outcome found(@Body JsonReply reply) {
        Outcome problem = replies.problem(reply);
        if (problem != null && !(problem.outcomeClass() == OutcomeClass.REJECTED && replies.saysAbsent(reply))) {
            return problem.outcomeClass() == OutcomeClass.REJECTED
                    // a look-up has no content that could be refused: something is wrong with the query
                    ? Outcome.of(OutcomeClass.NOT_SENT, problem.code(), problem.message())
                    : problem;
        }
        JsonNode data = reply.json().path("data");
        for (JsonNode listing : data.isArray() ? data : json.createArrayNode().add(data)) {
            String status = listing.path("statusName").asText();
            if (listing.hasNonNull("sellerProductId") && !status.equals(DELETED)) {
                return Outcome.registered(
                        listing.get("sellerProductId").asText(), STATUS.getOrDefault(status, Approval.PENDING));
            }
        }
        return Outcome.of(OutcomeClass.ABSENT, null, null);
    }

    /** Where the inspection stands. */
    public Outcome approval(@Body JsonReply reply, @Variable("job") ListingJob job) {
        Outcome problem = replies.problem(reply);
        if (problem != null) {
            return problem.outcomeClass() == OutcomeClass.REJECTED && replies.saysAbsent(reply)
                    ? refused(job, problem.code(), "The listing no longer exists at Coupang: " + problem.message())
                    : problem;
        }
        String status = reply.json().path("data").path("statusName").asText();
        Approval approval = STATUS.getOrDefault(status, Approval.PENDING);
        return approval == Approval.REFUSED
                ? refused(job, status, "Coupang: " + status)
                : Outcome.registered(job.listingId(), approval);
    }

    /** Whether Coupang has refused the listing in its inspection, so that the reason is worth a call. */
    public boolean isSentBack(@Body Outcome outcome) {
        return outcome.approval() == Approval.REFUSED && "승인반려".equals(outcome.code());
    }

    /** The call that reads a listing's history, the newest entry first. */
    public ApiCall history(@Variable("job") ListingJob job) {
        return ApiCall.get(
                CoupangPaths.PRODUCTS + "/" + encoded(job.listingId()) + "/histories", "nextToken=&maxPerPage=10");
    }

    /** The refusal with the inspector's comment; without a readable history the refusal alone. */
    public Outcome reason(@Body JsonReply reply, @Variable("job") ListingJob job) {
        String comment = "";
        if (replies.problem(reply) == null) {
            JsonNode data = reply.json().path("data");
            for (JsonNode row : data.isArray() ? data : data.path("content")) {
                if (comment.isEmpty() && row.path("status").asText().equals("승인반려")) {
                    comment = row.path("comment").asText();
                }
            }
        }
        return refused(job, "승인반려", comment.isBlank() ? "Coupang: 승인반려" : "Coupang 승인반려: " + comment);
    }

    private static Outcome refused(ListingJob job, String code, String message) {
        return new Outcome(OutcomeClass.REGISTERED, job.listingId(), Approval.REFUSED, code, message, null, null);
    }

    private static void keepId(ObjectNode item, String field, JsonNode id) {
        if (!id.isMissingNode() && !id.isNull()) {
            item.set(field, id);
        }
    }

    private byte[] bytes(JsonNode tree) {
        try {
            return json.writeValueAsBytes(tree);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree can always be written", impossible);
        }
    }

    /** Percent-encoded for a path: exactly what is signed must go over the wire. */
    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
