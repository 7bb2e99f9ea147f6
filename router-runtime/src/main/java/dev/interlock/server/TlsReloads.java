package dev.interlock.server;

import dev.interlock.internal.engine.Faults;
import dev.interlock.internal.engine.LoopClock;
import dev.interlock.internal.log.ServerLog;
import dev.interlock.internal.process.Hangup;
import dev.interlock.internal.settings.Setting;
import dev.interlock.internal.settings.Settings;
import dev.interlock.internal.tls.TlsEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Loads changed TLS files, and rotates the keys for session tickets, on a thread of its own. Has no thread if no
 * endpoint has TLS.
 */
// The executor ends with the server, and its tasks do not throw.
@SuppressWarnings("FutureReturnValueIgnored")
final class TlsReloads {
    private static final Logger LOG = ServerLog.of(TlsReloads.class);

    private final List<EndpointSettings> secured;
    private final List<TlsEndpoint> endpoints;
    private final Runnable reload = this::reload;
    private @Nullable ScheduledExecutorService timer;

    TlsReloads(List<EndpointSettings> all) {
        // A loop, because streams would load more classes at every start.
        List<EndpointSettings> withTls = new ArrayList<>();
        List<TlsEndpoint> found = new ArrayList<>();
        for (EndpointSettings each : all) {
            TlsEndpoint tls = each.tls();
            if (tls != null) {
                withTls.add(each);
                found.add(tls);
            }
        }
        secured = List.copyOf(withTls);
        endpoints = List.copyOf(found);
    }

    /** Returns the endpoints with TLS. */
    List<TlsEndpoint> endpoints() {
        return endpoints;
    }

    /**
     * Begins to check the files repeatedly. With the clock of a test, checks them only when the test calls {@link
     * #reload}.
     */
    void begin(LoopClock clock, boolean handlesSignals) {
        if (endpoints.isEmpty()) {
            return;
        }
        for (TlsEndpoint each : endpoints) {
            LOG.info("TLS by {}, with certificates of {}", each.engine().description(), each.describe());
        }
        if (handlesSignals) {
            Hangup.ofProcess().add(reload);
        }
        if (clock == LoopClock.SYSTEM) {
            timer = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "interlock-tls");
                thread.setDaemon(true);
                return thread;
            });
            for (int i = 0; i < endpoints.size(); i++) {
                Settings settings = secured.get(i).settings();
                TlsEndpoint endpoint = endpoints.get(i);
                repeat(timer, endpoint::reload, settings.get(Setting.TLS_RELOAD_INTERVAL));
                repeat(timer, endpoint::rotateTicketKeys, settings.get(Setting.TLS_TICKET_ROTATION));
            }
        }
    }

    private static void repeat(ScheduledExecutorService timer, Runnable task, Duration period) {
        if (!period.isZero()) {
            timer.scheduleWithFixedDelay(
                    () -> attempt(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void attempt(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            // Otherwise the timer would silently stop repeating the task.
            Faults.error(LOG, "TLS was not updated", e);
        }
    }

    /** Loads the files of all endpoints that have changed. */
    void reload() {
        endpoints.forEach(TlsEndpoint::reload);
    }

    /** Ends the checks, and releases the certificates. Called after the last connection has closed. */
    void close() {
        Hangup.ofProcess().remove(reload);
        if (timer != null) {
            timer.shutdownNow();
        }
        endpoints.forEach(TlsEndpoint::close);
    }
}
