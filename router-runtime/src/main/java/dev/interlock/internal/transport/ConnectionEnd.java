package dev.interlock.internal.transport;

import dev.interlock.internal.engine.Connection;
import dev.interlock.internal.engine.LoopTask;
import org.jspecify.annotations.Nullable;

/**
 * Last task of an accepted socket, which runs after the socket has closed. It ends the connection and runs the
 * acceptor's task, each only once. The task is created together with the socket, so a connection can end even if memory
 * is short.
 */
final class ConnectionEnd extends LoopTask {
    private Runnable whenClosed = () -> {};
    /** Connection on the socket, or null before it is opened. */
    private @Nullable Connection connection;

    private boolean over;

    /** Sets the acceptor's task, which runs after the socket has closed. */
    void whenClosed(Runnable task) {
        whenClosed = task;
    }

    /** Sets the connection that this task ends. */
    void opened(Connection opened) {
        connection = opened;
    }

    @Override
    protected void perform() {
        if (over) {
            return;
        }
        over = true;
        try {
            if (connection != null) {
                connection.closed();
            }
        } finally {
            whenClosed.run();
        }
    }
}
