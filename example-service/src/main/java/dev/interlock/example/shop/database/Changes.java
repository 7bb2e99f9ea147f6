package dev.interlock.example.shop.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners which rows any replica has changed, including this one. After the commit of each change, the database
 * sends a notification to one connection of each replica (LISTEN and NOTIFY). If the connection is lost, the thread of
 * this class reconnects, and tells the listeners to read everything again, because notifications are lost.
 */
public final class Changes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private static final int FIRST_PAUSE_MILLIS = 100;
    private static final int MAX_PAUSE_MILLIS = 5_000;

    /** Follows the changes of one table. One thread calls all methods. They may wait for the database. */
    public interface Listener {
        /** Returns the first word of the notifications of the table. */
        String table();

        /** Some rows were added, changed or removed. */
        void changed(List<Long> ids);

        /** Any row may have changed. Called at the start, and after the connection was lost. */
        void reset();
    }

    private final Database database;
    private final List<Listener> listeners;
    private final Thread thread;
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile boolean closed;
    /** Failure of the first attempt, or null. */
    private volatile @Nullable Throwable startFailure;

    private volatile @Nullable ChangeConnection connection;

    private Changes(Database database, List<Listener> listeners) {
        this.database = database;
        this.listeners = List.copyOf(listeners);
        thread = new Thread(this::run, "shop-changes");
        thread.setDaemon(true);
    }

    /**
     * Begins to follow changes. Returns after the listeners have read everything once.
     *
     * @throws DatabaseException if the database cannot be reached, or a listener cannot read it
     */
    public static Changes follow(Database database, Listener... listeners) throws InterruptedException {
        Changes changes = new Changes(database, List.of(listeners));
        changes.thread.start();
        changes.ready.await();
        Throwable failure = changes.startFailure;
        if (failure != null) {
            throw new DatabaseException("The database " + database.url() + " cannot be read: "
                    + SqlFailures.line(failure) + ". Tip: compare its tables with the files of db/migration");
        }
        return changes;
    }

    private void run() {
        int pause = FIRST_PAUSE_MILLIS;
        while (!closed) {
            try (ChangeConnection opened = new ChangeConnection(database.url())) {
                connection = opened;
                // The connection already listens, so no change is lost between the reset and the first notification.
                listeners.forEach(Listener::reset);
                ready.countDown();
                pause = FIRST_PAUSE_MILLIS;
                receive(opened);
            } catch (Throwable e) {
                // An Error, too: without this thread, the data in memory would stay old for ever.
                if (ready.getCount() > 0) {
                    // The shop must not start without its data.
                    startFailure = e;
                    closed = true;
                    ready.countDown();
                }
                pause = recover(e, pause);
            }
        }
    }

    private void receive(ChangeConnection opened) throws SQLException {
        while (!closed) {
            String[] payloads = opened.await();
            for (Listener listener : listeners) {
                List<Long> ids = ids(listener.table() + " ", payloads);
                if (!ids.isEmpty()) {
                    listener.changed(ids);
                }
            }
        }
    }

    /** Returns the distinct ids of a table in notifications such as {@code product 7}. */
    private static List<Long> ids(String prefix, String[] payloads) {
        List<Long> ids = new ArrayList<>();
        for (String payload : payloads) {
            if (payload.startsWith(prefix)) {
                Long id = Long.valueOf(payload.substring(prefix.length()));
                if (!ids.contains(id)) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    /** Waits before the next attempt. Returns the next pause: about twice as long, with random jitter. */
    private int recover(Throwable failure, int pause) {
        if (closed) {
            return pause;
        }
        if (pause == FIRST_PAUSE_MILLIS) {
            LOG.warn(
                    "The connection for changes is lost. Data in memory may be stale until it is back: {}",
                    SqlFailures.line(failure));
        }
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(pause / 2, pause + 1L));
        } catch (InterruptedException e) {
            // The shop is shutting down.
            closed = true;
        }
        return Math.min(2 * pause, MAX_PAUSE_MILLIS);
    }

    @Override
    public void close() {
        closed = true;
        ChangeConnection current = connection;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException e) {
                LOG.debug("The connection for changes cannot be closed", e);
            }
        }
        thread.interrupt();
    }
}
