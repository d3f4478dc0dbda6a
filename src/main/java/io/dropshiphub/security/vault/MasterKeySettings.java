package io.dropshiphub.security.vault;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the master key comes from.
 *
 * @param masterKey the key itself; blank: see {@code masterKeyFile}
 * @param masterKeyPrevious the key before, when it has just been changed; blank: none
 * @param masterKeyFile a file that has the key; blank: none
 * @param makeMasterKey whether the file is made when it is missing; for the development run only
 */
@ConfigurationProperties("hub.security")
record MasterKeySettings(
        @DefaultValue("") String masterKey,
        @DefaultValue("") String masterKeyPrevious,
        @DefaultValue("") String masterKeyFile,
        @DefaultValue("false") boolean makeMasterKey) {

    /** Without the keys: configuration records end up in messages. */
    @Override
    public String toString() {
        return "master key settings";
    }
}
