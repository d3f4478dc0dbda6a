package io.dropshiphub.admin.desk;

import io.dropshiphub.registration.BatchProgress;
import io.dropshiphub.registration.BatchResults;
import io.dropshiphub.registration.BatchStatus;
import io.dropshiphub.registration.RegistrationBatches;
import io.dropshiphub.registration.Replays;
import io.dropshiphub.registration.RowOutcome;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** Batches: looked at and steered. */
@Component
public class BatchDesk {

    /** A page of rows; {@code nextAfter} is the {@code after} of the next page, null on the last. */
    public record Rows(UUID batchId, List<RowOutcome> rows, Long nextAfter) {}

    private static final int MOST = 1000;

    private final BatchProgress progress;
    private final BatchResults results;
    private final RegistrationBatches batches;
    private final Replays replays;

    BatchDesk(BatchProgress progress, BatchResults results, RegistrationBatches batches, Replays replays) {
        this.progress = progress;
        this.results = results;
        this.batches = batches;
        this.replays = replays;
    }

    /** The newest batches first. */
    public List<BatchStatus> list(@Header("limit") String limit, @Header("offset") String offset) {
        return progress.list(
                (int) BadRequest.number("limit", limit, 20, 1, 100),
                BadRequest.number("offset", offset, 0, 0, Integer.MAX_VALUE));
    }

    /** One batch with its counts. */
    public BatchStatus status(@Header("id") String id) {
        return progress.status(BadRequest.uuid(id));
    }

    /** What became of its rows, in the order of the input. */
    public Rows rows(@Header("id") String id, @Header("after") String after, @Header("limit") String limit) {
        UUID batch = progress.status(BadRequest.uuid(id)).batchId();
        int most = (int) BadRequest.number("limit", limit, 100, 1, MOST);
        List<RowOutcome> page = results.page(batch, BadRequest.number("after", after, -1, -1, Long.MAX_VALUE), most);
        return new Rows(
                batch,
                page,
                page.size() < most ? null : page.get(page.size() - 1).line());
    }

    /** Holds what is not sent yet. */
    public BatchStatus pause(@Header("id") String id) {
        batches.pause(BadRequest.uuid(id));
        return status(id);
    }

    /** Lets a paused batch go on. */
    public BatchStatus resume(@Header("id") String id) {
        batches.resume(BadRequest.uuid(id));
        return status(id);
    }

    /** Cancels what is not sent yet. */
    public BatchStatus cancel(@Header("id") String id) {
        batches.cancel(BadRequest.uuid(id));
        return status(id);
    }

    /** Tries its rejected and dead registrations again. */
    public Replays.Replayed retry(@Header("id") String id) {
        return replays.retry(BadRequest.uuid(id), "retry of the batch");
    }
}
