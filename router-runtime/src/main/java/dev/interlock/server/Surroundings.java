package dev.interlock.server;

import dev.interlock.http.Readiness;
import dev.interlock.internal.engine.LoopClock;
import dev.interlock.internal.settings.ProtocolFactory;
import dev.interlock.observe.ExchangeListener;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Objects of the application that a server uses, in addition to its settings.
 *
 * @param readiness object that the server updates when it becomes ready or stops being ready
 * @param blockingExecutor executor of blocking handlers, or null for the server's own threads
 * @param handlesSignals whether the server handles SIGTERM and SIGHUP; see {@link ServerBuilder#handleSignals}
 * @param listeners listeners of connections and exchanges
 * @param endpoints addresses to listen on in addition to the host and port of the settings
 * @param protocols protocols in addition to HTTP/1.1, the preferred one first
 * @param keyManager source of the certificate of the server's own port, or null for files
 * @param admin checks and pages of the admin port
 * @param clock clock of limits, pauses and deadlines
 */
record Surroundings(
        Readiness readiness,
        @Nullable Executor blockingExecutor,
        boolean handlesSignals,
        List<ExchangeListener> listeners,
        List<Endpoint> endpoints,
        List<ProtocolFactory> protocols,
        @Nullable X509ExtendedKeyManager keyManager,
        Admin admin,
        LoopClock clock) {}
