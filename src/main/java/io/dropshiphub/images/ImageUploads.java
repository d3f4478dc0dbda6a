package io.dropshiphub.images;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.OutcomeClass;
import io.dropshiphub.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.UploadContext;
import org.springframework.stereotype.Component;

/** Keeps pictures that people send, so that products can name them. Thread-safe. */
@Component
class ImageUploads {

    /**
     * A picture that the hub holds now.
     *
     * @param name what its sender calls it
     * @param image what a product names it by, {@code hub-media:<key>}
     * @param width in pixels, as it is looked at
     * @param height in pixels, as it is looked at
     * @param format {@code jpeg}, {@code png} …
     * @param bytes its size
     * @param url where everybody can look at it
     */
    record Kept(String name, String image, int width, int height, String format, long bytes, String url) {}

    /** A file that was not kept, and why. */
    record Refused(
            String name,
            String code,
            String message,
            @JsonIgnore boolean mayPass) {}

    /** What became of the files of one upload, in their order. */
    record Answer(List<Kept> images, List<Refused> problems) {}

    private static final int LONGEST_NAME = 200;
    /** As many pictures of uploads are in memory at a time. */
    private static final int IN_MEMORY = 4;

    private final HostedImages hosted;
    private final ImagesProperties settings;
    private final Semaphore memory = new Semaphore(IN_MEMORY);

    ImageUploads(HostedImages hosted, ImagesProperties settings) {
        this.hosted = hosted;
        this.settings = settings;
    }

    /**
     * Keeps one picture, or each file of a form.
     *
     * @param contentType of the body; only {@code multipart/form-data} is believed, a picture shows by itself what it is
     * @param name of a single picture; null when it has none
     * @param body read to its end, not closed
     * @throws UploadProblem when there is no file, or too much
     */
    Answer take(String contentType, String name, InputStream body) throws IOException {
        Answer answer = new Answer(new ArrayList<>(), new ArrayList<>());
        if (contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            takeForm(contentType, body, answer);
        } else {
            take(named(name), body, answer);
        }
        return answer;
    }

    private void takeForm(String contentType, InputStream body, Answer answer) throws IOException {
        // the web server's own reader: it gives one file after the other, and leaves none on the disk
        FileUpload reader = new FileUpload();
        reader.setHeaderEncoding(StandardCharsets.UTF_8.name());
        reader.setSizeMax(settings.upload().maxBytes().toBytes());
        try {
            FileItemIterator parts = reader.getItemIterator(new Form(contentType, body));
            while (parts.hasNext()) {
                FileItemStream part = parts.next();
                if (part.isFormField()) {
                    continue;
                }
                if (answer.images().size() + answer.problems().size()
                        == settings.upload().maxFiles()) {
                    throw UploadProblem.tooMuch(settings.upload());
                }
                take(named(part.getName()), part.openStream(), answer);
            }
        } catch (IOException e) {
            throw UploadProblem.ofForm(e, settings.upload());
        }
        if (answer.images().isEmpty() && answer.problems().isEmpty()) {
            throw UploadProblem.noFile();
        }
    }

    private void take(String name, InputStream in, Answer answer) throws IOException {
        memory.acquireUninterruptibly();
        try {
            Picture picture = Picture.of(name, in, settings);
            StoredObject kept = hosted.keep(picture, name);
            String image = ImageRef.HUB_MEDIA + kept.key();
            answer.images()
                    .add(new Kept(
                            name,
                            image,
                            picture.width(),
                            picture.height(),
                            picture.format().name().toLowerCase(Locale.ROOT),
                            picture.storable().length,
                            hosted.url(image)));
        } catch (CallFailed e) {
            answer.problems()
                    .add(new Refused(
                            name,
                            e.outcome().code(),
                            e.outcome().message(),
                            e.outcome().outcomeClass() != OutcomeClass.REJECTED));
        } finally {
            memory.release();
        }
    }

    /** The last part of a path, in one line and not endless. */
    private static String named(String name) {
        if (name == null || name.isBlank()) {
            return "picture";
        }
        String plain = name.replace('\\', '/').replaceAll("\\p{Cntrl}", " ").strip();
        plain = plain.substring(plain.lastIndexOf('/') + 1);
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(plain.length() - LONGEST_NAME);
    }

    private record Form(String contentType, InputStream body) implements UploadContext {

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        public InputStream getInputStream() {
            return body;
        }

        /** Not told beforehand: the bytes are counted. */
        @Override
        public long contentLength() {
            return -1;
        }
    }
}
