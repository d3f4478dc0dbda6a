package io.dropshiphub.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Times one round, by the clock and by the processor time of a process and of PostgreSQL. */
final class Stopwatch {

    /**
     * One round.
     *
     * @param perSecond registrations a second
     * @param ownCpu milliseconds of processor time a registration has cost the process
     * @param postgresCpu and PostgreSQL
     */
    record Lap(double perSecond, double ownCpu, double postgresCpu) {}

    private final HubUnderLoad hub;
    private final long pid;
    private final double ownCpu;
    private final double postgresCpu;
    private final Instant start;

    /** Starts now. */
    Stopwatch(HubUnderLoad hub, long pid) throws IOException {
        this.hub = hub;
        this.pid = pid;
        ownCpu = CpuTime.of(pid);
        postgresCpu = hub.postgresCpu();
        start = Instant.now();
    }

    /** The work is done; what remains is to say when the last outcome was written. */
    Lap stop(int registrations, LastOutcome lastOutcome) throws IOException {
        double own = (CpuTime.of(pid) - ownCpu) / registrations;
        double postgres = (hub.postgresCpu() - postgresCpu) / registrations;
        Duration taken = Duration.between(start, lastOutcome.at());
        return new Lap(registrations * 1e9 / taken.toNanos(), own, postgres);
    }

    /** Asked after the processor time has been read. */
    interface LastOutcome {
        Instant at() throws IOException;
    }
}
