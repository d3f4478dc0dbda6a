package io.dropshiphub.security.events;

import io.dropshiphub.security.SecurityEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Events on their way to the database. A flood takes neither memory nor disk: repeats are counted, and of one kind only so many
 * users and addresses a minute are kept apart.
 */
final class EventBuffer {

    /** What makes two events of a minute the same; details only where neither user nor address tells them apart. */
    record Key(SecurityEvent.Kind kind, String username, String address, Map<String, String> details, Instant minute) {}

    private static final int KEPT_APART = 100;
    /** What a database that is away for long may cost. */
    private static final int MOST = 5000;

    private static final Map<String, String> OTHERS = Map.of("others", "more users and addresses than are kept apart");

    private final Map<Key, Tally> tallies = new LinkedHashMap<>();

    /** @return false when there was no room, so that it is lost */
    synchronized boolean add(SecurityEvent event, Instant now) {
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        Key key = key(event, minute);
        if (!tallies.containsKey(key)) {
            long alike = tallies.keySet().stream()
                    .filter(known ->
                            known.kind() == event.kind() && known.minute().equals(minute))
                    .count();
            if (alike >= KEPT_APART) {
                return count(new SecurityEvent(event.kind(), null, null, OTHERS), minute, now);
            }
        }
        return count(event, minute, now);
    }

    /** What the database does not know yet. */
    synchronized Map<Key, Tally> open() {
        Map<Key, Tally> open = new LinkedHashMap<>(tallies);
        open.values().removeIf(Tally::isStored);
        return open;
    }

    /** The database knows one, with so many repeats. */
    synchronized void stored(Key key, long row, long times) {
        tallies.computeIfPresent(key, (same, tally) -> tally.stored(row, times));
    }

    /** Lets go of stored ones whose minute is over. */
    synchronized void forget(Instant now) {
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        tallies.entrySet()
                .removeIf(entry ->
                        entry.getValue().isStored() && entry.getKey().minute().isBefore(minute));
    }

    private boolean count(SecurityEvent event, Instant minute, Instant now) {
        Key key = key(event, minute);
        if (tallies.size() >= MOST && !tallies.containsKey(key)) {
            return false;
        }
        tallies.merge(key, Tally.first(event, now), (known, fresh) -> known.again(now));
        return true;
    }

    private static Key key(SecurityEvent event, Instant minute) {
        boolean anonymous = event.username() == null && event.address() == null;
        return new Key(event.kind(), event.username(), event.address(), anonymous ? event.details() : Map.of(), minute);
    }
}
