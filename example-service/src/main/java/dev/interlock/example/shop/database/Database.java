package dev.interlock.example.shop.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL database with the schema of the shop, and a connection pool. Safe for use by several threads. Its methods
 * block, so they must not run on an event loop.
 *
 * <p>All transactions are {@code READ COMMITTED}, and take their locks in one order: the advisory lock of an
 * idempotency key, user, cart, order, payment, and products by ascending id. So there are neither
 * serialization failures nor deadlocks.
 */
public final class Database implements AutoCloseable {
    /** Maximum time that a request waits for a connection of the pool. After that, the response is 503. */
    private static final Duration POOL_PATIENCE = Duration.ofSeconds(2);

    /**
     * Time limits of the database server: for a statement, for a lock, and for a transaction whose client is idle. They
     * end the transactions of a stalled or vanished process.
     */
    private static final String SERVER_LIMITS =
            "-c statement_timeout=5s -c lock_timeout=3s -c idle_in_transaction_session_timeout=10s";

    /** Seconds without data after which the driver closes a connection. Longer than the time limit of a statement. */
    private static final int SOCKET_TIMEOUT_SECONDS = 15;

    private static final int CONNECT_TIMEOUT_SECONDS = 5;

    private final DatabaseUrl url;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final SqlFailures failures = new SqlFailures();

    private Database(DatabaseUrl url, HikariDataSource pool) {
        this.url = url;
        this.pool = pool;
        this.jdbi = Jdbi.create(pool)
                .registerArrayType(Long.class, "bigint")
                .registerArrayType(Integer.class, "integer")
                .registerArrayType(String.class, "text");
    }

    /**
     * Connects to a database, and migrates its schema. If another process is migrating it, waits for that process.
     *
     * @param poolSize maximum number of connections for requests; one more connection receives notifications
     * @throws DatabaseException if the database cannot be reached, or the migration fails
     */
    public static Database open(DatabaseUrl url, int poolSize) {
        requireConnection(url);
        Migrations.run(url);
        return new Database(url, new HikariDataSource(settings(url, poolSize)));
    }

    /** Connects once without the pool, because the pool would report a failure in several lines. */
    private static void requireConnection(DatabaseUrl url) {
        try (Connection connection = ChangeConnection.connect(url, CONNECT_TIMEOUT_SECONDS)) {
            connection.isValid(CONNECT_TIMEOUT_SECONDS);
        } catch (SQLException e) {
            throw new DatabaseException("The database " + url + " cannot be used: " + SqlFailures.line(e)
                    + ". Tip: check the setting database-url");
        }
    }

    private static HikariConfig settings(DatabaseUrl url, int poolSize) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("shop");
        config.setJdbcUrl(url.jdbc());
        config.setUsername(url.user());
        config.setPassword(url.password());
        config.setMaximumPoolSize(poolSize);
        // The pool closes connections that are idle for ten minutes, except one.
        config.setMinimumIdle(1);
        config.setConnectionTimeout(POOL_PATIENCE.toMillis());
        config.setValidationTimeout(1_000);
        // The driver rejects a property that is set twice, so the URL wins.
        addUnlessInUrl(config, url, "options", SERVER_LIMITS);
        addUnlessInUrl(config, url, "socketTimeout", Integer.toString(SOCKET_TIMEOUT_SECONDS));
        addUnlessInUrl(config, url, "connectTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
        addUnlessInUrl(config, url, "tcpKeepAlive", "true");
        addUnlessInUrl(config, url, "ApplicationName", "shop");
        return config;
    }

    private static void addUnlessInUrl(HikariConfig config, DatabaseUrl url, String name, String value) {
        if (!url.jdbc().contains(name + "=")) {
            config.addDataSourceProperty(name, value);
        }
    }

    DatabaseUrl url() {
        return url;
    }

    /**
     * Runs statements outside a transaction: each statement is its own transaction.
     *
     * @throws dev.interlock.example.shop.refusal.Unavailable if the database cannot be reached or has no free
     *     connection
     * @throws dev.interlock.example.shop.refusal.Refusal if a value cannot be stored
     */
    public <T extends @Nullable Object> T read(HandleCallback<T, RuntimeException> work) {
        try {
            return jdbi.withHandle(work);
        } catch (JdbiException e) {
            throw failures.translate(e);
        }
    }

    /**
     * Runs statements in one transaction. Rolls back if {@code work} throws. If the connection is lost during the
     * commit, the outcome is unknown: the caller gets {@code Unavailable}, and the client repeats its request with the
     * same idempotency key.
     *
     * @throws dev.interlock.example.shop.refusal.Unavailable if the database cannot be reached or has no free
     *     connection
     * @throws dev.interlock.example.shop.refusal.Refusal if a value cannot be stored
     */
    public <T extends @Nullable Object> T transaction(HandleCallback<T, RuntimeException> work) {
        try {
            return jdbi.inTransaction(work);
        } catch (JdbiException e) {
            throw failures.translate(e);
        }
    }

    /** Returns why the database cannot be used, or null if it can. For a readiness check. */
    public @Nullable String problem() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(1) ? null : "the connection is not valid";
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
