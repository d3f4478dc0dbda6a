/** The hub's PostgreSQL: the one that {@code DATABASE_URL} names, or an embedded one that keeps its data on disk. */
package io.dropshiphub.admin.database;
