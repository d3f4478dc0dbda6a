package io.dropshiphub.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The hub's own record of which store has which object. */
@Component
class StoredObjects {

    private final JdbcClient jdbc;

    StoredObjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<StoredObject> find(String key) {
        return jdbc.sql("""
                        select object_key, purpose, store, bytes, content_type, name from stored_object
                        where object_key = ?
                        """).param(key).query(StoredObjects::read).optional();
    }

    /** Notes where an object is; when somebody else was faster, theirs stays and is given back. */
    StoredObject add(StoredObject object) {
        jdbc.sql("""
                        insert into stored_object (object_key, purpose, store, bytes, content_type, name)
                        values (?, ?, ?, ?, ?, ?) on conflict (object_key) do nothing
                        """)
                .params(
                        object.key(),
                        object.purpose().key(),
                        object.store(),
                        object.bytes(),
                        object.contentType(),
                        object.name())
                .update();
        return find(object.key()).orElse(object);
    }

    void remove(String key) {
        jdbc.sql("delete from stored_object where object_key = ?").param(key).update();
    }

    /** Everything that addresses of pictures ever began with. */
    List<String> bases() {
        return jdbc.sql("select base from storage_address").query(String.class).list();
    }

    void addBase(String base) {
        jdbc.sql("insert into storage_address (base) values (?) on conflict (base) do nothing")
                .param(base)
                .update();
    }

    private static StoredObject read(ResultSet row, int number) throws SQLException {
        return new StoredObject(
                row.getString("object_key"),
                Purpose.of(row.getString("purpose")),
                row.getString("store"),
                row.getLong("bytes"),
                row.getString("content_type"),
                row.getString("name"));
    }
}
