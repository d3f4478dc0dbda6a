package io.dropshiphub.admin.database;

/** A PostgreSQL that is ready, and how to reach it; closing it stops only what the hub itself runs. */
interface DatabaseServer extends AutoCloseable {

    DatabaseUrl url();

    @Override
    void close();

    /** A server that somebody else runs. */
    static DatabaseServer elsewhere(DatabaseUrl url) {
        return new DatabaseServer() {
            @Override
            public DatabaseUrl url() {
                return url;
            }

            @Override
            public void close() {
                // not ours to stop
            }
        };
    }
}
