package dev.interlock.internal.process;

import dev.interlock.internal.engine.MemoryReserve;
import dev.interlock.internal.log.ServerLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Lets the servers of this process finish their exchanges before the process ends. At SIGTERM, a shutdown hook would
 * not suffice: it cannot set the exit code to 0, and all other hooks run at the same time. So this class takes SIGTERM
 * over from the JVM, as long as a server wants that. If the JVM ends for another reason, or SIGTERM cannot be taken
 * over, a shutdown hook closes each server. Safe for use by several threads.
 */
public final class Termination {
    private static final Logger LOG = ServerLog.of(Termination.class);
    private static final Termination OF_PROCESS = new Termination();

    /** Shutdown hooks, by the server that they close. */
    private final Map<Terminable, Thread> hooks = new LinkedHashMap<>();
    /** Servers that shut down at SIGTERM. */
    private final List<Terminable> signalled = new ArrayList<>();

    private @Nullable ProcessSignal signal;
    private boolean ending;

    private Termination() {}

    public static Termination ofProcess() {
        return OF_PROCESS;
    }

    /**
     * Adds a server that must finish before the process ends.
     *
     * @param handlesSignals whether SIGTERM is taken over from the JVM
     */
    public synchronized void add(Terminable server, boolean handlesSignals) {
        Thread hook = new Thread(server::shutDown, "interlock-shutdown");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("The JVM is already shutting down", e);
        }
        hooks.put(server, hook);
        if (handlesSignals) {
            signalled.add(server);
            if (signal == null) {
                signal = ProcessSignal.takeOver("TERM", this::terminate);
            }
        }
    }

    /** Removes a server that has closed. */
    public synchronized void remove(Terminable server) {
        Thread hook = hooks.remove(server);
        signalled.remove(server);
        try {
            if (hook != null) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        } catch (IllegalStateException e) {
            LOG.debug("The server has closed, but the JVM is already shutting down", e);
        }
        // While the process ends, the handler of the signal stays: a second signal must end the exchanges at once.
        if (signalled.isEmpty() && signal != null && !ending) {
            signal.giveBack();
            signal = null;
        }
    }

    /**
     * Shuts down all servers, or at a second SIGTERM, cuts their exchanges. Each SIGTERM calls this on a new thread.
     */
    private void terminate() {
        MemoryReserve.release();
        List<Terminable> servers;
        boolean first;
        synchronized (this) {
            servers = List.copyOf(signalled);
            first = !ending;
            ending = true;
        }
        if (first) {
            try {
                finish(servers);
            } finally {
                // The shutdown hooks find their servers closed, and do not wait for this thread.
                System.exit(0);
            }
        }
        LOG.info("Second SIGTERM: exchanges in flight are cut");
        servers.forEach(Terminable::cut);
    }

    private static void finish(List<Terminable> servers) {
        LOG.info("SIGTERM: exchanges in flight may finish, then the process ends");
        List<Thread> threads = new ArrayList<>();
        for (Terminable server : servers) {
            try {
                Thread thread = new Thread(server::shutDown, "interlock-shutdown");
                thread.start();
                threads.add(thread);
            } catch (OutOfMemoryError e) {
                // The system has no more threads, so this server shuts down on this thread.
                server.shutDown();
            }
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
