package io.dropshiphub.admin.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The bucket of each client that one limit is for. Remembers the latest clients only; a forgotten one starts full. */
final class ClientBuckets {

    private static final Duration BETWEEN_REPORTS = Duration.ofMinutes(1);

    private final DoorProperties.Limit limit;
    private final Clock clock;
    private final Cache<String, Client> clients;

    /**
     * What became of a request.
     *
     * @param seconds how long to wait; 0: it may pass
     * @param refused how many of this client were refused since the last report, when it is time for one; else 0
     */
    record Verdict(long seconds, long refused) {

        boolean passes() {
            return seconds == 0;
        }
    }

    private static final class Client {
        private final Bucket bucket;
        private Instant reportedAt = Instant.MIN;
        private long refused;

        Client(Bucket bucket) {
            this.bucket = bucket;
        }

        /** Counts a refusal, and says how many there are to report by now. */
        synchronized long refuse(Instant now) {
            refused++;
            if (reportedAt.isAfter(now.minus(BETWEEN_REPORTS))) {
                return 0;
            }
            long toReport = refused;
            refused = 0;
            reportedAt = now;
            return toReport;
        }
    }

    ClientBuckets(DoorProperties.Limit limit, int most, Clock clock) {
        this.limit = limit;
        this.clock = clock;
        clients = Caffeine.newBuilder().maximumSize(most).build();
    }

    /** Takes one request of a client. */
    Verdict take(String name) {
        if (limit.requests() == 0) {
            return new Verdict(0, 0);
        }
        Client client = clients.get(name, unseen -> new Client(fullBucket()));
        ConsumptionProbe probe = client.bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return new Verdict(0, 0);
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
        return new Verdict(seconds, client.refuse(clock.instant()));
    }

    private Bucket fullBucket() {
        return Bucket.builder()
                .addLimit(each -> each.capacity(limit.requests()).refillGreedy(limit.requests(), limit.per()))
                .withCustomTimePrecision(new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return TimeUnit.MILLISECONDS.toNanos(clock.millis());
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return true;
                    }
                })
                .build();
    }
}
