package io.dropshiphub.admin.desk;

import io.dropshiphub.product.Caller;
import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Does what must stay known: the deed and its line in the audit log happen both, or neither. */
@Component
class Logbook {

    private final AuditLog audit;
    private final TransactionTemplate transaction;

    Logbook(AuditLog audit, TransactionTemplate transaction) {
        this.audit = audit;
        this.transaction = transaction;
    }

    /** For what is done in a moment. */
    void write(Caller caller, String action, String target, Map<String, String> details, Runnable deed) {
        transaction.executeWithoutResult(status -> {
            audit.append(AuditEntry.done(caller.username(), action, target, details));
            deed.run();
        });
    }

    /** For what no transaction can hold, a call to an outside service: the line comes first, and says that it was asked for. */
    void ask(Caller caller, String action, String target, Map<String, String> details) {
        transaction.executeWithoutResult(
                status -> audit.append(AuditEntry.asked(caller.username(), action, target, details)));
    }

    /** For what may take long or tells its details only afterwards: the line comes last, nobody waits for it meanwhile. */
    <T> T writeAfter(
            Caller caller, String action, String target, Supplier<T> deed, Function<T, Map<String, String>> details) {
        return transaction.execute(status -> {
            T done = deed.get();
            audit.append(AuditEntry.done(caller.username(), action, target, details.apply(done)));
            return done;
        });
    }
}
