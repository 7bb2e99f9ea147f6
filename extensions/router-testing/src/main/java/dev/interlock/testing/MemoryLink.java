package dev.interlock.testing;

import dev.interlock.http.Router;
import dev.interlock.server.InMemoryConnection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A link to the engine of the server, without a socket. The thread that waits for the response also runs the event
 * loop.
 */
final class MemoryLink implements Link {
    private static final byte[] NONE = {};

    private final InMemoryConnection connection;

    MemoryLink(Router router) {
        // In strict mode, an object that code keeps beyond its request throws. So a test can detect this mistake.
        connection = new InMemoryConnection(router, false);
    }

    @Override
    public void send(byte[] bytes) {
        if (!connection.isClosed()) {
            connection.send(bytes);
        }
    }

    @Override
    public byte @Nullable [] receive(Duration timeout) throws InterruptedException {
        byte[] received = connection.receive();
        if (received.length > 0) {
            return received;
        }
        if (connection.isClosed()) {
            return null;
        }
        return connection.awaitMore(timeout) ? connection.receive() : NONE;
    }

    @Override
    public @Nullable String mistakeAfterResponse(boolean persistent) {
        if (connection.receive().length > 0) {
            return MORE_SENT;
        }
        if (!persistent) {
            return connection.isClosed()
                    ? null
                    : "The response announced the end of the connection, but it stayed open";
        }
        if (connection.isClosed()) {
            return "The connection closed, but the response did not announce it";
        }
        return connection.isIdle() ? null : "The connection is not ready for the next request";
    }

    @Override
    public void close() {
        connection.close();
    }
}
