package io.dropshiphub.registration.allocation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Spreads products over accounts, one after the other, each in one pass over a handful of accounts.
 *
 * <p>The most preferred accounts take what they can send within the patience; what they cannot goes down to the next. Among
 * equals, an account with room on an earlier day comes first, then one that is open, then the one whose line is shortest
 * measured by its room of that day and its health. So lines grow in proportion: none gets less than its exact share rounded
 * down.
 *
 * <p>The lines themselves are all that is remembered. Whoever goes on with the same lines, later or in another process,
 * continues the same plan. Figures are whole numbers, and the order of the accounts does not matter. Not thread-safe.
 */
public final class Allocator {

    /** A pause of seconds after "too many calls" is ordinary pace, not a closed account. */
    private static final Duration SHORT_PAUSE = Duration.ofMinutes(1);

    private static final class Line {
        private final Candidate account;
        private final Timetable timetable;
        private final boolean closed;
        private long waiting;

        private Line(Candidate account, Instant now, Instant dayEnds) {
            this.account = account;
            this.timetable = new Timetable(account, now, dayEnds);
            this.closed = account.opensAt() != null && account.opensAt().isAfter(now.plus(SHORT_PAUSE));
            this.waiting = account.waiting();
        }

        private Instant next() {
            return timetable.at(waiting + 1);
        }

        private boolean isPreferredAlikeTo(Line other) {
            return account.platformRank() == other.account.platformRank()
                    && account.priority() == other.account.priority();
        }
    }

    private final List<Line> lines = new ArrayList<>();
    private final Instant bearable;

    /**
     * @param candidates the accounts to choose from, in any order
     * @param patience how long preferred accounts may need before less preferred ones help
     * @param now the moment the candidates were looked at
     * @param dayEnds when creations of the day begin anew
     */
    public Allocator(List<Candidate> candidates, Duration patience, Instant now, Instant dayEnds) {
        this.bearable = now.plus(patience);
        candidates.stream()
                .sorted(Comparator.comparingInt(Candidate::platformRank)
                        .thenComparingInt(Candidate::priority)
                        .thenComparingLong(Candidate::accountId))
                .forEach(candidate -> lines.add(new Line(candidate, now, dayEnds)));
    }

    /**
     * Places a new product: it takes a place in the line of the account it goes to.
     *
     * @param fits which accounts can have it
     * @return empty when none can
     */
    public Optional<Choice> place(Predicate<Candidate> fits) {
        List<Line> fitting = those(lines, line -> fits.test(line.account));
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        List<Line> going = those(fitting, line -> !line.account.stopped());
        Choice choice = choose(fitting, going.isEmpty() ? fitting : going);
        occupy(choice.accountId());
        return Optional.of(choice);
    }

    /** Counts a creation in the line of an account that gets it in any case. */
    public void occupy(long accountId) {
        line(accountId).waiting++;
    }

    /** When the last creation of the account's line is expected to be sent; null when nobody can tell, or nothing waits. */
    public Instant lastExpected(long accountId) {
        Line line = line(accountId);
        return line.account.stopped() || line.waiting == 0 ? null : line.timetable.at(line.waiting);
    }

    private Line line(long accountId) {
        for (Line line : lines) {
            if (line.account.accountId() == accountId) {
                return line;
            }
        }
        throw new IllegalArgumentException("account " + accountId + " is no candidate");
    }

    /** Both lists begin with the most preferred accounts. */
    private Choice choose(List<Line> fitting, List<Line> going) {
        Line best = null;
        int alike = 0;
        for (Line line : those(going, line -> !line.next().isAfter(bearable))) {
            if (best != null && !line.isPreferredAlikeTo(best)) {
                break;
            }
            best = best == null || goesFirst(line, best) ? line : best;
            alike++;
        }
        if (fitting.size() == 1) {
            return new Choice(going.get(0).account.accountId(), Reason.ONLY_ACCOUNT);
        }
        if (best == null) {
            Line soonest = going.stream().min(Comparator.comparing(Line::next)).orElseThrow();
            return new Choice(soonest.account.accountId(), Reason.SOONEST);
        }
        return new Choice(best.account.accountId(), reason(best, alike, fitting.get(0), going.get(0)));
    }

    /**
     * @param alike how many accounts preferred like it could take the product
     * @param mostPreferred of all accounts
     * @param firstGoing the most preferred of those that are not stopped
     */
    private static Reason reason(Line best, int alike, Line mostPreferred, Line firstGoing) {
        if (best.account.stopped()) {
            return Reason.ALL_STOPPED;
        }
        if (!best.isPreferredAlikeTo(firstGoing)) {
            return Reason.OVERFLOW;
        }
        if (best.closed) {
            return Reason.OPENS_FIRST;
        }
        if (best.timetable.day(best.waiting + 1) > 0) {
            return Reason.LATER_DAY;
        }
        if (!best.isPreferredAlikeTo(mostPreferred)) {
            return Reason.INSTEAD_OF_STOPPED;
        }
        return alike == 1 ? Reason.PREFERRED : Reason.SHARE;
    }

    private static List<Line> those(List<Line> lines, Predicate<Line> wanted) {
        List<Line> found = new ArrayList<>(lines.size());
        for (Line line : lines) {
            if (wanted.test(line)) {
                found.add(line);
            }
        }
        return found;
    }

    /** Whether {@code a} takes a product before {@code b}, which is preferred alike. */
    private static boolean goesFirst(Line a, Line b) {
        long dayOfA = a.timetable.day(a.waiting + 1);
        long dayOfB = b.timetable.day(b.waiting + 1);
        if (dayOfA != dayOfB) {
            return dayOfA < dayOfB;
        }
        if (a.closed != b.closed) {
            return b.closed;
        }
        if (a.closed && !a.account.opensAt().equals(b.account.opensAt())) {
            return a.account.opensAt().isBefore(b.account.opensAt());
        }
        long ofA = a.timetable.placeInDay(a.waiting + 1) * b.timetable.room(dayOfB) * b.account.health();
        long ofB = b.timetable.placeInDay(b.waiting + 1) * a.timetable.room(dayOfA) * a.account.health();
        if (ofA != ofB) {
            return ofA < ofB;
        }
        // both idle and equal: the one that did less today; lines are in the order of ids
        return a.account.createdToday() < b.account.createdToday();
    }
}
