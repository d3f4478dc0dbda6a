package io.dropshiphub.sandbox.payments.stripe;

/** What a caller wants to see in full instead of its id. */
final class StripeExpansion {

    private static final int MOST = 20;

    private StripeExpansion() {}

    /**
     * Whether the charge shall be shown.
     *
     * @param path how the charge is called in this answer; nothing else can be expanded
     */
    static boolean charge(StripeParameters parameters, String path) {
        var wanted = parameters.list("expand");
        for (String property : wanted) {
            if (!property.equals(path)) {
                throw StripeRefusal.invalid(null, "expand", "This property cannot be expanded (" + property + ").");
            }
        }
        if (wanted.size() > MOST) {
            throw StripeRefusal.invalid(null, "expand", "At most " + MOST + " properties can be expanded.");
        }
        return !wanted.isEmpty();
    }
}
