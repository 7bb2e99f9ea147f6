package dev.interlock.internal.engine;

import dev.interlock.internal.forwarding.TrustedProxies;
import dev.interlock.internal.log.ServerLog;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.observe.ObservedExchange;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * All listeners of a server. A failure of one listener does not affect the others. Safe for use by
 * several threads.
 */
public final class Observers implements ExchangeListener {
    private static final Logger LOG = ServerLog.of(Observers.class);

    private final ExchangeListener[] listeners;
    private final TrustedProxies proxies;
    /** Listeners that override the events of scopes. */
    private final ExchangeListener[] ofScopes;
    /** Scopes of the threads that are no event loops. */
    private final ThreadLocal<ThreadScope> scopes = ThreadLocal.withInitial(() -> new ThreadScope(false));

    /** Listener that only hears of the ends of exchanges, or null. */
    private final @Nullable ExchangeListener ends;

    private Observers(ExchangeListener[] listeners, @Nullable ExchangeListener ends, TrustedProxies proxies) {
        this.listeners = listeners;
        this.ends = ends;
        this.proxies = proxies;
        List<ExchangeListener> some = new ArrayList<>();
        for (ExchangeListener listener : listeners) {
            if (overrides(listener, "scopeOpened") || overrides(listener, "scopeClosed")) {
                some.add(listener);
            }
        }
        ofScopes = some.toArray(new ExchangeListener[0]);
    }

    private static boolean overrides(ExchangeListener listener, String event) {
        try {
            Method method = listener.getClass().getMethod(event, ObservedExchange.class);
            return method.getDeclaringClass() != ExchangeListener.class;
        } catch (NoSuchMethodException | SecurityException e) {
            // For example, a native image keeps no list of the methods. A needless call does no harm.
            return true;
        }
    }

    /** Returns the listeners, or null if the list is empty; the engine then makes no calls. */
    public static @Nullable Observers of(List<ExchangeListener> listeners, TrustedProxies proxies) {
        return of(listeners, null, proxies);
    }

    /**
     * Like {@link #of(List, TrustedProxies)}, with a further listener whose other methods do nothing.
     *
     * @param ends listener of {@code responseSent} and {@code responseAborted} that attaches nothing, or null
     */
    public static @Nullable Observers of(
            List<ExchangeListener> listeners, @Nullable ExchangeListener ends, TrustedProxies proxies) {
        return listeners.isEmpty() && ends == null
                ? null
                : new Observers(listeners.toArray(new ExchangeListener[0]), ends, proxies);
    }

    /** Returns the proxies whose statements about clients count. */
    TrustedProxies proxies() {
        return proxies;
    }

    /** Whether a listener wants to know when code of the application runs. */
    boolean hasScopes() {
        return ofScopes.length > 0;
    }

    /** Returns the scope of the current thread, which is not an event loop. */
    ThreadScope scopeOfThread() {
        return scopes.get();
    }

    /** Methods of a listener. */
    private enum Event {
        CONNECTION_OPENED,
        CONNECTION_CLOSED,
        REQUEST_BEGUN,
        ROUTED,
        SCOPE_OPENED,
        SCOPE_CLOSED,
        HANDLER_RETURNED,
        RESPONSE_BEGUN,
        RESPONSE_SENT,
        RESPONSE_ABORTED
    }

    /** Creates the objects that listeners attach to one connection or exchange. */
    @Nullable
    Object[] newAttachments() {
        return new @Nullable Object[listeners.length];
    }

    /** Returns the index of a listener among the attachments. */
    int index(ExchangeListener listener) {
        for (int i = 0; i < listeners.length; i++) {
            if (listeners[i] == listener) {
                return i;
            }
        }
        throw new IllegalArgumentException("The server does not have the listener " + listener);
    }

    @Override
    public void connectionOpened(ObservedConnection connection) {
        tell(Event.CONNECTION_OPENED, connection, null, null);
    }

    @Override
    public void connectionClosed(ObservedConnection connection) {
        tell(Event.CONNECTION_CLOSED, connection, null, null);
    }

    @Override
    public void requestBegun(ObservedExchange exchange) {
        tell(Event.REQUEST_BEGUN, null, exchange, null);
    }

    @Override
    public void routed(ObservedExchange exchange) {
        tell(Event.ROUTED, null, exchange, null);
    }

    @Override
    public void scopeOpened(ObservedExchange exchange) {
        for (ExchangeListener listener : ofScopes) {
            tellSafely(listener, Event.SCOPE_OPENED, null, exchange, null);
        }
    }

    /** The last listener is told first, so that scopes of several listeners nest. */
    @Override
    public void scopeClosed(ObservedExchange exchange) {
        for (int i = ofScopes.length - 1; i >= 0; i--) {
            tellSafely(ofScopes[i], Event.SCOPE_CLOSED, null, exchange, null);
        }
    }

    @Override
    public void handlerReturned(ObservedExchange exchange) {
        tell(Event.HANDLER_RETURNED, null, exchange, null);
    }

    @Override
    public void responseBegun(ObservedExchange exchange) {
        tell(Event.RESPONSE_BEGUN, null, exchange, null);
    }

    @Override
    public void responseSent(ObservedExchange exchange) {
        tell(Event.RESPONSE_SENT, null, exchange, null);
        tellEnd(Event.RESPONSE_SENT, exchange, null);
    }

    @Override
    public void responseAborted(ObservedExchange exchange, AbortReason reason) {
        tell(Event.RESPONSE_ABORTED, null, exchange, reason);
        tellEnd(Event.RESPONSE_ABORTED, exchange, reason);
    }

    private void tellEnd(Event event, ObservedExchange exchange, @Nullable AbortReason reason) {
        ExchangeListener listener = ends;
        if (listener != null) {
            tellSafely(listener, event, null, exchange, reason);
        }
    }

    private void tell(
            Event event,
            @Nullable ObservedConnection connection,
            @Nullable ObservedExchange exchange,
            @Nullable AbortReason reason) {
        for (ExchangeListener listener : listeners) {
            tellSafely(listener, event, connection, exchange, reason);
        }
    }

    private static void tellSafely(
            ExchangeListener listener,
            Event event,
            @Nullable ObservedConnection connection,
            @Nullable ObservedExchange exchange,
            @Nullable AbortReason reason) {
        try {
            tell(listener, event, connection, exchange, reason);
        } catch (Throwable failure) {
            Faults.error(LOG, "A listener of exchanges failed", failure);
        }
    }

    // Each event comes with the arguments that its method takes.
    @SuppressWarnings("NullAway")
    private static void tell(
            ExchangeListener listener,
            Event event,
            @Nullable ObservedConnection connection,
            @Nullable ObservedExchange exchange,
            @Nullable AbortReason reason) {
        switch (event) {
            case CONNECTION_OPENED -> listener.connectionOpened(connection);
            case CONNECTION_CLOSED -> listener.connectionClosed(connection);
            case REQUEST_BEGUN -> listener.requestBegun(exchange);
            case ROUTED -> listener.routed(exchange);
            case SCOPE_OPENED -> listener.scopeOpened(exchange);
            case SCOPE_CLOSED -> listener.scopeClosed(exchange);
            case HANDLER_RETURNED -> listener.handlerReturned(exchange);
            case RESPONSE_BEGUN -> listener.responseBegun(exchange);
            case RESPONSE_SENT -> listener.responseSent(exchange);
            case RESPONSE_ABORTED -> listener.responseAborted(exchange, reason);
        }
    }
}
