package io.dropshiphub.payments.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.payments.GatewayAmounts;
import io.dropshiphub.payments.GatewayAnswer.Listed;
import io.dropshiphub.payments.GatewayCall.Page;
import io.dropshiphub.payments.ListedEntry;
import io.dropshiphub.product.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * PayPal's Transaction Search (1.9): what was paid and given back in a period. It lags up to three hours behind and reaches back
 * three years; one question may span 31 days, so a longer period is asked for piece by piece.
 */
final class PayPalTransactions {

    private static final Duration LONGEST = Duration.ofDays(31);

    private static final int PAGE_SIZE = 500;

    /** Of payments received; PayPal's page of event codes, not confirmed by a call. */
    private static final String PAYMENT_GROUP = "T00";

    /** Of refunds that the merchant has made; PayPal's page of event codes, not confirmed by a call. */
    private static final String REFUND_CODE = "T1107";

    /** S: completed. V: completed and given back since. Others are pending or denied. */
    private static final Set<String> MOVED = Set.of("S", "V");

    /** PayPal writes offsets both as +0000, which is not ISO 8601's, and as Z. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[.SSS][XXX][XX]");

    private final GatewayAmounts amounts;

    PayPalTransactions(GatewayAmounts amounts) {
        this.amounts = amounts;
    }

    /**
     * Where a page begins.
     *
     * @param from the begin of the piece of the period
     * @param page number of the page in it, from 1
     */
    private record Place(Instant from, int page) {

        static Place of(Page page) {
            if (page.cursor() == null) {
                return new Place(page.from(), 1);
            }
            String[] parts = page.cursor().split("~");
            return new Place(Instant.parse(parts[0]), Integer.parseInt(parts[1]));
        }

        Instant end(Instant period) {
            Instant end = from.plus(LONGEST);
            return end.isBefore(period) ? end : period;
        }

        String cursor() {
            return from + "~" + page;
        }
    }

    static ApiCall request(Page page) {
        Place place = Place.of(page);
        return ApiCall.get(
                        "/v1/reporting/transactions",
                        // the end is not part of the period, and PayPal does not say whether it is part of the answer
                        "start_date=" + place.from() + "&end_date="
                                + place.end(page.to()).minusMillis(1)
                                + "&fields=transaction_info&page_size=" + PAGE_SIZE + "&page=" + place.page())
                .withHeader("Accept", "application/json");
    }

    Listed read(Page page, JsonNode body) {
        List<ListedEntry> entries = new ArrayList<>();
        for (JsonNode detail : body.path("transaction_details")) {
            JsonNode info = detail.path("transaction_info");
            if (isMeant(page, info)) {
                entries.add(entry(info));
            }
        }
        Place place = Place.of(page);
        Instant end = place.end(page.to());
        String next = null;
        if (place.page() < body.path("total_pages").asInt()) {
            next = new Place(place.from(), place.page() + 1).cursor();
        } else if (end.isBefore(page.to())) {
            next = new Place(end, 1).cursor();
        }
        return new Listed(List.copyOf(entries), next);
    }

    /** Money that came in, or a refund that went out; not what the account's owner has paid or drawn. */
    private static boolean isMeant(Page page, JsonNode info) {
        String code = info.path("transaction_event_code").asText();
        boolean out = info.path("transaction_amount").path("value").asText().startsWith("-");
        return page.refunds() ? code.equals(REFUND_CODE) : code.startsWith(PAYMENT_GROUP) && !out;
    }

    private ListedEntry entry(JsonNode info) {
        JsonNode money = info.path("transaction_amount");
        // a refund takes from the account: negative
        Money amount = amounts.read(
                money.path("value").asText().replaceFirst("^-", ""),
                money.path("currency_code").asText());
        String status = info.path("transaction_status").asText();
        return new ListedEntry(
                info.path("transaction_id").asText(),
                amount,
                MOVED.contains(status),
                status,
                info.path("custom_field").asText(null),
                OffsetDateTime.parse(info.path("transaction_initiation_date").asText(), DATE)
                        .toInstant());
    }
}
