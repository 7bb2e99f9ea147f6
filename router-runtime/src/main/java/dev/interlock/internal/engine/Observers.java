package dev.interlock.internal.engine;

import dev.interlock.internal.forwarding.TrustedProxies;
import dev.interlock.internal.log.ServerLog;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.observe.ObservedExchange;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * All listeners of a server, at least one. A failure of one listener does not affect the others. Safe for use by
 * several threads.
 */
public final class Observers implements ExchangeListener {
    private static final Logger LOG = ServerLog.of(Observers.class);

    private final ExchangeListener[] listeners;
    private final TrustedProxies proxies;
    /** Listeners that have a method for the event. Most listeners ignore most events. */
    private final ExchangeListener[] ofConnectionOpened;

    private final ExchangeListener[] ofConnectionClosed;
    private final ExchangeListener[] ofRequestBegun;
    private final ExchangeListener[] ofRouted;
    private final ExchangeListener[] ofHandlerReturned;
    private final ExchangeListener[] ofResponseBegun;
    private final ExchangeListener[] ofResponseSent;
    private final ExchangeListener[] ofResponseAborted;

    private Observers(ExchangeListener[] listeners, TrustedProxies proxies) {
        this.listeners = listeners;
        this.proxies = proxies;
        ofConnectionOpened = of("connectionOpened", ObservedConnection.class);
        ofConnectionClosed = of("connectionClosed", ObservedConnection.class);
        ofRequestBegun = of("requestBegun", ObservedExchange.class);
        ofRouted = of("routed", ObservedExchange.class);
        ofHandlerReturned = of("handlerReturned", ObservedExchange.class);
        ofResponseBegun = of("responseBegun", ObservedExchange.class);
        ofResponseSent = of("responseSent", ObservedExchange.class);
        ofResponseAborted = of("responseAborted", ObservedExchange.class, AbortReason.class);
    }

    /** Returns the listeners that override a method of {@link ExchangeListener}. */
    private ExchangeListener[] of(String event, Class<?>... parameters) {
        ExchangeListener[] found = new ExchangeListener[listeners.length];
        int count = 0;
        for (ExchangeListener each : listeners) {
            if (overrides(each.getClass(), event, parameters)) {
                found[count++] = each;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static boolean overrides(Class<?> type, String event, Class<?>... parameters) {
        try {
            return type.getMethod(event, parameters).getDeclaringClass() != ExchangeListener.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the listeners, or null if the list is empty; the engine then makes no calls. */
    public static @Nullable Observers of(List<ExchangeListener> listeners, TrustedProxies proxies) {
        return listeners.isEmpty() ? null : new Observers(listeners.toArray(new ExchangeListener[0]), proxies);
    }

    /** Returns the proxies whose statements about clients count. */
    TrustedProxies proxies() {
        return proxies;
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

    // Each event has a loop of its own, so that the JIT compiler sees only the listeners of this event, and inlines
    // them.

    @Override
    public void connectionOpened(ObservedConnection connection) {
        for (ExchangeListener each : ofConnectionOpened) {
            try {
                each.connectionOpened(connection);
            } catch (Throwable failure) {
                failed(failure);
            }
        }
    }

    @Override
    public void connectionClosed(ObservedConnection connection) {
        for (ExchangeListener each : ofConnectionClosed) {
            try {
                each.connectionClosed(connection);
            } catch (Throwable failure) {
                failed(failure);
            }
        }
    }

    @Override
    public void requestBegun(ObservedExchange exchange) {
        for (ExchangeListener each : ofRequestBegun) {
            try {
                each.requestBegun(exchange);
            } catch (Throwable failure) {
                failed(failure);
            }
        }
    }

    @Override
    public void routed(ObservedExchange exchange) {
        for (ExchangeListener each : ofRouted) {
            try {
                each.routed(exchange);
            } catch (Throwable failure) {
                failed(failure);
            }
        }
    }

    @Override
    public void handlerReturned(ObservedExchange exchange) {
        for (ExchangeListener each : ofHandlerReturned) {
            try {
                each.handlerReturned(exchange);
            } catch (Throwable failure) {
                failed(failure);
            }
        }
    }

    @Override
    public void responseBegun(ObservedExchange exchange) {
        for (ExchangeListener each : ofResponseBegun) {
            try {
                each.responseBegun(exchange);
            } catch (Throwable failure) {
                failed(failure);
            }
        }
    }

    @Override
    public void responseSent(ObservedExchange exchange) {
        for (ExchangeListener each : ofResponseSent) {
            try {
                each.responseSent(exchange);
            } catch (Throwable failure) {
                failed(failure);
            }
        }
    }

    @Override
    public void responseAborted(ObservedExchange exchange, AbortReason reason) {
        for (ExchangeListener each : ofResponseAborted) {
            try {
                each.responseAborted(exchange, reason);
            } catch (Throwable failure) {
                failed(failure);
            }
        }
    }

    private static void failed(Throwable failure) {
        Faults.error(LOG, "A listener of exchanges failed", failure);
    }
}
