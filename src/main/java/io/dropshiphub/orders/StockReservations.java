package io.dropshiphub.orders;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Variable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds the pieces of an order: what its seller listed last, less what other orders hold and have taken since. Two orders never
 * hold the same piece.
 */
@Service
public class StockReservations {

    /** A wanted variant as the seller listed it, and how many pieces of it. */
    private record Wanted(ListedStock.Variant listed, int quantity) {}

    /** Why the order cannot be: a piece is missing. */
    private static final class Lacking extends RuntimeException {

        private final transient StepResult why;

        Lacking(String code, String message) {
            super(message, null, false, false);
            why = StepResult.of(StepResult.Kind.LACKING, code, message);
        }
    }

    private final OrderRows rows;
    private final OrderBook book;
    private final StockRows stock;
    private final ListedStock listed;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StockReservations(
            OrderRows rows,
            OrderBook book,
            StockRows stock,
            ListedStock listed,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.book = book;
        this.stock = stock;
        this.listed = listed;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Holds every piece of the order, or none: then the order is rejected, and nobody was asked to pay. */
    public OrderWork reserve(@Variable(OrderSteps.ORDER) OrderWork work) {
        return transaction.execute(status -> {
            // who has lost the order to somebody else holds nothing for it
            StepResult result = book.isHeld(work) ? hold(work) : StepResult.of(StepResult.Kind.RESERVED);
            return book.record(work, result);
        });
    }

    private StepResult hold(OrderWork work) {
        long owner = rows.ownerOf(work.id());
        List<OrderItem> items = rows.items(work.id());
        stock.lock(items.stream()
                .map(item -> new StockRows.Pieces(owner, item.sellerSku(), ""))
                .toList());
        try {
            Map<StockRows.Pieces, Wanted> wanted = wanted(owner, items);
            wanted.forEach(this::expectEnough);
            Instant now = clock.instant();
            wanted.forEach((pieces, want) -> stock.hold(work.id(), pieces, want.quantity(), now));
            return StepResult.of(StepResult.Kind.RESERVED);
        } catch (Lacking lacking) {
            return lacking.why;
        }
    }

    /** Lines of the same variant are one. */
    private Map<StockRows.Pieces, Wanted> wanted(long owner, List<OrderItem> items) {
        Map<String, List<ListedStock.Variant>> variants = new TreeMap<>();
        Map<StockRows.Pieces, Wanted> wanted = new LinkedHashMap<>();
        for (OrderItem item : items) {
            List<ListedStock.Variant> known = variants.computeIfAbsent(item.sellerSku(), sku -> listed.of(owner, sku));
            ListedStock.Variant variant = variant(item, known);
            wanted.merge(
                    new StockRows.Pieces(owner, item.sellerSku(), String.join("/", variant.values())),
                    new Wanted(variant, item.quantity()),
                    (one, other) -> new Wanted(variant, Math.addExact(one.quantity(), other.quantity())));
        }
        return wanted;
    }

    private static ListedStock.Variant variant(OrderItem item, List<ListedStock.Variant> known) {
        if (known.isEmpty()) {
            throw new Lacking(
                    "HUB-ORDERS-010",
                    "There is no listing of " + item.sellerSku()
                            + ", so nobody knows its stock; nothing was charged. Register the product, then order again.");
        }
        return OptionNames.find(known, item.option())
                .orElseThrow(() -> new Lacking(
                        "HUB-ORDERS-011",
                        item.sellerSku() + " is listed "
                                + (known.get(0).values().isEmpty()
                                        ? "without options, and the order names one"
                                        : "with the options " + OptionNames.of(known)
                                                + ", and the order names none of them")
                                + "; nothing was charged. Order one of those."));
    }

    private void expectEnough(StockRows.Pieces pieces, Wanted want) {
        long free = want.listed().quantity() - stock.used(pieces, want.listed().since());
        if (free < want.quantity()) {
            throw new Lacking(
                    "HUB-ORDERS-012",
                    "Of " + pieces.sellerSku() + (pieces.option().isEmpty() ? "" : " (" + pieces.option() + ")") + ", "
                            + Math.max(0, free) + " of the " + want.quantity()
                            + " ordered pieces are left; nothing was charged. Order fewer, or list a new stock.");
        }
    }
}
