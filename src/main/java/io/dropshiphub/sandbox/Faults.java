package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The faults switched on at the moment. The same seed and the same order of calls strike the same calls. */
final class Faults {

    private static final long DEFAULT_SLOW_MILLIS = 5000;
    private static final int DEFAULT_STATUS = 500;

    /** A fault that struck a call. */
    record Strike(FaultKind kind, long millis, int status) {}

    private static final class Fault {
        final String service;
        final FaultKind kind;
        final double probability;
        final List<String> operations;
        final Strike strike;
        long left;
        long struck;

        Fault(
                String service,
                FaultKind kind,
                double probability,
                long times,
                List<String> operations,
                long millis,
                int status) {
            this.service = service;
            this.kind = kind;
            this.probability = probability;
            this.left = times;
            this.operations = operations;
            this.strike = new Strike(kind, millis, status);
        }
    }

    private final long seed;
    private final List<Fault> faults = new ArrayList<>();
    private volatile boolean any;
    private Random random;

    Faults(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** What befalls this call, null in most cases. The first matching fault in the order of their addition wins. */
    Strike strike(String service, String operation) {
        if (!any) {
            return null;
        }
        synchronized (this) {
            for (Fault fault : faults) {
                if (fault.left != 0
                        && (fault.service.equals("*") || fault.service.equals(service))
                        && (fault.operations.isEmpty() || fault.operations.contains(operation))
                        && (fault.probability >= 1 || random.nextDouble() < fault.probability)) {
                    fault.left -= fault.left > 0 ? 1 : 0;
                    fault.struck++;
                    return fault.strike;
                }
            }
            return null;
        }
    }

    /** What is wrong with the description of a fault, or null after it was added. */
    synchronized String add(ObjectNode wanted, List<String> services) {
        String service = wanted.path("service").asText("*");
        FaultKind kind = FaultKind.of(wanted.path("kind").asText(""));
        if (!service.equals("*") && !services.contains(service)) {
            return "service must be * or one of " + services;
        }
        if (kind == null) {
            StringBuilder kinds = new StringBuilder("kind must be one of");
            for (FaultKind known : FaultKind.values()) {
                kinds.append(' ').append(known.wireName());
            }
            return kinds.toString();
        }
        double probability = wanted.path("probability").asDouble(1);
        if (!(probability > 0 && probability <= 1)) {
            return "probability must be above 0 and at most 1";
        }
        List<String> operations = new ArrayList<>();
        for (JsonNode operation : wanted.path("operations")) {
            operations.add(operation.asText());
        }
        faults.add(new Fault(
                service,
                kind,
                probability,
                wanted.path("times").asLong(-1),
                operations,
                wanted.path("millis").asLong(DEFAULT_SLOW_MILLIS),
                wanted.path("status").asInt(DEFAULT_STATUS)));
        any = true;
        return null;
    }

    /** Switches off the faults of a service, or all of them with null; the dice start again from the seed. */
    synchronized void clear(String service) {
        faults.removeIf(fault -> service == null || fault.service.equals(service));
        any = !faults.isEmpty();
        if (!any) {
            random = new Random(seed);
        }
    }

    synchronized ArrayNode describe() {
        ArrayNode rows = Json.array();
        for (Fault fault : faults) {
            ObjectNode row = rows.addObject()
                    .put("service", fault.service)
                    .put("kind", fault.kind.wireName())
                    .put("probability", fault.probability)
                    .put("struck", fault.struck);
            if (fault.left >= 0) {
                row.put("times_left", fault.left);
            }
            fault.operations.forEach(row.putArray("operations")::add);
        }
        return rows;
    }
}
