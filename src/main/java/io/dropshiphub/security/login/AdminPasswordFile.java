package io.dropshiphub.security.login;

import io.dropshiphub.product.Owners;
import io.dropshiphub.security.files.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The file with the first administrator's one-time password; gone as soon as the password is. */
@Component
class AdminPasswordFile {

    private static final Logger LOG = LoggerFactory.getLogger(AdminPasswordFile.class);

    private final Path file;

    AdminPasswordFile(LoginProperties properties) {
        this.file = properties.adminPasswordFile();
    }

    void write(String password) {
        try {
            PrivateFile.replace(file, password + "\n");
        } catch (IOException e) {
            throw LoginProblem.unwritable(file, e);
        }
        LOG.info(
                "First start: log in as 'admin' with the one-time password in {} and set your own",
                file.toAbsolutePath());
    }

    /** Deletes the file when it is that user's password that was changed. */
    void passwordChanged(long userId) {
        if (userId != Owners.HOUSE) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn(
                    "{} cannot be deleted; the password in it works no more, delete it by hand", file.toAbsolutePath());
        }
    }
}
