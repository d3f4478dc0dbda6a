package io.dropshiphub.sandbox.payments.toss;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Numbers;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lists the payments and cancels of a period, page by page. */
final class TossTransactions {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 10_000;

    private final TossTill till;

    TossTransactions(TossTill till) {
        this.till = till;
    }

    private record Found(TossPayment payment, TossPayment.Transaction transaction) {}

    WireReply list(Routes.Call call) {
        WireRequest request = call.request();
        long from = time(request.parameter("startDate"));
        long to = time(request.parameter("endDate"));
        String limit = request.parameter("limit");
        long most = limit == null ? DEFAULT_LIMIT : Numbers.parse(limit);
        if (to < from || most < 1 || most > MAX_LIMIT) {
            throw new TossRefusal(TossError.INVALID_REQUEST);
        }
        List<Found> found = new ArrayList<>();
        for (TossPayment payment : till.all()) {
            for (TossPayment.Transaction one : payment.transactions()) {
                if (one.at() >= from && one.at() <= to) {
                    found.add(new Found(payment, one));
                }
            }
        }
        found.sort(Comparator.comparingLong(one -> one.transaction().at()));
        ArrayNode rows = Json.array();
        after(found, request.parameter("startingAfter")).stream()
                .limit(most)
                .forEach(one -> rows.add(TossViews.transaction(one.payment(), one.transaction())));
        return Json.reply(200, rows);
    }

    private static List<Found> after(List<Found> found, String transactionKey) {
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).transaction().key().equals(transactionKey)) {
                return found.subList(i + 1, found.size());
            }
        }
        return found;
    }

    /** Korean time without an offset, such as {@code 2025-10-01T00:00:00}. */
    private static long time(String text) {
        try {
            return LocalDateTime.parse(String.valueOf(text))
                    .toInstant(TossPayment.KOREA)
                    .toEpochMilli();
        } catch (DateTimeException e) {
            throw new TossRefusal(TossError.INVALID_REQUEST);
        }
    }
}
