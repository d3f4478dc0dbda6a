package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.wire.Json;

/**
 * Coupang's approval (Coupang developer docs, query seller product; rejection reasons recorded from live use): a product
 * waits, then it is approved, approved in part or rejected with a reason in its history. Pictures that break the rules
 * come to light here and not at creation.
 */
final class CoupangApproval {

    static final String DRAFT = "임시저장";
    static final String WAITING = "승인대기중";
    static final String APPROVED = "승인완료";
    static final String PARTLY_APPROVED = "부분승인완료";
    static final String REJECTED = "승인반려";
    static final String DELETED = "상품삭제";

    /** The one courier that the sandbox's outbound place has registered for remote areas. */
    static final String REMOTE_COURIER = "CJGLS";

    private static final int MIN_PIXELS = 500;
    private static final int MAX_PIXELS = 5000;

    /** From a rejection seen in 2026; older documentation says 3 MB. */
    private static final int MAX_BYTES = 10 * 1024 * 1024;

    private final ImageFetcher images;
    private final long delayMillis;
    private final SandboxClock clock;

    /** @param images null when pictures are not looked at */
    CoupangApproval(ImageFetcher images, long delayMillis, SandboxClock clock) {
        this.images = images;
        this.delayMillis = delayMillis;
        this.clock = clock;
    }

    /** Leaves the product a draft, or lets it wait for its decision. The caller holds the listing's monitor. */
    void submit(Listing listing, boolean requested) {
        listing.status = requested ? WAITING : DRAFT;
        listing.decidedAt = requested ? clock.millis() + delayMillis : 0;
        listing.verdict = null;
        listing.comment = null;
    }

    /** Brings a listing up to date with the clock. The caller holds the listing's monitor. */
    void settle(Listing listing) {
        if (!WAITING.equals(listing.status) || clock.millis() < listing.decidedAt) {
            return;
        }
        if (listing.verdict == null) {
            listing.comment = reasonToReject(listing);
            listing.verdict = listing.comment == null ? APPROVED : REJECTED;
        }
        decide(listing, listing.verdict, listing.comment);
    }

    /** What the marketplace's staff would do. The caller holds the listing's monitor. */
    void decide(Listing listing, String verdict, String comment) {
        listing.status = verdict;
        listing.verdict = verdict;
        listing.comment = comment;
        if (listing.decidedAt == 0) {
            listing.decidedAt = clock.millis();
        }
        int approved = verdict.equals(APPROVED)
                ? listing.items.size()
                : verdict.equals(PARTLY_APPROVED) ? Math.max(1, listing.items.size() / 2) : 0;
        for (int i = 0; i < approved; i++) {
            listing.items.get(i).approved = true;
        }
    }

    private String reasonToReject(Listing listing) {
        byte[] document = listing.document();
        JsonNode product = document == null ? null : Json.object(document);
        if (product == null) {
            return null;
        }
        if ("Y".equals(Json.text(product, "remoteAreaDeliverable"))
                && !REMOTE_COURIER.equals(Json.text(product, "deliveryCompanyCode"))) {
            return "도서산간 배송이 가능한 택배사가 아닙니다. 출고지의 도서산간 배송정보를 확인해 주세요.";
        }
        if (images == null) {
            return null;
        }
        for (JsonNode item : product.path("items")) {
            for (JsonNode image : item.path("images")) {
                String path = image.path("vendorPath").asText("");
                if (path.startsWith("http")) {
                    String problem =
                            problem(images.fetch(path), image.path("imageType").asText());
                    if (problem != null) {
                        return problem;
                    }
                }
            }
        }
        return null;
    }

    private static String problem(ImageFetcher.Found found, String type) {
        if (found.problem() != null) {
            return type + " 이미지를 다운로드할 수 없습니다. (" + found.problem() + ")";
        }
        boolean format = found.format() == ImageFormat.JPEG || found.format() == ImageFormat.PNG;
        boolean size = Math.min(found.width(), found.height()) >= MIN_PIXELS
                && Math.max(found.width(), found.height()) <= MAX_PIXELS;
        boolean square = !type.equals("REPRESENTATION") || found.width() == found.height();
        if (format && size && square && found.bytes() <= MAX_BYTES) {
            return null;
        }
        return type + " 이미지 규격을 확인해 주세요. (최대 10MB, 최소 500x500, 최대 5000x5000, 현재 " + found.width() + "x" + found.height()
                + ")";
    }
}
