package io.dropshiphub.admin.desk;

import io.dropshiphub.images.ImageJobList;
import io.dropshiphub.product.Caller;
import java.util.List;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Source pictures: what became of them. */
@Component
public class ImageDesk {

    /** The jobs that changed last, the newest first. */
    public record Jobs(List<ImageJobList.Job> jobs) {}

    private final Visible visible;
    private final ImageJobList jobs;

    ImageDesk(Visible visible, ImageJobList jobs) {
        this.visible = visible;
        this.jobs = jobs;
    }

    /** The newest ones, of one owner or one state when {@code owner} or {@code state} says so. */
    public Jobs jobs(
            @Variable(Caller.VARIABLE) Caller caller,
            @Header("owner") String owner,
            @Header("state") String state,
            @Header("limit") String limit) {
        return new Jobs(
                jobs.newest(visible.scope(caller, owner), BadRequest.oneOf("state", state, ImageJobList.STATES), (int)
                        BadRequest.number("limit", limit, 100, 1, 1000)));
    }
}
