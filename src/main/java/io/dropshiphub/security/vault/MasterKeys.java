package io.dropshiphub.security.vault;

import io.dropshiphub.security.files.PrivateFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds the master key: in the setting, or in its file, which the development run makes for itself. */
@Component
class MasterKeys {

    private static final Logger LOG = LoggerFactory.getLogger(MasterKeys.class);
    private static final String SETTING = "ENCRYPTION_MASTER_KEY (hub.security.master-key)";
    private static final String PREVIOUS = "ENCRYPTION_MASTER_KEY_PREVIOUS (hub.security.master-key-previous)";

    private final MasterKey current;
    private final MasterKey previous;

    MasterKeys(MasterKeySettings settings) {
        current = settings.masterKey().isBlank() ? fromFile(settings) : parse(SETTING, settings.masterKey());
        previous = settings.masterKeyPrevious().isBlank() ? null : parse(PREVIOUS, settings.masterKeyPrevious());
    }

    MasterKey current() {
        return current;
    }

    /** The one before, when somebody has just changed it. */
    Optional<MasterKey> previous() {
        return Optional.ofNullable(previous);
    }

    private static MasterKey fromFile(MasterKeySettings settings) {
        if (settings.masterKeyFile().isBlank()) {
            throw VaultStartProblem.noMasterKey();
        }
        Path file = Path.of(settings.masterKeyFile());
        try {
            if (settings.makeMasterKey() && !Files.exists(file)) {
                make(file);
            }
            return parse("The file " + file, Files.readString(file));
        } catch (IOException e) {
            throw VaultStartProblem.unusableFile(file, e);
        }
    }

    private static void make(Path file) throws IOException {
        try {
            PrivateFile.create(file, Base64.getEncoder().encodeToString(Aes.newKey()) + "\n");
            LOG.info("Made a master key for the development run: {}. Without it what the vault keeps is lost", file);
        } catch (FileAlreadyExistsException e) {
            // another hub was quicker; its key is as good
        }
    }

    private static MasterKey parse(String where, String text) {
        try {
            return MasterKey.parse(text);
        } catch (WeakKey e) {
            throw VaultStartProblem.weakMasterKey(where, e.getMessage());
        }
    }
}
