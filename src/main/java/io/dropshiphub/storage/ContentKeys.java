package io.dropshiphub.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;

/** Keys made from content: the same content has the same key, so that keeping it twice is keeping it once. */
final class ContentKeys {

    private static final Pattern ENDING = Pattern.compile("\\.([A-Za-z0-9]{1,10})$");

    private ContentKeys() {}

    /** @param name whose ending the key takes over, or null */
    static String of(Resource content, String name) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(content.getInputStream(), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        Matcher ending = ENDING.matcher(name == null ? "" : name);
        return HexFormat.of().formatHex(digest.digest())
                + (ending.find() ? ending.group().toLowerCase() : "");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
