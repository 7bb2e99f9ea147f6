package dev.interlock.server;

import dev.interlock.internal.engine.MemoryReserve;
import dev.interlock.internal.log.ServerLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Lets the servers of this process finish before it ends. It takes SIGTERM over from the JVM while a server wants that:
 * a shutdown hook could not make the exit code 0, and all other hooks would run at the same time. A shutdown hook
 * handles every other end of the JVM, and SIGTERM where it cannot be taken over. Safe for use by several threads.
 */
final class Termination {
    private static final Logger LOG = ServerLog.of(Termination.class);
    private static final Termination OF_PROCESS = new Termination();

    /** Threads that close each server at the end of the JVM. */
    private final Map<HttpServer, Thread> hooks = new LinkedHashMap<>();
    /** Servers that SIGTERM ends. */
    private final List<HttpServer> signalled = new ArrayList<>();

    private @Nullable TermSignal signal;
    private boolean ending;

    private Termination() {}

    static Termination ofProcess() {
        return OF_PROCESS;
    }

    /**
     * Lets the server finish before the process ends.
     *
     * @param handlesSignals whether SIGTERM is taken over from the JVM
     */
    synchronized void add(HttpServer server, boolean handlesSignals) {
        Thread hook = new Thread(server::shutDown, "interlock-shutdown");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("The JVM is shutting down already", e);
        }
        hooks.put(server, hook);
        if (handlesSignals) {
            signalled.add(server);
            if (signal == null) {
                signal = TermSignal.takeOver(this::terminate);
            }
        }
    }

    /** Forgets a server that has closed. */
    synchronized void remove(HttpServer server) {
        Thread hook = hooks.remove(server);
        signalled.remove(server);
        try {
            if (hook != null) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        } catch (IllegalStateException e) {
            LOG.debug("The JVM is shutting down, and finds the server closed", e);
        }
        // While the process ends, the signal is kept to the last: a second one cuts the exchanges.
        if (signalled.isEmpty() && signal != null && !ending) {
            signal.giveBack();
            signal = null;
        }
    }

    /** Called for each SIGTERM, on a new thread. */
    private void terminate() {
        MemoryReserve.release();
        List<HttpServer> servers;
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
        LOG.info("SIGTERM for the second time: exchanges in flight are cut");
        servers.forEach(HttpServer::cut);
    }

    private static void finish(List<HttpServer> servers) {
        LOG.info("SIGTERM: exchanges in flight may finish, then the process ends");
        List<Thread> threads = new ArrayList<>();
        for (HttpServer server : servers) {
            try {
                Thread thread = new Thread(server::shutDown, "interlock-shutdown");
                thread.start();
                threads.add(thread);
            } catch (OutOfMemoryError e) {
                // No thread is available: the servers shut down one after the other.
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
