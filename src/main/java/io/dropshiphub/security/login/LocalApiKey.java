package io.dropshiphub.security.login;

import io.dropshiphub.product.Owners;
import io.dropshiphub.security.files.PrivateFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
 * hub that was started for development. A key whose file is gone is revoked and replaced; the
 * key is called by its file, so hubs on one database that keep files of their own leave each other's keys alone.
 */
@Component
class LocalApiKey implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(LocalApiKey.class);
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
        String name = "curl by " + file.toAbsolutePath().normalize() + " on " + machine();
        keys.revokeNamed(Owners.HOUSE, name, ACTOR);
        String key = keys.make(Owners.HOUSE, name, null, ACTOR).key();
        try {
            PrivateFile.replace(file, "header = \"X-API-Key: " + key + "\"\n");
        } catch (IOException e) {
            throw LoginProblem.unwritable(file, e);
        }
        LOG.info("Wrote an administrator's API key for curl; use it with curl -K {}", file);
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this machine";
        }
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
