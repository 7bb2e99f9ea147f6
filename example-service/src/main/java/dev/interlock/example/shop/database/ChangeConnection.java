package dev.interlock.example.shop.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Connection outside the pool that receives notifications of changes. Not safe for use by several threads. */
final class ChangeConnection implements AutoCloseable {
    /** Time without notifications after which to test the connection, because it may be lost. */
    private static final int SILENCE_MILLIS = 5_000;

    private static final int PATIENCE_SECONDS = 2;
    /** Seconds without an answer after which an attempt to connect, or to listen, has failed. */
    private static final int CONNECT_SECONDS = 5;

    private final Connection connection;

    /** Connects, and begins to receive notifications. */
    ChangeConnection(DatabaseUrl url) throws SQLException {
        connection = connect(url, CONNECT_SECONDS);
        try (Statement listen = connection.createStatement()) {
            listen.execute("listen \"" + schema(listen) + "_changes\"");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Connects.
     *
     * @param seconds limit on the time of each answer, also while the driver signs in: a proxy may accept a connection
     *     to a database that does not answer
     */
    static Connection connect(DatabaseUrl url, int seconds) throws SQLException {
        Properties properties = new Properties();
        if (url.user() != null) {
            properties.setProperty("user", url.user());
        }
        if (url.password() != null) {
            properties.setProperty("password", url.password());
        }
        properties.setProperty("connectTimeout", Integer.toString(seconds));
        properties.setProperty("socketTimeout", Integer.toString(seconds));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "shop changes");
        return DriverManager.getConnection(url.jdbc(), properties);
    }

    private static String schema(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("select current_schema()")) {
            result.next();
            return result.getString(1);
        }
    }

    /**
     * Waits for notifications, at most a few seconds.
     *
     * @return the payloads; empty if there was no notification
     * @throws SQLException if the connection is lost
     */
    String[] await() throws SQLException {
        PGNotification[] received = connection.unwrap(PGConnection.class).getNotifications(SILENCE_MILLIS);
        if (received == null || received.length == 0) {
            if (!connection.isValid(PATIENCE_SECONDS)) {
                throw new SQLException("The connection does not respond");
            }
            return new String[0];
        }
        String[] payloads = new String[received.length];
        for (int i = 0; i < payloads.length; i++) {
            payloads[i] = received[i].getParameter();
        }
        return payloads;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
