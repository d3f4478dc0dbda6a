package io.dropshiphub.admin.desk;

import io.dropshiphub.images.ImageJobList;
import java.util.List;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** Source pictures: what became of them. */
@Component
public class ImageDesk {

    /** The jobs that changed last, the newest first. */
    public record Jobs(List<ImageJobList.Job> jobs) {}

    private final ImageJobList jobs;

    ImageDesk(ImageJobList jobs) {
        this.jobs = jobs;
    }

    /** The newest ones, of one state when {@code state} says so. */
    public Jobs jobs(@Header("state") String state, @Header("limit") String limit) {
        return new Jobs(jobs.newest(BadRequest.oneOf("state", state, ImageJobList.STATES), (int)
                BadRequest.number("limit", limit, 100, 1, 1000)));
    }
}
