package io.dropshiphub.orders;

/** Where an order is. */
public enum OrderState {
    /** Stored; nothing else has happened. */
    RECEIVED,
    /** Its pieces are held; nobody was asked to pay. */
    RESERVED,
    /** The payment may have been asked for. */
    PAYING,
    /** The money is held, not yet taken. */
    AUTHORIZED,
    /** The money is taken. */
    PAID,
    /** Done: paid, and its pieces are its own. */
    CONFIRMED,
    /** Over before anybody was asked to pay: a piece is missing. */
    REJECTED,
    /** Over: the payment came to nothing; the pieces are free again. */
    PAYMENT_DECLINED,
    /** Being undone: held money is let go, taken money given back, the pieces become free. */
    COMPENSATING,
    /** Over: undone. */
    CANCELED;

    /** Whether nothing happens any more by itself. */
    public boolean over() {
        return this == CONFIRMED || this == REJECTED || this == PAYMENT_DECLINED || this == CANCELED;
    }

    /** Whether it ended without a sale: its pieces are free, nobody has paid. */
    boolean endedWithoutSale() {
        return over() && this != CONFIRMED;
    }
}
