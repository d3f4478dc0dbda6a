package io.dropshiphub.platforms.eleventst;

import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.product.Approval;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Creating, changing and finding listings on 11st: what to ask, and what the answer means. */
@Component
public class EleventstListings {

    private static final String PRODUCTS = "/prodservices/product";
    /** Sales states of a listing that is no more: ended, banned. The meaning of the others is not published. */
    private static final Set<String> DEAD = Set.of("106", "108");

    private final MarketAccounts accounts;
    private final EleventstBody body;
    private final EleventstReplies replies;
    private final EleventstSettings settings;

    EleventstListings(
            MarketAccounts accounts, EleventstBody body, EleventstReplies replies, EleventstSettings settings) {
        this.accounts = accounts;
        this.body = body;
        this.replies = replies;
        this.settings = settings;
    }

    /**
     * The call that creates the listing.
     *
     * @throws CallFailed REJECTED when 11st is known to refuse this product, or cannot read a character of it
     */
    public ApiCall create(@Body ListingJob job) {
        return new ApiCall("POST", PRODUCTS, null, headers(job), body.of(job, false), true);
    }

    /** What became of the creation; a listing is on sale at once. */
    public Outcome created(@Body EleventstReply reply) {
        Outcome problem = replies.problem(reply);
        return problem != null ? problem : Outcome.registered(reply.text("productNo"), Approval.APPROVED);
    }

    /** The call that replaces a listing as a whole. */
    public ApiCall update(@Body ListingJob job) {
        return new ApiCall(
                "PUT", PRODUCTS + "/" + encoded(job.listingId()), null, headers(job), body.of(job, true), false);
    }

    /** What became of the replacement. */
    public Outcome updated(@Body EleventstReply reply, @Variable("job") ListingJob job) {
        Outcome problem = replies.problem(reply);
        if (problem == null && reply.text("resultCode").isEmpty()) {
            return Outcome.of(
                    OutcomeClass.NOT_SENT,
                    "HUB-11ST-013",
                    "11st's answer to the update has no result code; tried again by schedule.");
        }
        return problem != null ? problem : Outcome.registered(job.listingId(), Approval.APPROVED);
    }

    /** The call that finds a listing by seller code. */
    public ApiCall find(@Body ListingJob job) {
        return new ApiCall(
                "GET",
                settings.skuLookUpPath() + encoded(job.product().sku().value()),
                null,
                Map.of("openapikey", key(job), "Accept", "application/xml"),
                null,
                false);
    }

    /** Whether a living listing of this seller code exists. The query is exact, so "not there" is a proof. */
    public Outcome found(@Body EleventstReply reply, @Variable("job") ListingJob job) {
        Outcome problem = replies.problem(reply);
        if (problem != null) {
            if (problem.outcomeClass() != OutcomeClass.REJECTED) {
                return problem;
            }
            return EleventstReplies.NOT_FOUND.equals(problem.code())
                    ? Outcome.of(OutcomeClass.ABSENT, null, null)
                    // a look-up has no content that could be refused: something is wrong with the query
                    : Outcome.of(OutcomeClass.NOT_SENT, problem.code(), problem.message());
        }
        String sku = job.product().sku().value();
        for (XmlElement product : reply.xml().holders("prdNo")) {
            String code = product.find("sellerPrdCd");
            boolean isThisOne = code.isEmpty() || code.equals(sku);
            if (isThisOne && !DEAD.contains(product.find("selStatCd"))) {
                return Outcome.registered(product.find("prdNo"), Approval.APPROVED);
            }
        }
        return Outcome.of(OutcomeClass.ABSENT, null, null);
    }

    /** 11st is not known to inspect: a registered listing is an approved one. */
    public Outcome approval(@Variable("job") ListingJob job) {
        return Outcome.registered(job.listingId(), Approval.APPROVED);
    }

    private Map<String, String> headers(ListingJob job) {
        return Map.of(
                "openapikey",
                key(job),
                "Accept",
                "application/xml",
                "Content-Type",
                "text/xml;charset=" + settings.charset().name());
    }

    private String key(ListingJob job) {
        return accounts.credentials(job.accountId()).get("api-key");
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
