package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Multipart;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.spec.SecretKeySpec;

/**
 * The upload of product pictures (Naver Commerce API docs, product image upload). Products may show only addresses that
 * were issued here. An issued address carries a signature, so nothing need be remembered and it stays good after a
 * restart.
 */
final class NaverImages {

    private static final String CDN = "https://shop-phinf.pstatic.net/sandbox/";
    private static final int MAX_FILES = 10;

    /** For the whole request, by a maintainer's answer; the documentation gives no limit. */
    private static final int MAX_BYTES = 10 * 1024 * 1024;

    private static final int SIGNATURE_LENGTH = 16;

    private final SecretKeySpec key;
    private final AtomicLong issued = new AtomicLong();

    NaverImages(long seed) {
        key = CoupangSignature.key("sandbox images " + seed);
    }

    WireReply upload(Routes.Call call) throws IOException {
        List<Multipart.Part> parts = Multipart.parse(
                call.request().header("Content-Type"), call.request().body());
        if (parts == null) {
            return NaverReplies.failed(400, "BAD_REQUEST", "multipart/form-data 요청이 아닙니다.");
        }
        List<Multipart.Part> files =
                parts.stream().filter(part -> part.name().equals("imageFiles")).toList();
        if (files.isEmpty()) {
            return NaverReplies.invalid("imageFiles", "NotEmpty", "필수 입력 항목입니다.");
        }
        if (files.size() > MAX_FILES) {
            return NaverReplies.invalid("imageFiles", "SizeMax", "이미지는 최대 " + MAX_FILES + "개까지 업로드할 수 있습니다.");
        }
        if (call.request().body().length >= MAX_BYTES) {
            return NaverReplies.invalid("imageFiles", "SizeMax", "이미지 파일의 전체 크기는 10MB 미만이어야 합니다.");
        }
        for (Multipart.Part file : files) {
            ImageFormat format = ImageFormat.of(file.content());
            if (format == null || format == ImageFormat.WEBP || !isDeclared(file, format)) {
                return NaverReplies.invalid("imageFiles", "NotValid", "jpg, jpeg, gif, png, bmp 형식의 이미지만 업로드할 수 있습니다.");
            }
        }
        ObjectNode reply = Json.object();
        ArrayNode images = reply.putArray("images");
        for (int i = 0; i < files.size(); i++) {
            images.addObject().put("url", issue());
        }
        return Json.reply(200, reply);
    }

    /** The part's content type must be the picture's real format. */
    private static boolean isDeclared(Multipart.Part file, ImageFormat format) {
        return file.contentType().equals(format.contentType)
                || format == ImageFormat.JPEG && file.contentType().equals("image/jpg");
    }

    private String issue() {
        String number = Long.toString(System.currentTimeMillis(), 36) + issued.incrementAndGet();
        return CDN + number + "_" + signature(number) + ".jpg";
    }

    boolean isIssued(String url) {
        int underscore = url.lastIndexOf('_');
        if (!url.startsWith(CDN) || !url.endsWith(".jpg") || underscore < CDN.length()) {
            return false;
        }
        String number = url.substring(CDN.length(), underscore);
        return url.equals(CDN + number + "_" + signature(number) + ".jpg");
    }

    private String signature(String number) {
        return CoupangSignature.sign(key, number).substring(0, SIGNATURE_LENGTH);
    }
}
