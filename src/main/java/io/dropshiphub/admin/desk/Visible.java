package io.dropshiphub.admin.desk;

import io.dropshiphub.accounts.MarketAccount;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.admin.access.OwnerNames;
import io.dropshiphub.orders.Order;
import io.dropshiphub.orders.Orders;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentLedger;
import io.dropshiphub.product.Caller;
import io.dropshiphub.product.Scope;
import io.dropshiphub.queue.DeadLetter;
import io.dropshiphub.registration.RegistrationDetail;
import io.dropshiphub.registration.RegistrationFinder;
import io.dropshiphub.registration.Replays;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Finds what a request names among what its caller may see. What is somebody else's is answered exactly like what does not
 * exist, so that nobody learns which ids there are. Desks use no id of a request before it went through here.
 */
@Component
class Visible {

    private final RegistrationFinder registrations;
    private final Replays replays;
    private final MarketAccounts accounts;
    private final PaymentLedger payments;
    private final Orders orders;
    private final OwnerNames owners;

    Visible(
            RegistrationFinder registrations,
            Replays replays,
            MarketAccounts accounts,
            PaymentLedger payments,
            Orders orders,
            OwnerNames owners) {
        this.registrations = registrations;
        this.replays = replays;
        this.accounts = accounts;
        this.payments = payments;
        this.orders = orders;
        this.owners = owners;
    }

    /** What a list is about: what the caller sees, or that owner's part of it; {@code owner} may be null. */
    Scope scope(Caller caller, String owner) {
        return owners.scope(caller, owner);
    }

    /** Whose a thing is going to be that a request makes; {@code owner} may be null. */
    long owner(Caller caller, String owner) {
        return owners.owner(caller, owner);
    }

    UUID batch(Caller caller, String id) {
        return registrations.batch(caller.scope(), BadRequest.uuid(id));
    }

    RegistrationDetail registration(Caller caller, String id) {
        long number = BadRequest.id("id", id);
        return registrations
                .find(caller.scope(), number)
                .orElseThrow(() -> BadRequest.notFound("registration " + number));
    }

    DeadLetter deadLetter(Caller caller, String id) {
        return replays.find(caller.scope(), BadRequest.id("id", id));
    }

    Payment payment(Caller caller, String id) {
        UUID known = BadRequest.paymentId(id);
        return payments.find(caller.scope(), known).orElseThrow(() -> BadRequest.notFound("payment " + known));
    }

    Order order(Caller caller, String id) {
        return orders.get(caller.scope(), BadRequest.orderId(id));
    }

    MarketAccount account(Caller caller, String id) {
        long number = BadRequest.id("id", id);
        return accounts.of(caller.scope()).stream()
                .filter(account -> account.id() == number)
                .findFirst()
                .orElseThrow(() -> BadRequest.notFound("account " + number));
    }
}
