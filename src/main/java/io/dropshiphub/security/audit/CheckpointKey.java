package io.dropshiphub.security.audit;

import io.dropshiphub.security.SecretName;
import io.dropshiphub.security.Vault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Signs checkpoints. Its key lies in the vault: who can write to the database cannot sign. */
@Component
class CheckpointKey {

    private static final SecretName SECRET = new SecretName("hub:audit", "checkpoint-key");
    private static final String ACTOR = "hub:audit";
    /** Held while a key is made, so that two hubs that start together make one. */
    private static final long MAKING = 4_210_022_001L;

    private final Vault vault;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private KeyPair pair;

    CheckpointKey(Vault vault, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.vault = vault;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    Checkpoint sign(ChainHead head, String at) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(pair().getPrivate());
            signer.update(bytes(Checkpoint.signed(head.seq(), head.hash(), at)));
            String signature = Base64.getEncoder().encodeToString(signer.sign());
            return new Checkpoint(head.seq(), head.hash(), at, id(pair().getPublic()), signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 17 signs with Ed25519", e);
        }
    }

    /** Whether the {@linkplain #load loaded} key has signed it, and nothing of it was changed. */
    boolean signed(Checkpoint checkpoint) {
        KeyPair known = loaded();
        if (known == null) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(known.getPublic());
            verifier.update(bytes(Checkpoint.signed(checkpoint.seq(), checkpoint.hash(), checkpoint.at())));
            return verifier.verify(Base64.getDecoder().decode(checkpoint.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Fetches the key from the vault, if there is one; to be called before {@link #signed} where nothing may be written, which
     * opening a secret does.
     */
    synchronized void load() {
        if (pair == null) {
            pair = stored().orElse(null);
        }
    }

    private synchronized KeyPair loaded() {
        return pair;
    }

    private synchronized KeyPair pair() {
        if (pair == null) {
            pair = transaction.execute(status -> {
                jdbc.sql("select pg_advisory_xact_lock(?)")
                        .param(MAKING)
                        .query()
                        .singleRow();
                return stored().orElseGet(this::make);
            });
        }
        return pair;
    }

    private Optional<KeyPair> stored() {
        return vault.open(SECRET, ACTOR).map(CheckpointKey::read);
    }

    private KeyPair make() {
        try {
            KeyPair made = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Base64.Encoder text = Base64.getEncoder();
            vault.put(
                    SECRET,
                    text.encodeToString(made.getPrivate().getEncoded()) + "."
                            + text.encodeToString(made.getPublic().getEncoded()),
                    null,
                    ACTOR);
            return made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 17 makes Ed25519 keys", e);
        }
    }

    private static KeyPair read(String stored) {
        try {
            String[] parts = stored.split("\\.", 2);
            KeyFactory keys = KeyFactory.getInstance("Ed25519");
            return new KeyPair(
                    keys.generatePublic(
                            new X509EncodedKeySpec(Base64.getDecoder().decode(parts[1]))),
                    keys.generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getDecoder().decode(parts[0]))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the secret " + SECRET + " is no key that the hub has made", e);
        }
    }

    private static String id(PublicKey key) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return HexFormat.of().formatHex(digest, 0, 8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
