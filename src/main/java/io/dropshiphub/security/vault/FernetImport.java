package io.dropshiphub.security.vault;

import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import io.dropshiphub.security.SecretImport;
import io.dropshiphub.security.Vault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Opens Fernet tokens and puts what is in them into the vault. */
@Service
class FernetImport implements SecretImport {

    private final Vault vault;
    private final SecretRows rows;
    private final AuditLog audit;

    FernetImport(Vault vault, SecretRows rows, AuditLog audit) {
        this.vault = vault;
        this.rows = rows;
        this.audit = audit;
    }

    @Override
    public List<Result> importFernet(List<String> keys, List<Row> rows, boolean replace, String actor) {
        List<FernetKey> usable = keys(keys);
        List<Result> results;
        try {
            results =
                    rows.stream().map(row -> take(usable, row, replace, actor)).toList();
        } finally {
            usable.forEach(FernetKey::wipe);
        }
        long stored = results.stream().filter(result -> result.code() == null).count();
        audit.append(AuditEntry.done(
                actor,
                "secret.import",
                "vault",
                Map.of("stored", Long.toString(stored), "refused", Long.toString(results.size() - stored))));
        return results;
    }

    private static List<FernetKey> keys(List<String> texts) {
        if (texts.isEmpty()) {
            throw ImportProblem.noKey();
        }
        List<FernetKey> keys = new ArrayList<>();
        for (String text : texts) {
            int place = keys.size() + 1;
            keys.add(FernetKey.parse(text).orElseThrow(() -> ImportProblem.unusableKey(place)));
        }
        return keys;
    }

    private Result take(List<FernetKey> keys, Row row, boolean replace, String actor) {
        try {
            if (!replace && rows.find(row.name()).isPresent()) {
                throw ImportProblem.thereAlready(row.name());
            }
            FernetToken token = FernetToken.parse(row.token()).orElseThrow(() -> ImportProblem.noToken(row.name()));
            byte[] clear = keys.stream()
                    .map(key -> key.open(token))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow(() -> ImportProblem.noKeyFits(row.name()));
            vault.put(row.name(), text(row, clear), null, actor);
            return new Result(row.name(), null, null);
        } catch (CodedProblem e) {
            return new Result(row.name(), e.code(), e.detail());
        }
    }

    /** As text; the bytes are wiped. */
    private static String text(Row row, byte[] clear) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(clear))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ImportProblem.noText(row.name());
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }
}
