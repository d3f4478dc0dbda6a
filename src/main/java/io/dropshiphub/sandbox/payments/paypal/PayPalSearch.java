package io.dropshiphub.sandbox.payments.paypal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.payments.BookedPayment;
import io.dropshiphub.sandbox.payments.PaymentBook;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Numbers;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Transaction Search v1: captures and refunds of a period, known only some time after they were made. */
final class PayPalSearch {

    private static final Duration LONGEST_PERIOD = Duration.ofDays(31);
    private static final int MAX_PAGE = 500;
    private static final int DEFAULT_PAGE = 100;

    /** A payment through the checkout, and a refund by the merchant: PayPal's transaction event codes. */
    private static final String PAYMENT = "T0006";

    private static final String REFUND = "T1107";

    private final PaymentBook book;
    private final SandboxClock clock;
    private final Duration lag;

    /** @param lag how long a transaction stays unknown; PayPal tells three hours at the most */
    PayPalSearch(PaymentBook book, SandboxClock clock, Duration lag) {
        this.book = book;
        this.clock = clock;
        this.lag = lag;
    }

    private record Found(PayPalOrder order, PayPalEntry entry) {}

    WireReply transactions(Routes.Call call) {
        WireRequest request = call.request();
        long from = time(request, "start_date");
        long to = time(request, "end_date");
        if (to < from || to - from > LONGEST_PERIOD.toMillis()) {
            throw PayPalRefusal.query(PayPalIssue.INVALID_PARAMETER_VALUE, "end_date", request.parameter("end_date"));
        }
        int size = number(request, "page_size", DEFAULT_PAGE, MAX_PAGE);
        int page = number(request, "page", 1, Integer.MAX_VALUE);
        long known = clock.millis() - lag.toMillis();
        List<Found> found = find(request, from, Math.min(to, known));
        ObjectNode reply = Json.object();
        ArrayNode rows = reply.putArray("transaction_details");
        found.stream().skip((page - 1L) * size).limit(size).forEach(one -> rows.addObject()
                .set("transaction_info", row(one)));
        reply.put("account_number", PayPalViews.MERCHANT)
                .put("start_date", PayPalEntry.time(from))
                .put("end_date", PayPalEntry.time(Math.min(to, known)))
                .put("last_refreshed_datetime", PayPalEntry.time(known))
                .put("page", page)
                .put("total_items", found.size())
                .put("total_pages", (found.size() + size - 1) / size);
        PayPalReplies.link(
                reply.putArray("links"), PayPal.base(request) + request.path() + "?" + request.query(), "self", "GET");
        return PayPalReplies.ok(200, reply);
    }

    private List<Found> find(WireRequest request, long from, long to) {
        String id = request.parameter("transaction_id");
        String status = request.parameter("transaction_status");
        String currency = request.parameter("transaction_currency");
        List<Found> found = new ArrayList<>();
        for (BookedPayment payment : book.payments()) {
            PayPalOrder order = PayPalOrder.reading(payment);
            for (PayPalEntry entry : order.entries()) {
                if (!entry.is(PayPalEntry.AUTHORIZATION)
                        && entry.created() >= from
                        && entry.created() <= to
                        && (id == null || id.equals(entry.id()))
                        && (status == null || status.equals(letter(entry)))
                        && (currency == null || currency.equals(entry.amount().currency()))) {
                    found.add(new Found(order, entry));
                }
            }
        }
        found.sort(Comparator.comparingLong(one -> one.entry().created()));
        return found;
    }

    private static ObjectNode row(Found found) {
        PayPalEntry entry = found.entry();
        boolean isRefund = entry.is(PayPalEntry.REFUND);
        ObjectNode row = Json.object()
                .put("paypal_account_id", "SANDBOXPAYER2")
                .put("transaction_id", entry.id())
                .put(
                        "paypal_reference_id",
                        entry.parent() == null ? found.order().id() : entry.parent())
                .put("paypal_reference_id_type", entry.parent() == null ? "ODR" : "TXN")
                .put("transaction_event_code", isRefund ? REFUND : PAYMENT)
                .put("transaction_initiation_date", entry.createTime())
                .put("transaction_updated_date", entry.updateTime());
        row.set(
                "transaction_amount",
                isRefund ? entry.amount().negatedJson() : entry.amount().json());
        row.put("transaction_status", letter(entry));
        if (entry.text("invoice_id") != null) {
            row.put("invoice_id", entry.text("invoice_id"));
        }
        if (entry.text("custom_id") != null) {
            row.put("custom_field", entry.text("custom_id"));
        }
        return row.put("protection_eligibility", "01");
    }

    /** Denied, pending, successful, or successful and then given back as a whole. */
    private static String letter(PayPalEntry entry) {
        return switch (entry.status()) {
            case "PENDING" -> "P";
            case "DECLINED", "FAILED", "CANCELLED" -> "D";
            case "REFUNDED" -> "V";
            default -> "S";
        };
    }

    private static long time(WireRequest request, String name) {
        String text = request.parameter(name);
        if (text == null) {
            throw PayPalRefusal.query(PayPalIssue.MISSING_REQUIRED_PARAMETER, name, null);
        }
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw PayPalRefusal.query(PayPalIssue.INVALID_PARAMETER_SYNTAX, name, text);
        }
    }

    private static int number(WireRequest request, String name, int otherwise, int most) {
        String text = request.parameter(name);
        long value = text == null ? otherwise : Numbers.parse(text);
        if (value < 1 || value > most) {
            throw PayPalRefusal.query(PayPalIssue.INVALID_PARAMETER_VALUE, name, text);
        }
        return (int) value;
    }
}
