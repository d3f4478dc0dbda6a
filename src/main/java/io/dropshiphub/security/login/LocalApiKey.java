package io.dropshiphub.security.login;

import io.dropshiphub.product.Owners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes an administrator's API key as a configuration file of curl, so that whoever can read this machine's files can call a
 * hub that was started for development. A key whose file is gone is revoked and replaced.
 */
@Component
class LocalApiKey implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(LocalApiKey.class);
    private static final String NAME = "curl on this machine";
    private static final String ACTOR = "hub:start";
    private static final Pattern LINE = Pattern.compile("header = \"X-API-Key: ([A-Za-z0-9_-]+)\"");

    private final Path file;
    private final ApiKeyRing keys;
    private final UserRows rows;
    private final TransactionTemplate transaction;

    LocalApiKey(LoginProperties properties, ApiKeyRing keys, UserRows rows, TransactionTemplate transaction) {
        this.file = properties.localApiKeyFile();
        this.keys = keys;
        this.rows = rows;
        this.transaction = transaction;
    }

    /** Before the hub listens. */
    @Override
    public void afterSingletonsInstantiated() {
        if (file != null && !file.toString().isBlank()) {
            transaction.executeWithoutResult(status -> {
                // another hub that starts now may share the file
                rows.lock(Owners.HOUSE);
                if (!keys.works(written())) {
                    write();
                }
            });
        }
    }

    private void write() {
        keys.revokeNamed(Owners.HOUSE, NAME, ACTOR);
        String key = keys.make(Owners.HOUSE, NAME, null, ACTOR).key();
        SecretFile.write(file, "header = \"X-API-Key: " + key + "\"\n");
        LOG.info("Wrote an administrator's API key for curl; use it with curl -K {}", file);
    }

    /** The key in the file; null when there is none. */
    private String written() {
        try {
            Matcher line = LINE.matcher(Files.exists(file) ? Files.readString(file) : "");
            return line.find() ? line.group(1) : null;
        } catch (IOException e) {
            LOG.warn(
                    "{} cannot be read ({}); it is written anew with another key", file.toAbsolutePath(), e.toString());
            return null;
        }
    }
}
