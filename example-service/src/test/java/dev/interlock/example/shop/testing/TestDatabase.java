package dev.interlock.example.shop.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL server for the tests of this JVM, from a jar with its binaries. It starts at the first use, and stops with
 * the JVM. Each test has its own schema.
 */
public final class TestDatabase implements AutoCloseable {
    private static @Nullable EmbeddedPostgres server;
    private static final Deque<String> FREE = new ArrayDeque<>();
    private static int created;

    private final String schema;

    private TestDatabase(String schema) {
        this.schema = schema;
    }

    private static synchronized EmbeddedPostgres server() {
        EmbeddedPostgres running = server;
        if (running == null) {
            try {
                running = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server = running;
        }
        return running;
    }

    /** Returns a schema without rows. The shop creates the tables when it first opens the schema. */
    public static synchronized TestDatabase empty() {
        String name = FREE.isEmpty() ? "shop" + ++created : FREE.removeFirst();
        TestDatabase database = new TestDatabase(name);
        database.execute("create schema if not exists " + name);
        database.truncate();
        return database;
    }

    private void truncate() {
        List<String> tables = texts("select quote_ident(tablename) from pg_tables where schemaname = '" + schema
                + "' and tablename <> 'flyway_schema_history'");
        if (!tables.isEmpty()) {
            execute("truncate " + String.join(", ", tables) + " restart identity");
        }
    }

    /** Returns the JDBC URL of the schema. */
    public String url() {
        return server().getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
    }

    /**
     * Returns the address of the server in the form of hosting platforms: {@code
     * postgres://postgres:secret@localhost:1/name}.
     */
    public String platformUrl() {
        return "postgres://postgres:secret@localhost:" + server().getPort() + "/postgres?currentSchema=" + schema;
    }

    public String schema() {
        return schema;
    }

    /** Executes a statement in the schema. */
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Returns the first column of a query as text. */
    public List<String> texts(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Returns the number that a query selects. */
    public long number(String sql) {
        return Long.parseLong(texts(sql).get(0));
    }

    /** Opens a connection whose search path is the schema. */
    public Connection connect() throws SQLException {
        Connection connection = server().getPostgresDatabase().getConnection();
        connection.setSchema(schema);
        return connection;
    }

    /** Releases the schema for other tests. */
    @Override
    public void close() {
        synchronized (TestDatabase.class) {
            FREE.addLast(schema);
        }
    }
}
