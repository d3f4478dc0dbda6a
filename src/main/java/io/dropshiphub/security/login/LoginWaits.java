package io.dropshiphub.security.login;

import io.dropshiphub.security.SecurityEvent;
import io.dropshiphub.security.SecurityEvents;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes guessing slow: after some failures in a row the next log-in has to wait, each time twice as long. Failures are counted
 * for the name, known or not, and for the address. A user at an address they have logged in from before has a count of their
 * own there, so that strangers who guess elsewhere cannot keep them out.
 */
@Component
class LoginWaits {

    /** Bytes of an IPv6 address that say whose it is; the rest its owner may choose. */
    private static final int NETWORK_BYTES = 8;

    /** The longest doubling that is still a number. */
    private static final int MOST_DOUBLINGS = 20;

    /** What one failure counts against: its key in the table, and how many are free. */
    private record Count(String subject, String kind, int free) {}

    private final LoginProperties.Waits settings;
    private final JdbcClient jdbc;
    private final SecurityEvents events;
    private final Clock clock;

    LoginWaits(LoginProperties properties, JdbcClient jdbc, SecurityEvents events, Clock clock) {
        this.settings = properties.waits();
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Refuses a log-in that has to wait. One that is refused here does not make the wait longer.
     *
     * @param username what was typed, whether there is such a user or not
     * @param userId whose name it is; null: nobody's
     * @throws LoginProblem that says how long
     */
    void refuseWhileWaiting(String username, Long userId, String address) {
        Instant now = clock.instant();
        jdbc
                .sql(
                        "select max(blocked_until) from login_failure where subject in (:subjects) and blocked_until > :now")
                .param("subjects", subjects(counts(username, userId, address)))
                .param("now", Timestamp.from(now))
                .query((row, n) -> row.getTimestamp(1))
                .list()
                .stream()
                .filter(until -> until != null)
                .findFirst()
                .ifPresent(until -> {
                    throw LoginProblem.wait(Duration.between(now, until.toInstant()));
                });
    }

    /** Counts a failure, and reports it when the next log-in has to wait because of it. */
    void failed(String username, Long userId, String address) {
        for (Count count : counts(username, userId, address)) {
            int failures = countOne(count.subject());
            if (failures >= count.free()) {
                Duration wait = wait(failures - count.free());
                jdbc.sql("update login_failure set blocked_until = ? where subject = ?")
                        .params(Timestamp.from(clock.instant().plus(wait)), count.subject())
                        .update();
                events.report(new SecurityEvent(
                        SecurityEvent.Kind.LOGIN_LOCKED,
                        userId == null ? null : username,
                        address,
                        Map.of(
                                "counted", count.kind(),
                                "failures", Integer.toString(failures),
                                "seconds", Long.toString(wait.toSeconds()))));
            }
        }
    }

    /** Forgets the failures of a name where it has now logged in, and remembers the address as the user's own. */
    void succeeded(String username, long userId, String address) {
        Count own = counts(username, userId, address).get(0);
        jdbc.sql("delete from login_failure where subject = ?")
                .param(own.subject())
                .update();
        jdbc.sql("""
                        insert into login_address (user_id, address, last_at) values (?, ?, ?)
                        on conflict (user_id, address) do update set last_at = excluded.last_at""")
                .params(userId, network(address), Timestamp.from(clock.instant()))
                .update();
    }

    /** Ends a name's waiting. */
    void forgive(String username) {
        jdbc.sql("delete from login_failure where subject = :name or starts_with(subject, :name || '@')")
                .param("name", nameSubject(username))
                .update();
    }

    /** Deletes what counts no more. */
    void purge() {
        jdbc.sql("delete from login_failure where last_at < ? and (blocked_until is null or blocked_until < ?)")
                .params(before(settings.forgetAfter()), Timestamp.from(clock.instant()))
                .update();
        jdbc.sql("delete from login_address where last_at < ?")
                .param(before(settings.knownAddress()))
                .update();
    }

    /** How a name's failures stand in the table. */
    static String nameSubject(String username) {
        return "name:" + username;
    }

    /** The count of the name first, and the one of the address when it is not the user's own. */
    private List<Count> counts(String username, Long userId, String address) {
        String network = network(address);
        if (userId != null && isKnown(userId, network)) {
            return List.of(new Count(nameSubject(username) + "@" + network, "name", settings.freeTries()));
        }
        return List.of(
                new Count(nameSubject(username), "name", settings.freeTries()),
                new Count("address:" + network, "address", settings.freeTriesOfAddress()));
    }

    private boolean isKnown(long userId, String network) {
        return jdbc.sql("select exists (select from login_address where user_id = ? and address = ? and last_at >= ?)")
                .params(userId, network, before(settings.knownAddress()))
                .query(Boolean.class)
                .single();
    }

    private int countOne(String subject) {
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.sql("""
                        insert into login_failure (subject, failures, last_at) values (?, 1, ?)
                        on conflict (subject) do update set last_at = excluded.last_at,
                            failures = case when login_failure.last_at < ? then 1 else login_failure.failures + 1 end
                        returning failures""")
                .params(subject, now, before(settings.forgetAfter()))
                .query(Integer.class)
                .single();
    }

    private Duration wait(int doublings) {
        Duration wait = settings.first().multipliedBy(1L << Math.min(doublings, MOST_DOUBLINGS));
        return wait.compareTo(settings.longest()) > 0 ? settings.longest() : wait;
    }

    private Timestamp before(Duration ago) {
        return Timestamp.from(clock.instant().minus(ago));
    }

    private static List<String> subjects(List<Count> counts) {
        return counts.stream().map(Count::subject).toList();
    }

    /** An address, or the network that one IPv6 user has for themselves. */
    private static String network(String address) {
        if (address == null || Stream.of("[", ":").noneMatch(address::contains)) {
            return String.valueOf(address);
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length <= NETWORK_BYTES
                    ? address
                    : HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES)) + "/64";
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
