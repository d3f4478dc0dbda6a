package io.dropshiphub.security.audit;

import io.dropshiphub.security.SecretInfo;
import io.dropshiphub.security.SecretName;
import io.dropshiphub.security.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A vault without a database: secrets in the memory of the test. */
final class KeptSecrets implements Vault {

    private final Map<SecretName, String> values = new ConcurrentHashMap<>();

    @Override
    public void put(SecretName name, String value, Instant expires, String actor) {
        values.put(name, value);
    }

    @Override
    public Optional<String> open(SecretName name, String purpose) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public List<SecretInfo> describe(String owner) {
        return List.of();
    }

    @Override
    public void remove(SecretName name, String actor) {
        values.remove(name);
    }
}
