package io.dropshiphub.payments;

/** Tells whoever looks after security that somebody has pretended to be a gateway. */
public interface WebhookAlarm {

    /**
     * Somebody has sent what no gateway has signed, or has sent again what a gateway signed long ago.
     *
     * @param gateway who they pretended to be
     * @param address where it came from, or null
     * @param why what was wrong with it; without secrets and without what was sent
     */
    void forged(String gateway, String address, String why);
}
