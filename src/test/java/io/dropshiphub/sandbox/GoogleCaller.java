package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;

/** Calls the simulated Cloud Storage as its documentation says, with nothing but the JDK. */
final class GoogleCaller {

    static final String SCOPE = "https://www.googleapis.com/auth/devstorage.read_write";
    static final String PICTURES = "/gcs/upload/storage/v1/b/hub-pictures/o";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    final JsonNode keyFile;
    private final SandboxCaller caller;

    GoogleCaller(SandboxCaller caller) throws IOException {
        this.caller = caller;
        this.keyFile = SandboxCaller.tree(caller.control("GET", "/gcs/service-account.json", ""));
    }

    private PrivateKey privateKey() throws GeneralSecurityException {
        String pem = keyFile.path("private_key").asText();
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private byte[] sign(String text) throws GeneralSecurityException {
        Signature rsa = Signature.getInstance("SHA256withRSA");
        rsa.initSign(privateKey());
        rsa.update(text.getBytes(StandardCharsets.UTF_8));
        return rsa.sign();
    }

    /** The claims of an honest caller. */
    ObjectNode claims() {
        long now = caller.clock.millis() / 1000;
        return MAPPER.createObjectNode()
                .put("iss", keyFile.path("client_email").asText())
                .put("scope", SCOPE)
                .put("aud", keyFile.path("token_uri").asText())
                .put("iat", now)
                .put("exp", now + 3600);
    }

    String assertion(ObjectNode claims) throws GeneralSecurityException {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String signed = encoder.encodeToString("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                + "." + encoder.encodeToString(claims.toString().getBytes(StandardCharsets.UTF_8));
        return signed + "." + encoder.encodeToString(sign(signed));
    }

    HttpResponse<byte[]> grant(String assertion) throws IOException {
        return caller.send(HttpRequest.newBuilder(
                        URI.create(keyFile.path("token_uri").asText()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=" + assertion)));
    }

    String token() throws Exception {
        return SandboxCaller.tree(grant(assertion(claims())))
                .path("access_token")
                .asText();
    }

    HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(caller.uri(path)).header("Authorization", "Bearer " + token);
    }

    HttpResponse<byte[]> get(String token, String path) throws IOException {
        return caller.send(request(token, path).GET());
    }

    HttpResponse<byte[]> upload(String token, String name, String content, String... headers) throws IOException {
        HttpRequest.Builder request =
                request(token, PICTURES + "?uploadType=media&name=" + name).header("Content-Type", "image/png");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return caller.send(request.POST(BodyPublishers.ofString(content)));
    }

    HttpResponse<byte[]> multipart(String token, String query, String metadata, String content) throws IOException {
        String body = "--xyz\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n" + metadata
                + "\r\n--xyz\r\nContent-Type: image/jpeg\r\n\r\n" + content + "\r\n--xyz--";
        return caller.send(request(token, PICTURES + "?uploadType=multipart" + query)
                .header("Content-Type", "multipart/related; boundary=xyz")
                .POST(BodyPublishers.ofString(body)));
    }

    /** A V4 signed address, built step by step from the documented recipe. */
    URI signed(String method, String path, int seconds) throws Exception {
        Instant now = caller.clock.instant();
        String date = DATE.format(now);
        String scope = date.substring(0, 8) + "/auto/storage/goog4_request";
        String host = "127.0.0.1:" + caller.sandbox.port();
        String query = "X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Credential="
                + URLEncoder.encode(keyFile.path("client_email").asText() + "/" + scope, StandardCharsets.UTF_8)
                + "&X-Goog-Date=" + date + "&X-Goog-Expires=" + seconds + "&X-Goog-SignedHeaders=host";
        String canonical = method + "\n" + path + "\n" + query + "\nhost:" + host + "\n\nhost\nUNSIGNED-PAYLOAD";
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
        String text = "GOOG4-RSA-SHA256\n" + date + "\n" + scope + "\n"
                + HexFormat.of().formatHex(hash);
        String signature = HexFormat.of().formatHex(sign(text));
        return URI.create("http://" + host + "/gcs" + path + "?" + query + "&X-Goog-Signature=" + signature);
    }
}
