package dev.interlock.example.shop.database;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Migrates the schema with the files in {@code db/migration}. Flyway takes a lock in the database, so replicas that
 * start at the same time wait for the first one.
 */
final class Migrations {
    private Migrations() {}

    /** @throws DatabaseException if a migration fails, or if the schema has changes that are not in the files */
    static void run(DatabaseUrl url) {
        try {
            Flyway.configure()
                    // Not the pool: a migration may take longer than the statements of a request.
                    .dataSource(url.jdbc(), url.user(), url.password())
                    .locations("classpath:db/migration")
                    // Otherwise, Flyway would only warn about a jar without the files.
                    .failOnMissingLocations(true)
                    // A replica of the previous version starts while the schema is already newer.
                    .ignoreMigrationPatterns("*:future")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new DatabaseException("The migration of the database schema failed: " + SqlFailures.line(e)
                    + ". Tip: the table flyway_schema_history lists the migrations that have run");
        }
    }
}
