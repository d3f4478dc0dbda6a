package io.dropshiphub.security.login;

import java.text.Normalizer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes passwords with Argon2id, a few at a time: each one is meant to cost memory and work. */
@Component
class PasswordHashes {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final PasswordEncoder encoder;
    private final Semaphore turns;
    private final Duration patience;
    /** What the password of somebody unknown is compared with. */
    private final String nobodys;

    PasswordHashes(LoginProperties properties) {
        LoginProperties.Hashing costs = properties.hashing();
        // the name in front of each hash lets another algorithm come later
        encoder = new DelegatingPasswordEncoder(
                "argon2",
                Map.of(
                        "argon2",
                        new Argon2PasswordEncoder(
                                SALT_BYTES,
                                HASH_BYTES,
                                costs.parallelism(),
                                (int) costs.memory().toKilobytes(),
                                costs.iterations())));
        turns = new Semaphore(costs.atOnce(), true);
        patience = costs.patience();
        nobodys = hash(RandomTexts.token());
    }

    /**
     * Does something that hashes when it is its turn.
     *
     * @throws LoginProblem when its turn does not come in time
     */
    <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw LoginProblem.busy(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LoginProblem.busy(patience);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    /** The hash to store. */
    String hash(String password) {
        return encoder.encode(normalized(password));
    }

    /**
     * Whether it is the password.
     *
     * @param password what was typed; null matches nothing
     * @param hash the stored one; null: there is none, which takes as much work to find out
     */
    boolean matches(String password, String hash) {
        boolean same = encoder.matches(password == null ? "" : normalized(password), hash == null ? nobodys : hash);
        return same && hash != null && password != null;
    }

    /** Whether today's settings would make a stronger hash. */
    boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    /** Keyboards spell the same Hangul in different ways. */
    private static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }
}
