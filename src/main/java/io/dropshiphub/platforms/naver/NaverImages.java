package io.dropshiphub.platforms.naver;

import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.JsonReply;
import io.dropshiphub.platforms.Verdicts;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.DetailHtml;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Pictures at Naver, which shows only those uploaded there. One file a call: the order of several addresses in one answer
 * is not documented. What was uploaded once is remembered for its account.
 */
@Component
public class NaverImages {

    private static final int MAX_BYTES = 10 * 1024 * 1024;
    private static final int MAX_IMAGES = 10;
    /** Where Naver keeps uploaded pictures; such an address needs no upload. */
    private static final String NAVER_CDN = "://shop-phinf.pstatic.net/";
    /** Pictures that the hub hosts are named by their content, in whichever store. */
    private static final Pattern HOSTED = Pattern.compile("/([0-9a-f]{32}\\.[a-z]{3,4})$");

    private final JdbcClient database;
    private final NaverReplies replies;

    NaverImages(JdbcClient database, NaverReplies replies) {
        this.database = database;
        this.replies = replies;
    }

    /** The addresses of this job's pictures that still have to be uploaded, in order; the route takes them off one by one. */
    public Deque<String> missing(@Body ListingJob listing) {
        Map<String, String> known = known(listing);
        Deque<String> missing = new ArrayDeque<>();
        for (String address : toUpload(listing)) {
            if (!known.containsKey(key(address))) {
                missing.add(address);
            }
        }
        return missing;
    }

    /** Whether pictures are left to upload. */
    public boolean remain(@Variable("uploads") Deque<String> uploads) {
        return !uploads.isEmpty();
    }

    /** The address of the picture to upload now. */
    public String next(@Variable("uploads") Deque<String> uploads) {
        return uploads.getFirst();
    }

    /**
     * The call that uploads one picture.
     *
     * @throws CallFailed REJECTED when Naver does not take such a file
     */
    public ApiCall upload(@Body byte[] picture, @Variable("uploads") Deque<String> uploads) {
        String format = format(picture);
        if (format == null) {
            throw Verdicts.refused(
                    "HUB-NAVER-009",
                    "The picture '" + uploads.getFirst()
                            + "' is no JPEG, PNG, GIF or BMP, and Naver takes nothing else.",
                    "images");
        }
        if (picture.length > MAX_BYTES) {
            throw Verdicts.refused(
                    "HUB-NAVER-010",
                    "The picture '" + uploads.getFirst() + "' has " + picture.length + " bytes, Naver takes at most "
                            + MAX_BYTES + ".",
                    "images");
        }
        String boundary = "hub-" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream(picture.length + 256);
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"imageFiles\"; filename=\"image."
                        + format + "\"\r\nContent-Type: image/" + format + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(picture);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return new ApiCall(
                "POST",
                "/v1/product-images/upload",
                null,
                Map.of("Content-Type", "multipart/form-data; boundary=" + boundary),
                body.toByteArray(),
                false);
    }

    /**
     * Remembers where Naver has put the picture, and takes it off the list.
     *
     * @throws CallFailed with Naver's verdict when it did not take it
     */
    public void remember(
            @Body JsonReply reply, @Variable("uploads") Deque<String> uploads, @Variable("job") ListingJob job) {
        Outcome problem = replies.problem(reply);
        if (problem != null) {
            boolean aboutPicture = problem.field() == null;
            throw new CallFailed(
                    aboutPicture
                            ? new Outcome(
                                    problem.outcomeClass(),
                                    null,
                                    null,
                                    problem.code(),
                                    "Picture '" + uploads.getFirst() + "': " + problem.message(),
                                    "images",
                                    problem.retryAfter())
                            : problem,
                    null);
        }
        String url = reply.json().path("images").path(0).path("url").asText();
        if (url.isBlank()) {
            throw Verdicts.unusable(
                    "naver", ApiCall.get("/v1/product-images/upload", null), reply.http(), "no address of the picture");
        }
        database.sql("""
                        insert into image_upload (account_id, media_key, url) values (?, ?, ?)
                        on conflict (account_id, media_key) do update set url = excluded.url, created_at = now()""")
                .params(job.accountId(), key(uploads.removeFirst()), url)
                .update();
    }

    /** The job with Naver's addresses in place of the hub's, inside the detail text too. */
    public ListingJob uploaded(@Variable("listing") ListingJob listing) {
        Map<String, String> known = known(listing);
        DetailHtml detail = new DetailHtml(listing.product().description());
        Map<String, String> replaced = new HashMap<>();
        hosted(detail).forEach(address -> Optional.ofNullable(known.get(key(address)))
                .ifPresent(url -> replaced.put(address, url)));
        return listing.withProduct(listing.product()
                .withImages(gallery(listing)
                        .map(address -> new ImageRef(known.getOrDefault(key(address), address)))
                        .toList())
                .withDescription(detail.withPictures(replaced)));
    }

    private Map<String, String> known(ListingJob listing) {
        String[] keys = toUpload(listing).stream().map(NaverImages::key).toArray(String[]::new);
        Map<String, String> known = new HashMap<>();
        if (keys.length > 0) {
            database.sql("select media_key, url from image_upload where account_id = ? and media_key = any(?)")
                    .params(listing.accountId(), keys)
                    .query(row -> {
                        known.put(row.getString("media_key"), row.getString("url"));
                    });
        }
        return known;
    }

    /** The different pictures that Naver must have: those of the gallery, and those of the detail text that the hub hosts. */
    private static Set<String> toUpload(ListingJob listing) {
        Set<String> addresses = new LinkedHashSet<>();
        gallery(listing).filter(address -> !address.contains(NAVER_CDN)).forEach(addresses::add);
        addresses.addAll(hosted(new DetailHtml(listing.product().description())));
        return addresses;
    }

    private static Stream<String> gallery(ListingJob listing) {
        return listing.product().images().stream().limit(MAX_IMAGES).map(ImageRef::url);
    }

    private static List<String> hosted(DetailHtml detail) {
        return detail.pictures().stream()
                .filter(address -> HOSTED.matcher(address).find())
                .toList();
    }

    /** The part of a hosted picture's address that stays when it moves to another public address or store. */
    private static String key(String address) {
        Matcher hosted = HOSTED.matcher(address);
        return hosted.find() ? hosted.group(1) : address;
    }

    private static String format(byte[] file) {
        if (startsWith(file, 0xFF, 0xD8, 0xFF)) {
            return "jpeg";
        }
        if (startsWith(file, 0x89, 'P', 'N', 'G')) {
            return "png";
        }
        if (startsWith(file, 'G', 'I', 'F', '8')) {
            return "gif";
        }
        return startsWith(file, 'B', 'M') ? "bmp" : null;
    }

    private static boolean startsWith(byte[] file, int... magic) {
        if (file.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((file[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
