package io.dropshiphub.sandbox.payments.toss;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import java.util.List;

/** A payment and a transaction as Toss shows them, in the form of its version 2022-11-16. */
final class TossViews {

    static final String SHOP = "tsandbox";

    private static final String VERSION = "2022-11-16";

    /** Of ten parts of the supplied amount, one is the tax. */
    private static final long TAX_SHARE = 11;

    /** Whether a cancel's amount is below zero in the list of transactions; Toss's pages show payments only. */
    private static final boolean CANCELS_ARE_NEGATIVE = true;

    private TossViews() {}

    static ObjectNode payment(TossPayment payment, long now) {
        List<TossPayment.Transaction> transactions = payment.transactions();
        long balance = payment.balance();
        long vat = balance / TAX_SHARE;
        String status = payment.status(now);
        ObjectNode view = Json.object()
                .put("mId", SHOP)
                .put(
                        "lastTransactionKey",
                        transactions.isEmpty()
                                ? null
                                : transactions.get(transactions.size() - 1).key())
                .put("paymentKey", payment.key())
                .put("orderId", payment.orderId())
                .put("orderName", payment.text("orderName"))
                .put("taxExemptionAmount", 0)
                .put("status", status)
                .put("requestedAt", TossPayment.time(payment.created()))
                .put("approvedAt", payment.approved() == 0 ? null : TossPayment.time(payment.approved()))
                .put("useEscrow", false)
                .put("cultureExpense", false);
        means(payment, view);
        cancels(payment, view);
        view.put("secret", payment.isVirtualAccount() ? "ps_" + payment.key() : null)
                .put("type", "NORMAL")
                .put("country", "KR")
                .put("isPartialCancelable", true)
                .put("currency", "KRW")
                .put("totalAmount", payment.amount())
                .put("balanceAmount", balance)
                .put("suppliedAmount", balance - vat)
                .put("vat", vat)
                .put("taxFreeAmount", 0)
                .put("method", payment.text("method"))
                .put("version", VERSION)
                .putNull("metadata");
        failure(payment, status, view);
        return view;
    }

    private static void means(TossPayment payment, ObjectNode view) {
        if (payment.isVirtualAccount()) {
            view.putNull("card")
                    .putObject("virtualAccount")
                    .put("accountNumber", "X0000000000001")
                    .put("accountType", "일반")
                    .put("bankCode", "88")
                    .put("expired", false)
                    .put("settlementStatus", "INCOMPLETED")
                    .put("refundStatus", "NONE");
        } else {
            view.putNull("virtualAccount")
                    .putObject("card")
                    .put("amount", payment.amount())
                    .put("issuerCode", "71")
                    .put("acquirerCode", "71")
                    .put("number", "****")
                    .put("installmentPlanMonths", 0)
                    .put("approveNo", "00000000")
                    .put("cardType", "신용")
                    .put("ownerType", "개인")
                    .put("acquireStatus", "READY");
        }
    }

    private static void cancels(TossPayment payment, ObjectNode view) {
        List<TossPayment.Transaction> cancels = payment.transactions().stream()
                .filter(TossPayment.Transaction::isCancel)
                .toList();
        if (cancels.isEmpty()) {
            view.putNull("cancels");
            return;
        }
        ArrayNode list = view.putArray("cancels");
        long left = payment.amount();
        for (TossPayment.Transaction cancel : cancels) {
            left -= cancel.amount();
            list.addObject()
                    .put("transactionKey", cancel.key())
                    .put("cancelReason", cancel.reason())
                    .put("taxExemptionAmount", 0)
                    .put("canceledAt", TossPayment.time(cancel.at()))
                    .put("easyPayDiscountAmount", 0)
                    .putNull("receiptKey")
                    .put("cancelStatus", "DONE")
                    .putNull("cancelRequestId")
                    .put("cancelAmount", cancel.amount())
                    .put("taxFreeAmount", 0)
                    .put("refundableAmount", left);
        }
    }

    private static void failure(TossPayment payment, String status, ObjectNode view) {
        TossError error = status.equals("ABORTED") ? TossError.of(payment.text("failure")) : null;
        if (error == null) {
            view.putNull("failure");
        } else {
            view.putObject("failure").put("code", error.name()).put("message", error.message(null));
        }
    }

    static ObjectNode transaction(TossPayment payment, TossPayment.Transaction one) {
        return Json.object()
                .put("mId", SHOP)
                .put("transactionKey", one.key())
                .put("paymentKey", payment.key())
                .put("orderId", payment.orderId())
                .put("method", payment.text("method"))
                .putNull("customerKey")
                .put("useEscrow", false)
                .put("status", one.status())
                .put("transactionAt", TossPayment.time(one.at()))
                .put("currency", "KRW")
                .put("amount", one.isCancel() && CANCELS_ARE_NEGATIVE ? -one.amount() : one.amount());
    }
}
