package io.dropshiphub.queue;

import io.dropshiphub.product.ListingJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls claimed jobs into its route: one thread claims, a bounded pool of workers calls. It claims no more than its
 * workers can begin soon, so a lease is never spent waiting in memory.
 */
class RegistrationQueueConsumer extends DefaultConsumer implements ShutdownAware {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationQueueConsumer.class);

    private final RegistrationQueueEndpoint endpoint;
    private final JobClaims claims;
    private final Semaphore signal;
    private final QueueProperties settings;
    private final int workers;
    private final int capacity;
    private final BlockingQueue<ListingJob> claimed = new LinkedBlockingQueue<>();
    private final AtomicInteger held = new AtomicInteger();
    private final Map<Long, AtomicInteger> heldByAccount = new ConcurrentHashMap<>();
    private final int fairShare;
    private volatile boolean claiming;
    private volatile boolean crowded;
    private ExecutorService claimer;
    private ExecutorService pool;

    RegistrationQueueConsumer(
            RegistrationQueueEndpoint endpoint,
            Processor processor,
            JobClaims claims,
            Semaphore signal,
            QueueProperties settings) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.claims = claims;
        this.signal = signal;
        this.settings = settings;
        this.workers = endpoint.getWorkers() > 0 ? endpoint.getWorkers() : settings.workers();
        this.capacity = workers + settings.claimBatch();
        this.fairShare = Math.max(1, settings.claimBatch() / 2);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        claiming = true;
        var threads = endpoint.getCamelContext().getExecutorServiceManager();
        String name = "registration-queue-" + endpoint.getPlatform();
        pool = threads.newFixedThreadPool(this, name, workers);
        claimer = threads.newSingleThreadExecutor(this, name + "-claims");
        for (int i = 0; i < workers; i++) {
            pool.execute(this::work);
        }
        claimer.execute(this::claimLoop);
    }

    private void claimLoop() {
        while (claiming) {
            Duration wait = settings.poll();
            try {
                int room = capacity - held.get();
                // waiting for a fair share of room makes claims large and few when the lane is busy
                if (room >= fairShare && !isSuspendingOrSuspended()) {
                    JobClaims.Claimed taken =
                            claims.claim(endpoint.getPlatform(), Math.min(room, settings.claimBatch()), this::inFlight);
                    taken.jobs().forEach(this::hold);
                    claimed.addAll(taken.jobs());
                    crowded = taken.crowded();
                    if (taken.full() && taken.untilNextToken() == null) {
                        continue;
                    }
                    if (taken.untilNextToken() != null) {
                        wait = min(wait, taken.untilNextToken());
                    }
                }
            } catch (RuntimeException e) {
                LOG.warn(
                        "HUB-QUEUE-002: could not claim jobs for {}; nothing is lost, trying again in {}: {}",
                        endpoint.getPlatform(),
                        wait,
                        e.getMessage());
            }
            awaitSignal(wait);
        }
    }

    private void awaitSignal(Duration wait) {
        try {
            if (signal.tryAcquire(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS)) {
                signal.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            claiming = false;
        }
    }

    private void work() {
        while (claiming || !claimed.isEmpty()) {
            try {
                ListingJob job = claimed.poll(100, TimeUnit.MILLISECONDS);
                if (job != null) {
                    process(job);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void process(ListingJob job) {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(job);
            exchange.setVariable("job", job);
            // to choose by: looking into the body by name costs a route more than the mapping of its product
            exchange.setVariable("kind", job.kind().name());
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        if (exchange.getException() != null) {
            // the lease brings the job back: to the line when nothing was sent, else to a look-up
            getExceptionHandler()
                    .handleException(
                            "Job " + job.id() + " ended without an outcome", exchange, exchange.getException());
        }
        releaseExchange(exchange, false);
        letGo(job);
    }

    private void hold(ListingJob job) {
        held.incrementAndGet();
        heldByAccount
                .computeIfAbsent(job.accountId(), key -> new AtomicInteger())
                .incrementAndGet();
    }

    private void letGo(ListingJob job) {
        heldByAccount.get(job.accountId()).decrementAndGet();
        int left = held.decrementAndGet();
        // room for a fair claim, nothing left to do, or an account that waits for just this place: look for more
        if (capacity - left == fairShare || left == 0 || crowded) {
            signal.release();
        }
    }

    private long inFlight(long account) {
        AtomicInteger count = heldByAccount.get(account);
        return count == null ? 0 : count.get();
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    @Override
    protected void doStop() throws Exception {
        claiming = false;
        signal.release();
        var threads = endpoint.getCamelContext().getExecutorServiceManager();
        threads.shutdownGraceful(claimer);
        List<ListingJob> unbegun = new ArrayList<>();
        claimed.drainTo(unbegun);
        threads.shutdownGraceful(pool);
        claims.release(unbegun);
        unbegun.forEach(this::letGo);
        super.doStop();
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        return false;
    }

    @Override
    public int getPendingExchangesSize() {
        return held.get();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        if (suspendOnly) {
            return;
        }
        // no new claims; what is being called gets its time
        claiming = false;
        List<ListingJob> unbegun = new ArrayList<>();
        claimed.drainTo(unbegun);
        claims.release(unbegun);
        unbegun.forEach(this::letGo);
    }
}
