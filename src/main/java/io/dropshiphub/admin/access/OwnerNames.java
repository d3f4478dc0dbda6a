package io.dropshiphub.admin.access;

import io.dropshiphub.product.Caller;
import io.dropshiphub.product.Role;
import io.dropshiphub.product.Scope;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the owner that a request names by their user name. */
@Component
public class OwnerNames {

    private final JdbcClient database;

    OwnerNames(JdbcClient database) {
        this.database = database;
    }

    /**
     * Whose batches and accounts a request asks for.
     *
     * @param owner null or blank for all that the caller sees
     * @throws OwnerProblem when there is no such user, or the caller may not name others
     */
    public Scope scope(Caller caller, String owner) {
        return owner == null || owner.isBlank() ? caller.scope() : Scope.of(id(caller, owner.strip(), false));
    }

    /**
     * Whose a thing is going to be that a request makes.
     *
     * @param owner null or blank for a seller's own, or the house's when it is staff that asks
     * @throws OwnerProblem when there is no such user, they are disabled, or the caller may not name others
     */
    public long owner(Caller caller, String owner) {
        return owner == null || owner.isBlank() ? caller.actsFor() : id(caller, owner.strip(), true);
    }

    /** The ids of the sellers who may log in, by their names. */
    public Map<String, Long> sellers() {
        Map<String, Long> sellers = new TreeMap<>();
        database.sql("select username, id from app_user where role = ? and disabled_at is null")
                .param(Role.SELLER.name())
                .query(row -> {
                    sellers.put(row.getString(1), row.getLong(2));
                });
        return sellers;
    }

    /** @param enabled whether somebody who may no longer log in is as good as nobody; what was theirs stays to be looked at */
    private long id(Caller caller, String owner, boolean enabled) {
        if (owner.equals(caller.username())) {
            return caller.userId();
        }
        if (!caller.seesAll()) {
            throw OwnerProblem.notYours();
        }
        return database.sql("select id from app_user where username = :name and (not :enabled or disabled_at is null)")
                .param("name", owner)
                .param("enabled", enabled)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> OwnerProblem.unknown(owner));
    }
}
