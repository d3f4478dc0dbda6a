package io.dropshiphub.images;

import io.dropshiphub.product.CodedProblem;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;

/** An upload that is refused as a whole. */
final class UploadProblem extends CodedProblem {

    /** None of the files could be kept; the answer lists why. */
    static final String NONE_KEPT = "HUB-IMAGE-031";

    private UploadProblem(String code, int status, String detail) {
        super(code, status, detail);
    }

    static UploadProblem noFile() {
        return new UploadProblem(
                "HUB-IMAGE-032",
                400,
                "The form holds no file; nothing was kept. Send each picture as a file"
                        + " (curl: -F file=@tee.jpg), or one picture as the body itself");
    }

    static UploadProblem tooMuch(ImagesProperties.Upload limits) {
        return new UploadProblem(
                "HUB-IMAGE-033",
                413,
                "The upload has more than " + limits.maxFiles() + " files or "
                        + limits.maxBytes().toMegabytes()
                        + " MB; those in front of that were kept. Send fewer at a time; sending one again changes nothing");
    }

    /** What a failed reading of a form means: too much, or damaged. */
    static UploadProblem ofForm(Exception e, ImagesProperties.Upload limits) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SizeException) {
                return tooMuch(limits);
            }
        }
        return new UploadProblem(
                "HUB-IMAGE-034",
                400,
                "The form breaks off or has no valid boundary; files in front of that were kept. Send it again, with"
                        + " Content-Type multipart/form-data as your tool makes it");
    }
}
