package io.dropshiphub.security.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.security.SecretInfo;
import io.dropshiphub.security.SecretName;
import io.dropshiphub.security.Vault;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys that sign access tokens. They live in the vault, whole: whoever writes to the database cannot slip in a public key
 * of their own. All hubs on one database share them.
 */
@Component
class SigningKeys {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final String OWNER = "hub:tokens";
    private static final String ACTOR = "hub:tokens";
    private static final int ID_BYTES = 8;

    /** Two hubs do not make a new key at the same time; the number means nothing. */
    private static final long ADVISORY_LOCK = 7_301_001L;

    /** A new key signs nothing before every hub has seen it. */
    private static final Duration PUBLISHED = Duration.ofMinutes(1);

    private static final Duration REREAD_EVERY = Duration.ofSeconds(20);

    /** Tokens with an invented key id do not make the hub read the vault more often than this. */
    private static final Duration REREAD_AT_MOST = Duration.ofSeconds(1);

    private record Dated(ECKey key, Instant since) {}

    private final Vault vault;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final LoginProperties.TokenTimes times;

    /** The newest first. */
    private List<Dated> keys = List.of();

    private Instant readAt = Instant.MIN;

    SigningKeys(
            LoginProperties properties, Vault vault, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.times = properties.tokens();
        this.vault = vault;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The key to sign with: the newest one that every hub knows. */
    synchronized ECKey current() {
        reread(REREAD_EVERY);
        if (keys.isEmpty()) {
            rotate();
        }
        return keys.get(currentIndex()).key();
    }

    /** The key of that id; empty when there is none any more. */
    synchronized Optional<ECKey> find(String id) {
        reread(REREAD_EVERY);
        Optional<ECKey> known = known(id);
        if (known.isPresent()) {
            return known;
        }
        reread(REREAD_AT_MOST);
        return known(id);
    }

    /** Makes a new key when the newest is old enough, and removes those that no valid token is signed with. */
    synchronized void rotate() {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select pg_advisory_xact_lock(?)")
                    .param(ADVISORY_LOCK)
                    .query((row, n) -> 1)
                    .list();
            read();
            Instant now = clock.instant();
            if (keys.isEmpty() || !keys.get(0).since().plus(times.signingKey()).isAfter(now)) {
                ECKey made = generate();
                vault.put(new SecretName(OWNER, made.getKeyID()), made.toJSONString(), null, ACTOR);
                read();
            }
            removeOutlived(now);
        });
    }

    /** A key's last tokens were signed when its successor was published, and have expired since. */
    private void removeOutlived(Instant now) {
        List<Dated> kept = new ArrayList<>(keys.subList(0, 1));
        for (int i = 1; i < keys.size(); i++) {
            Instant lastExpiry =
                    keys.get(i - 1).since().plus(PUBLISHED).plus(REREAD_EVERY).plus(times.access());
            if (lastExpiry.isAfter(now)) {
                kept.add(keys.get(i));
            } else {
                vault.remove(new SecretName(OWNER, keys.get(i).key().getKeyID()), ACTOR);
            }
        }
        keys = List.copyOf(kept);
    }

    private int currentIndex() {
        Instant published = clock.instant().minus(PUBLISHED);
        for (int i = 0; i < keys.size(); i++) {
            if (!keys.get(i).since().isAfter(published)) {
                return i;
            }
        }
        // the hub's first key has nobody to wait for
        return keys.size() - 1;
    }

    private Optional<ECKey> known(String id) {
        return keys.stream()
                .map(Dated::key)
                .filter(key -> key.getKeyID().equals(id))
                .findFirst();
    }

    private void reread(Duration every) {
        if (readAt.equals(Instant.MIN) || !readAt.plus(every).isAfter(clock.instant())) {
            read();
        }
    }

    /** Opens only what was not opened before: every opening leaves a line in the audit log. */
    private void read() {
        Map<String, ECKey> opened = new HashMap<>();
        keys.forEach(dated -> opened.put(dated.key().getKeyID(), dated.key()));
        List<Dated> found = new ArrayList<>();
        for (SecretInfo info : vault.describe(OWNER)) {
            ECKey key = opened.get(info.name().field());
            if (key == null) {
                key = open(info.name());
            }
            if (key != null) {
                found.add(new Dated(key, info.createdAt()));
            }
        }
        found.sort(Comparator.comparing(Dated::since).reversed());
        keys = List.copyOf(found);
        readAt = clock.instant();
    }

    /** Null when another hub has just removed it, or when it does not open: its tokens are refused then, others go on. */
    private ECKey open(SecretName name) {
        try {
            return vault.open(name, ACTOR).map(SigningKeys::parse).orElse(null);
        } catch (CodedProblem altered) {
            LOG.warn("{} Access tokens that it signed are refused", altered.detail());
            return null;
        }
    }

    private static ECKey generate() {
        byte[] id = new byte[ID_BYTES];
        new SecureRandom().nextBytes(id);
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(HexFormat.of().formatHex(id))
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has the curve P-256", e);
        }
    }

    private static ECKey parse(String json) {
        try {
            return ECKey.parse(json);
        } catch (ParseException e) {
            throw new IllegalStateException("a signing key in the vault is not one of the hub's");
        }
    }
}
