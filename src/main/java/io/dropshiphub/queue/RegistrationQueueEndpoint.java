package io.dropshiphub.queue;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** One marketplace's lane of the queue; consumer only. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "registration-queue",
        title = "Registration Queue",
        syntax = "registration-queue:platform",
        consumerOnly = true,
        category = {Category.DATABASE})
public class RegistrationQueueEndpoint extends DefaultEndpoint {

    @UriPath
    private final String platform;

    @UriParam(description = "Threads of this lane; 0 takes hub.queue.workers")
    private int workers;

    private final JobClaims claims;
    private final QueueSignals signals;
    private final QueueProperties settings;

    RegistrationQueueEndpoint(
            String uri,
            RegistrationQueueComponent component,
            String platform,
            JobClaims claims,
            QueueSignals signals,
            QueueProperties settings) {
        super(uri, component);
        this.platform = platform;
        this.claims = claims;
        this.signals = signals;
        this.settings = settings;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException(
                "registration-queue is only read from; the ledger puts jobs on the queue when it accepts a batch");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        RegistrationQueueConsumer consumer =
                new RegistrationQueueConsumer(this, processor, claims, signals.lane(platform), settings);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public boolean isSingleton() {
        return true;
    }

    /** The marketplace whose jobs come out here. */
    public String getPlatform() {
        return platform;
    }

    /** Threads of this lane; 0 takes the common setting. */
    public int getWorkers() {
        return workers;
    }

    public void setWorkers(int workers) {
        this.workers = workers;
    }
}
