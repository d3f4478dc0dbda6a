package io.dropshiphub.sandbox.payments;

import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.base.Traffic;
import io.dropshiphub.sandbox.payments.paypal.PayPal;
import io.dropshiphub.sandbox.payments.square.Square;
import io.dropshiphub.sandbox.payments.stripe.Stripe;
import io.dropshiphub.sandbox.payments.toss.Toss;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/** All simulated payment services, and what is behind them. */
public final class PaymentServices implements AutoCloseable {

    private final PaymentJournal journal;
    private final WebhookSender webhooks;
    private final ServiceGround ground;
    private final List<PaymentService> services;

    /**
     * @param path of the journal, null for nowhere
     * @param limited whether callers are told to slow down at the moment
     */
    public PaymentServices(
            PaymentSettings settings, Path path, BooleanSupplier limited, Traffic traffic, SandboxClock clock) {
        journal = new PaymentJournal(path);
        webhooks = new WebhookSender(settings);
        ground = new ServiceGround(settings, limited, traffic, clock, journal, webhooks);
        services = List.of(new Stripe(ground), new PayPal(ground), new Square(ground), new Toss(ground));
        journal.open();
    }

    /** In the order in which they are described. */
    public List<PaymentService> all() {
        return services;
    }

    /** Adds the payments' part to the control interface. */
    public void control(Routes routes) {
        new PaymentControl(services, ground.books(), webhooks).addTo(routes);
        routes.on("GET", "/paypal/authority.pem", "paypal-authority", call -> paypalAuthority());
    }

    private static WireReply paypalAuthority() {
        return WireReply.of(200, "application/x-pem-file", PayPal.authority().getBytes(StandardCharsets.US_ASCII));
    }

    /** Forgets every payment, key and undelivered event. */
    public void reset() {
        ground.reset();
    }

    @Override
    public void close() {
        webhooks.close();
        journal.close();
    }
}
