package io.dropshiphub.intake;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.dropshiphub.registration.AllocationPlan;
import java.io.IOException;
import java.io.StringWriter;
import java.util.stream.Collectors;

/** To which accounts the rows of a checked file would go, as a small CSV beside it. */
final class PlanFile {

    private PlanFile() {}

    /** One line an account; its reasons are those of docs/accounts-allocation.md with the rows of each. */
    static String text(AllocationPlan plan) throws IOException {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            write(csv, plan);
        }
        return text.toString();
    }

    private static void write(CsvWriter csv, AllocationPlan plan) {
        csv.writeRecord(
                "account", "rows", "why", "health_percent", "creations_left_today", "in_line", "last_expected_at");
        for (AllocationPlan.Share share : plan.accounts()) {
            csv.writeRecord(
                    share.account(),
                    Long.toString(share.rows()),
                    share.why().entrySet().stream()
                            .map(reason -> reason.getKey() + " " + reason.getValue())
                            .collect(Collectors.joining(" | ")),
                    Integer.toString(share.health()),
                    share.creationsLeftToday() == null
                            ? ""
                            : share.creationsLeftToday().toString(),
                    Long.toString(share.inLine()),
                    share.lastExpectedAt() == null ? "" : share.lastExpectedAt().toString());
        }
    }
}
