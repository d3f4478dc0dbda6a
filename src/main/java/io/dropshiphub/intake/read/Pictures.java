package io.dropshiphub.intake.read;

/** The pictures that came along with a product file. */
interface Pictures {

    /** A picture is there but cannot be used; becomes a problem of the row that names it. */
    final class Refused extends RuntimeException {

        private final String code;

        Refused(String code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /**
     * Hands the named picture to the hub's media store.
     *
     * @return its key there; null when there is no such picture
     * @throws Refused when it cannot be used
     * @throws java.io.UncheckedIOException when the hub's own disk fails
     */
    String keyOf(String name);
}
