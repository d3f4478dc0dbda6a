package io.dropshiphub.accounts;

import java.time.Instant;
import java.util.Map;

/** What accounts are told of the calls made with them, by whoever makes the calls. Provided at start. */
public interface AccountTraffic {

    /**
     * Where an account's gate stands.
     *
     * @param pausedBy {@code person} or {@code hub}; null when it is not paused
     * @param pausedWhy why, or null
     * @param pausedAt when, or null
     * @param probeHelps whether a call tells if the cause of the hub's pause is gone; not so for a lacking template
     * @param waitsUntil when it opens by itself; null: it is open, or nobody knows
     * @param waitsWhy why it is closed for a while; null when it is open
     * @param marketplaceProbed whether one job is sent ahead to see if the marketplace is back
     */
    record Gate(
            String pausedBy,
            String pausedWhy,
            Instant pausedAt,
            boolean probeHelps,
            Instant waitsUntil,
            String waitsWhy,
            boolean marketplaceProbed) {

        /** One that nothing closes. */
        public static final Gate OPEN = new Gate(null, null, null, true, null, null, false);

        boolean pausedByHub() {
            return "hub".equals(pausedBy);
        }
    }

    /**
     * Calls of an account in a time.
     *
     * @param made all
     * @param rejected content refused
     * @param failed not taken for another reason
     * @param lastSuccess null: none in this time
     * @param lastFailure null: none in this time
     * @param lastFailureWhy of the last one; null when there is none
     */
    record Calls(
            long made, long rejected, long failed, Instant lastSuccess, Instant lastFailure, String lastFailureWhy) {

        /** None at all. */
        public static final Calls NONE = new Calls(0, 0, 0, null, null, null);
    }

    /** The gates by account. */
    Map<Long, Gate> gates();

    /** The calls of each account since then; accounts without any are left out. */
    Map<Long, Calls> calls(Instant since);

    /** Gives a new account its gate, or a changed one its new limits. */
    void adjust(MarketAccount account);

    /** Counts one more call against an account's quota. */
    void spendCall(long accountId);

    /** Ends the hub's own pause of an account, never a person's; whether there was one. */
    boolean resumeFromHub(long accountId);
}
