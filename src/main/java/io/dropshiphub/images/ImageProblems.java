package io.dropshiphub.images;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Every refusal of this feature, with its code. Codes below 020 are final (the row is rejected and says what to mend), those
 * from 020 on pass by themselves (nothing was sent, the queue tries again by its schedule).
 */
final class ImageProblems {

    private static final String FIELD = "images";
    private static final int SHOWN_LENGTH = 200;
    // signed addresses carry secrets in their query
    private static final Pattern SECRET_PARAMETER =
            Pattern.compile("(?i)([?&][^=&]*(?:sig|token|key|secret|passw|credential|auth)[^=&]*=)[^&#]*");
    private static final Pattern USER_INFO = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*@");

    private ImageProblems() {}

    static CallFailed noRules(String platform) {
        return refused(
                "HUB-IMAGE-001",
                "There are no image rules for the marketplace '" + platform
                        + "', so its pictures cannot be fitted. Declare hub.images.specs." + platform
                        + ", or register with fit_images=false.",
                null);
    }

    static CallFailed badAddress(String address, String why) {
        return refused(
                "HUB-IMAGE-002",
                "The image address " + shown(address) + " cannot be used: " + why
                        + ". Give a complete http or https address of the picture.",
                null);
    }

    static CallFailed userInfo(String address) {
        return refused(
                "HUB-IMAGE-003",
                "The image address " + shown(address)
                        + " contains a user name or password, which the hub does not send. Give an address that needs none.",
                null);
    }

    static CallFailed port(String address, int port) {
        return refused(
                "HUB-IMAGE-004",
                "The image address " + shown(address) + " names port " + port
                        + "; pictures are fetched from ports 80 and 443 only. Move the picture, or have the operator add"
                        + " host:port to HUB_IMAGES_ALLOW_HOSTS.",
                null);
    }

    static CallFailed notPublic(String address, Throwable why) {
        return refused(
                "HUB-IMAGE-005",
                "The image address " + shown(address) + " was not fetched: " + why.getMessage()
                        + ". Put the picture on a public server, or have the operator add the host to"
                        + " HUB_IMAGES_ALLOW_HOSTS.",
                why);
    }

    static CallFailed redirects(String address, String why) {
        return refused(
                "HUB-IMAGE-006",
                "The image address " + shown(address) + " leads nowhere: " + why
                        + ". Give the address at which the picture itself answers.",
                null);
    }

    static CallFailed status(String address, int status) {
        return refused(
                "HUB-IMAGE-007",
                "The server of the image address " + shown(address) + " answered " + status + meaning(status)
                        + ". Open the address in a browser without logging in; it must show the picture.",
                null);
    }

    static CallFailed certificate(String address, Throwable why) {
        return refused(
                "HUB-IMAGE-008",
                "The server of the image address " + shown(address)
                        + " has no valid certificate. Have it renewed, or move the picture.",
                why);
    }

    static CallFailed tooManyBytes(String address, long limit) {
        return refused(
                "HUB-IMAGE-009",
                "The picture " + shown(address) + " has more than " + limit / 1_000_000
                        + " MB. Save it smaller and give that address.",
                null);
    }

    static CallFailed notAPicture(String address, String lookAlike) {
        return refused(
                "HUB-IMAGE-010",
                "The image address " + shown(address) + " answered with "
                        + (lookAlike == null ? "something that is no picture" : lookAlike + ", not a picture")
                        + ". Give the address of the picture itself (JPEG, PNG, GIF, WebP, BMP or TIFF).",
                null);
    }

    static CallFailed unsupported(String address, String lookAlike) {
        return refused(
                "HUB-IMAGE-011",
                "The picture " + shown(address) + " is " + lookAlike
                        + ", which the hub cannot read. Save it as JPEG or PNG and give that address.",
                null);
    }

    static CallFailed damaged(String address, String why, Throwable cause) {
        return refused(
                "HUB-IMAGE-012",
                "The picture " + shown(address) + " is damaged: " + why + ". Save it again and give that address.",
                cause);
    }

    static CallFailed tooManyPixels(String address, int width, int height, long limit) {
        return refused(
                "HUB-IMAGE-013",
                "The picture " + shown(address) + " has " + width + " x " + height + " pixels, more than the "
                        + limit / 1_000_000 + " megapixels the hub decodes. Scale it down and give that address.",
                null);
    }

    static CallFailed tooFewPixels(String address, int width, int height, int limit) {
        return refused(
                "HUB-IMAGE-014",
                "The picture " + shown(address) + " has only " + width + " x " + height
                        + " pixels; a product picture has at least " + limit
                        + " on its shorter side. Give a larger one.",
                null);
    }

    static CallFailed cannotShrink(String address, long limit) {
        return refused(
                "HUB-IMAGE-015",
                "The picture " + shown(address) + " cannot be brought below the marketplace's limit of " + limit
                        + " bytes without becoming too small. Give a calmer or smaller picture.",
                null);
    }

    static CallFailed empty(String address) {
        return refused(
                "HUB-IMAGE-016",
                "The image address " + shown(address)
                        + " answered without any content. Check that the picture is there.",
                null);
    }

    static CallFailed notHeld(String key) {
        return refused(
                "HUB-IMAGE-017",
                "The hub no longer holds the picture " + shown(key)
                        + ". Drop the ZIP with its pictures again, or upload it again.",
                null);
    }

    static CallFailed notHosted(String address) {
        return refused(
                "HUB-IMAGE-018",
                "The image address " + shown(address)
                        + " is not one of this hub, so it cannot be uploaded to the marketplace. Register with"
                        + " fit_images=true.",
                null);
    }

    static CallFailed noSuchHost(String address, Throwable cause) {
        return later(
                "HUB-IMAGE-020",
                "The server name in the image address " + shown(address)
                        + " is not known to DNS. The hub tries again later; check the spelling.",
                null,
                cause);
    }

    static CallFailed unreachable(String address, Throwable cause) {
        return later(
                "HUB-IMAGE-021",
                "The server of the image address " + shown(address) + " could not be reached or broke off ("
                        + cause.getClass().getSimpleName() + "). The hub tries again later.",
                null,
                cause);
    }

    static CallFailed tooSlow(String address, Duration limit, Throwable cause) {
        return later(
                "HUB-IMAGE-022",
                "The image address " + shown(address) + " did not deliver the picture within " + limit.toSeconds()
                        + " s. The hub tries again later.",
                null,
                cause);
    }

    static CallFailed busy(String address, int status, Duration retryAfter) {
        return later(
                "HUB-IMAGE-023",
                "The server of the image address " + shown(address) + " answered " + status
                        + " (in trouble or asked too often). The hub tries again later.",
                retryAfter,
                null);
    }

    static CallFailed notReady(String address) {
        return new CallFailed(
                Outcome.of(
                        OutcomeClass.NOT_READY,
                        "HUB-IMAGE-024",
                        "The pictures of this product are not ready yet, waiting for " + shown(address)
                                + ". Work on them goes on; the product is sent as soon as they are there."),
                null);
    }

    static CallFailed ownTrouble(String address, Throwable cause) {
        return later(
                "HUB-IMAGE-025",
                "The hub could not process or store the picture " + shown(address) + " ("
                        + cause.getClass().getSimpleName()
                        + "). It tries again later; the operator finds the cause in the log.",
                null,
                cause);
    }

    static CallFailed notLookedAt(String address, ImagesProperties.DryRun bounds) {
        return later(
                "HUB-IMAGE-026",
                "The picture " + shown(address) + " was not looked at: a dry run fetches at most " + bounds.most()
                        + " different pictures and begins none after "
                        + bounds.within().toSeconds()
                        + " s. The registration looks at it; check fewer rows at a time to know before.",
                null,
                null);
    }

    /** An address as it may stand in a message: one line, not endless, without secrets. */
    static String shown(String address) {
        String clean = address.replaceAll("\\p{Cntrl}", " ");
        clean = USER_INFO.matcher(clean).replaceFirst("$1//…@");
        clean = SECRET_PARAMETER.matcher(clean).replaceAll("$1…");
        return clean.length() <= SHOWN_LENGTH ? clean : clean.substring(0, SHOWN_LENGTH) + "…";
    }

    private static String meaning(int status) {
        return switch (status) {
            case 401, 403 -> " (access refused)";
            case 404, 410 -> " (there is nothing)";
            default -> "";
        };
    }

    private static CallFailed refused(String code, String message, Throwable cause) {
        return new CallFailed(Outcome.rejected(code, message, FIELD), cause);
    }

    private static CallFailed later(String code, String message, Duration retryAfter, Throwable cause) {
        return new CallFailed(new Outcome(OutcomeClass.NOT_SENT, null, null, code, message, FIELD, retryAfter), cause);
    }
}
