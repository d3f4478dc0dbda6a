package io.dropshiphub.platforms.naver;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** The signature of Naver's token request: bcrypt over id and time, salted with the client secret, in base64. */
final class NaverSignature {

    private NaverSignature() {}

    /**
     * @param clientSecret itself a bcrypt salt, {@code $2a$10$} and 22 characters
     * @param timestamp epoch milliseconds
     */
    static String of(String clientId, String clientSecret, long timestamp) {
        String hash = BCrypt.hashpw(clientId + "_" + timestamp, clientSecret);
        // a bcrypt string never needs the two characters in which the base64 alphabets differ
        return Base64.getEncoder().encodeToString(hash.getBytes(StandardCharsets.US_ASCII));
    }
}
