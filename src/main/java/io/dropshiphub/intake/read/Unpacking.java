package io.dropshiphub.intake.read;

/** The guard against archives that unpack to far more than they seem to hold. */
final class Unpacking {

    private static final long SMALL = 10L * 1024 * 1024;

    private Unpacking() {}

    /**
     * @param entry its name, for the message
     * @param size bytes of it unpacked so far
     * @param packed its packed size, or less than 1 when unknown
     * @param total bytes of the whole archive unpacked so far
     * @throws IntakeProblem when a limit is passed
     */
    static void check(String entry, long size, long packed, long total, ReadLimits limits) {
        if (total > limits.maxUnpacked().toBytes()) {
            throw new IntakeProblem(
                    IntakeCode.UNPACKS_TOO_LARGE,
                    "the archive unpacks to more than " + limits.maxUnpacked().toMegabytes()
                            + " MB; nothing was read. Split it");
        }
        if (size > SMALL && packed > 0 && size / packed > limits.maxRatio()) {
            throw new IntakeProblem(
                    IntakeCode.UNPACKS_TOO_LARGE,
                    "'" + Texts.shorten(entry, 80) + "' unpacks to more than " + limits.maxRatio()
                            + " times its packed size, as only made-up archives do; nothing was read");
        }
    }
}
