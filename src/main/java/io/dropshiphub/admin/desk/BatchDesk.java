package io.dropshiphub.admin.desk;

import io.dropshiphub.product.Caller;
import io.dropshiphub.registration.BatchProgress;
import io.dropshiphub.registration.BatchResults;
import io.dropshiphub.registration.BatchStatus;
import io.dropshiphub.registration.RegistrationBatches;
import io.dropshiphub.registration.Replays;
import io.dropshiphub.registration.RowOutcome;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Batches: looked at and steered. */
@Component
public class BatchDesk {

    /** A page of rows; {@code nextAfter} is the {@code after} of the next page, null on the last. */
    public record Rows(UUID batchId, List<RowOutcome> rows, Long nextAfter) {}

    private static final int MOST = 1000;

    private final Visible visible;
    private final BatchProgress progress;
    private final BatchResults results;
    private final RegistrationBatches batches;
    private final Replays replays;
    private final Logbook logbook;

    BatchDesk(
            Visible visible,
            BatchProgress progress,
            BatchResults results,
            RegistrationBatches batches,
            Replays replays,
            Logbook logbook) {
        this.visible = visible;
        this.progress = progress;
        this.results = results;
        this.batches = batches;
        this.replays = replays;
        this.logbook = logbook;
    }

    /** The newest batches first, of one owner when {@code owner} says so. */
    public List<BatchStatus> list(
            @Variable(Caller.VARIABLE) Caller caller,
            @Header("owner") String owner,
            @Header("limit") String limit,
            @Header("offset") String offset) {
        return progress.list(
                visible.scope(caller, owner),
                (int) BadRequest.number("limit", limit, 20, 1, 100),
                BadRequest.number("offset", offset, 0, 0, Integer.MAX_VALUE));
    }

    /** One batch with its counts. */
    public BatchStatus status(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id) {
        return progress.status(visible.batch(caller, id));
    }

    /** What became of its rows, in the order of the input. */
    public Rows rows(
            @Variable(Caller.VARIABLE) Caller caller,
            @Header("id") String id,
            @Header("after") String after,
            @Header("limit") String limit) {
        UUID batch = visible.batch(caller, id);
        int most = (int) BadRequest.number("limit", limit, 100, 1, MOST);
        List<RowOutcome> page = results.page(batch, BadRequest.number("after", after, -1, -1, Long.MAX_VALUE), most);
        return new Rows(
                batch,
                page,
                page.size() < most ? null : page.get(page.size() - 1).line());
    }

    /** Holds what is not sent yet. */
    public BatchStatus pause(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id) {
        steer(caller, "batch.pause", visible.batch(caller, id), batches::pause);
        return status(caller, id);
    }

    /** Lets a paused batch go on. */
    public BatchStatus resume(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id) {
        steer(caller, "batch.resume", visible.batch(caller, id), batches::resume);
        return status(caller, id);
    }

    /** Cancels what is not sent yet. */
    public BatchStatus cancel(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id) {
        steer(caller, "batch.cancel", visible.batch(caller, id), batches::cancel);
        return status(caller, id);
    }

    /** Tries its rejected and dead registrations again. */
    public Replays.Replayed retry(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id) {
        UUID batch = visible.batch(caller, id);
        return logbook.writeAfter(
                caller,
                "batch.retry",
                "batch:" + batch,
                () -> replays.retry(batch, "retry of the batch"),
                done -> Map.of("replayed", String.valueOf(done.replayed())));
    }

    private void steer(Caller caller, String action, UUID batch, Consumer<UUID> deed) {
        logbook.writeAfter(
                caller,
                action,
                "batch:" + batch,
                () -> {
                    deed.accept(batch);
                    return batch;
                },
                done -> Map.of());
    }
}
