package io.dropshiphub.storage;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves hosted pictures to marketplaces and shoppers. Not a route: Spring's resource handling already does HEAD, ranges and
 * conditional requests straight from the file.
 */
@RestController
class MediaController {

    private final LocalStore store;
    private final StoredObjects objects;

    MediaController(LocalStore store, StoredObjects objects) {
        this.store = store;
        this.objects = objects;
    }

    @GetMapping(StorageAddresses.MEDIA_PATH + "{*key}")
    ResponseEntity<?> media(@PathVariable String key) {
        String name = key.substring(1);
        Path file = store.picture(name).orElse(null);
        if (file == null) {
            return notFound();
        }
        Resource body = new FileSystemResource(file);
        return ResponseEntity.ok()
                // the name is the content's hash: it can be kept for ever
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .eTag(name)
                .contentType(type(name))
                // the bytes came from strangers: a browser must never take them for anything but a picture
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(body);
    }

    /** By the ending where there is one: shoppers download far more often than the database should be asked. */
    private MediaType type(String key) {
        return MediaTypeFactory.getMediaType(key).orElseGet(() -> objects.find(key)
                .map(object -> MediaType.parseMediaType(object.contentType()))
                .orElse(MediaType.APPLICATION_OCTET_STREAM));
    }

    private static ResponseEntity<ProblemDetail> notFound() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND,
                "The hub holds no picture of this name. Names of pictures are given by the hub; ask for one of those.");
        problem.setTitle("No such picture");
        problem.setType(URI.create("urn:dropship-hub:error:HUB-STORAGE-030"));
        problem.setProperty("code", "HUB-STORAGE-030");
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
