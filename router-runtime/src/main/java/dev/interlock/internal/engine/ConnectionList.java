package dev.interlock.internal.engine;

import dev.interlock.internal.log.ServerLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** List of the open connections of one event loop. Used only by the thread of the loop. */
final class ConnectionList {
    private static final Logger LOG = ServerLog.of(ConnectionList.class);

    private @Nullable Connection first;

    /** Adds a connection that is not in a list. */
    void add(Connection connection) {
        Connection second = first;
        connection.next = second;
        if (second != null) {
            second.previous = connection;
        }
        first = connection;
    }

    void remove(Connection connection) {
        Connection before = connection.previous;
        Connection after = connection.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after != null) {
            after.previous = before;
        }
        connection.previous = null;
        connection.next = null;
    }

    /** Checks the time limits of all connections. */
    void tick(long now) {
        each(connection -> connection.tick(now));
    }

    /** Drains all connections. */
    void drain() {
        each(Connection::drain);
    }

    /** If memory is short, closes the connections that hold many bytes and move few. */
    void relieve(MemoryBudget memory) {
        each(Connection::count);
        new Relief(memory).run(first);
    }

    /** Runs a task for all connections. A failure of one connection does not affect the others. */
    private void each(Consumer<Connection> task) {
        // A connection that closes removes itself from the list.
        for (Connection each = first, after; each != null; each = after) {
            after = each.next;
            try {
                task.accept(each);
            } catch (Throwable failure) {
                Faults.error(LOG, "Checking a connection failed", failure);
            }
        }
    }

    /**
     * Closes idle connections of a group of endpoints: first silent connections, then the connections that have waited
     * longest.
     *
     * @param most limit on the number of connections to close
     * @return the number of closed connections
     */
    int closeIdle(int group, int most, long now) {
        List<Connection> idle = new ArrayList<>();
        for (Connection each = first; each != null; each = each.next) {
            if (each.isOf(group) && each.isIdle(now)) {
                idle.add(each);
            }
        }
        idle.sort(Comparator.comparing(Connection::isSilent)
                .thenComparingLong(each -> each.idleNanos(now))
                .reversed());
        List<Connection> closed = idle.subList(0, Math.min(most, idle.size()));
        closed.forEach(Connection::makeRoom);
        return closed.size();
    }
}
