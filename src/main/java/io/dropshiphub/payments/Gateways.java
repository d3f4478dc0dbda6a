package io.dropshiphub.payments;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The gateways that the hub knows, by name. */
@Component
public class Gateways {

    private final Map<String, Gateway> byName = new TreeMap<>();

    Gateways(List<Gateway> gateways) {
        gateways.forEach(gateway -> byName.put(gateway.name(), gateway));
    }

    /** All of them, by name, also those without credentials. */
    public Collection<Gateway> all() {
        return List.copyOf(byName.values());
    }

    /**
     * The gateway of that name.
     *
     * @throws PaymentProblem 400 when there is none
     */
    public Gateway get(String name) {
        Gateway gateway = name == null ? null : byName.get(name);
        if (gateway == null) {
            throw new PaymentProblem(
                    "HUB-PAY-001",
                    400,
                    "There is no payment gateway '"
                            + (name == null ? "" : name.substring(0, Math.min(40, name.length())))
                            + "'; nothing was sent. The hub knows " + String.join(", ", byName.keySet()) + ".");
        }
        return gateway;
    }
}
