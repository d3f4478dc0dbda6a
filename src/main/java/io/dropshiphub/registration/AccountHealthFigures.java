package io.dropshiphub.registration;

import io.dropshiphub.queue.CreationLines;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How much of its share each account gets, from how its calls of late ended. */
@Component
class AccountHealthFigures {

    private record Read(Instant at, Map<Long, CreationLines.Answers> answers) {}

    private final CreationLines lines;
    private final AllocationProperties.Health settings;
    private final Clock clock;
    private volatile Read read;

    AccountHealthFigures(CreationLines lines, AllocationProperties settings, Clock clock) {
        this.lines = lines;
        this.settings = settings.health();
        this.clock = clock;
    }

    /** 1 to 100 percent, never nothing: an account that is left alone could not show that it is well again. */
    int percent(long accountId) {
        CreationLines.Answers answers = answers().get(accountId);
        if (answers == null || answers.calls() < settings.minimumCalls()) {
            return 100;
        }
        return (int) Math.max(settings.floor(), 100 - 100 * answers.troubled() / answers.calls());
    }

    private Map<Long, CreationLines.Answers> answers() {
        Instant now = clock.instant();
        Read held = read;
        if (held == null || !now.isBefore(held.at().plus(settings.refresh()))) {
            held = new Read(now, lines.answersSince(now.minus(settings.window())));
            read = held;
        }
        return held.answers();
    }
}
