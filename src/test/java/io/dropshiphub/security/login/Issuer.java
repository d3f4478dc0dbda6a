package io.dropshiphub.security.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** An OpenID Connect issuer: discovery document, keys, tokens. */
final class Issuer implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile RSAKey key = newKey("first");
    private volatile String claimedIssuer;

    Issuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        claimedIssuer = name();
        server.createContext(
                "/realm/.well-known/openid-configuration",
                exchange -> answer(
                        exchange, () -> "{\"issuer\":\"" + claimedIssuer + "\",\"jwks_uri\":\"" + name() + "/keys\"}"));
        server.createContext(
                "/realm/keys",
                exchange -> answer(exchange, () -> {
                    fetches.incrementAndGet();
                    return new JWKSet(key.toPublicJWK()).toString();
                }));
        server.start();
    }

    /** As in {@code iss}. */
    String name() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
    }

    /** How often the keys were fetched. */
    int fetches() {
        return fetches.get();
    }

    RSAKey key() {
        return key;
    }

    /** Signs with another key from now on. */
    void changeKey() {
        key = newKey("second");
    }

    /** Says in its discovery document that it is somebody else. */
    void pretendToBe(String other) {
        claimedIssuer = other;
    }

    String token(JWTClaimsSet claims) {
        return token(claims, key);
    }

    static String token(JWTClaimsSet claims, RSAKey key) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, Supplier<String> body) throws IOException {
        try (exchange) {
            byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
