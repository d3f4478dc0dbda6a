package io.dropshiphub.sandbox.payments;

import io.dropshiphub.sandbox.base.RateBucket;
import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.base.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What every simulated payment service stands on. */
public final class ServiceGround {

    private final PaymentSettings settings;
    private final BooleanSupplier limited;
    private final Traffic traffic;
    private final SandboxClock clock;
    private final PaymentJournal journal;
    private final WebhookSender webhooks;
    private final List<PaymentBook> books = new ArrayList<>();
    private final List<IdempotencyKeys> keys = new ArrayList<>();

    ServiceGround(
            PaymentSettings settings,
            BooleanSupplier limited,
            Traffic traffic,
            SandboxClock clock,
            PaymentJournal journal,
            WebhookSender webhooks) {
        this.settings = settings;
        this.limited = limited;
        this.traffic = traffic;
        this.clock = clock;
        this.journal = journal;
        this.webhooks = webhooks;
    }

    /** A new, empty book of this service. */
    public PaymentBook book(String service) {
        PaymentBook book = new PaymentBook(service, journal);
        books.add(book);
        return book;
    }

    /**
     * New keys of this service.
     *
     * @param scope the service's name, with an addition when it keeps several kinds of keys
     * @param life how long a key is known, null for ever
     */
    public IdempotencyKeys keys(String scope, Duration life) {
        IdempotencyKeys made = new IdempotencyKeys(scope, life, journal, clock);
        keys.add(made);
        return made;
    }

    public PaymentSettings settings() {
        return settings;
    }

    public Traffic traffic() {
        return traffic;
    }

    public SandboxClock clock() {
        return clock;
    }

    public WebhookSender webhooks() {
        return webhooks;
    }

    /** Whether callers are told to slow down at the moment. */
    public boolean isLimited() {
        return limited.getAsBoolean();
    }

    /** A bucket for so many calls a second, and as many at once. */
    public RateBucket bucket(int perSecond) {
        return new RateBucket(clock, () -> perSecond, () -> perSecond);
    }

    /** Takes as long as carrying out a payment takes. */
    public void work() {
        if (!settings.processing().isZero()) {
            LockSupport.parkNanos(settings.processing().toNanos());
        }
    }

    List<PaymentBook> books() {
        return books;
    }

    void reset() {
        webhooks.reset();
        books.forEach(PaymentBook::clear);
        keys.forEach(IdempotencyKeys::clear);
        journal.clear();
    }
}
