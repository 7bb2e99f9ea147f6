package dev.interlock.internal.engine;

import dev.interlock.internal.forwarding.TrustedProxies;
import dev.interlock.internal.log.ServerLog;
import dev.interlock.internal.message.Content;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedBytes;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.observe.ObservedFields;
import dev.interlock.observe.ObservedFile;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * All listeners of a server. A failure of one listener does not affect the others. Safe for use by several threads.
 */
public final class Observers implements ExchangeListener {
    private static final Logger LOG = ServerLog.of(Observers.class);

    /**
     * Scopes of the threads that are no event loops. All servers and endpoints share them, because a thread may run
     * code of several.
     */
    private static final ThreadLocal<ThreadScope> SCOPES = ThreadLocal.withInitial(() -> new ThreadScope(false));

    private final ExchangeListener[] listeners;
    private final TrustedProxies proxies;
    /** Each array holds the listeners that override the method of one event. Most listeners override few methods. */
    private final ExchangeListener[] ofConnectionOpened;

    private final ExchangeListener[] ofConnectionClosed;
    private final ExchangeListener[] ofRequestBegun;
    private final ExchangeListener[] ofRouted;
    private final ExchangeListener[] ofScopeOpened;
    private final ExchangeListener[] ofScopeClosed;
    private final ExchangeListener[] ofHandlerReturned;
    private final ExchangeListener[] ofRequestBodyArrived;
    private final ExchangeListener[] ofResponseFieldsSet;
    private final ExchangeListener[] ofResponseBegun;
    private final ExchangeListener[] ofResponseBodyAdded;
    private final ExchangeListener[] ofResponseFileAdded;
    private final ExchangeListener[] ofResponseSent;
    private final ExchangeListener[] ofResponseAborted;

    private Observers(ExchangeListener[] listeners, @Nullable ExchangeListener ends, TrustedProxies proxies) {
        this.listeners = listeners;
        this.proxies = proxies;
        ofConnectionOpened = of("connectionOpened", ObservedConnection.class);
        ofConnectionClosed = of("connectionClosed", ObservedConnection.class);
        ofRequestBegun = of("requestBegun", ObservedExchange.class);
        ofRouted = of("routed", ObservedExchange.class);
        ofScopeOpened = of("scopeOpened", ObservedExchange.class);
        ofScopeClosed = of("scopeClosed", ObservedExchange.class);
        ofHandlerReturned = of("handlerReturned", ObservedExchange.class);
        ofRequestBodyArrived = of("requestBodyArrived", ObservedExchange.class, ObservedBytes.class, boolean.class);
        ofResponseFieldsSet = of("responseFieldsSet", ObservedExchange.class, ObservedFields.class);
        ofResponseBegun = of("responseBegun", ObservedExchange.class);
        ofResponseBodyAdded = of("responseBodyAdded", ObservedExchange.class, ObservedBytes.class);
        ofResponseFileAdded = of("responseFileAdded", ObservedExchange.class, ObservedFile.class);
        ofResponseSent = with(ends, of("responseSent", ObservedExchange.class));
        ofResponseAborted = with(ends, of("responseAborted", ObservedExchange.class, AbortReason.class));
    }

    private static ExchangeListener[] with(@Nullable ExchangeListener last, ExchangeListener[] others) {
        if (last == null) {
            return others;
        }
        ExchangeListener[] all = Arrays.copyOf(others, others.length + 1);
        all[others.length] = last;
        return all;
    }

    /** Returns the listeners that override the given method of {@link ExchangeListener}. */
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
        } catch (NoSuchMethodException | SecurityException e) {
            // The method was not found: for example, a native image keeps no list of methods. A needless call does no
            // harm.
            return true;
        }
    }

    /** Returns an object that notifies the listeners, or null if there are no listeners. */
    public static @Nullable Observers of(List<ExchangeListener> listeners, TrustedProxies proxies) {
        return of(listeners, null, proxies);
    }

    /**
     * Returns an object that notifies the listeners and one further listener, or null if there are no listeners at all.
     *
     * @param ends listener that gets only {@code responseSent} and {@code responseAborted} and attaches nothing, or
     *     null
     */
    public static @Nullable Observers of(
            List<ExchangeListener> listeners, @Nullable ExchangeListener ends, TrustedProxies proxies) {
        return listeners.isEmpty() && ends == null
                ? null
                : new Observers(listeners.toArray(new ExchangeListener[0]), ends, proxies);
    }

    /** Returns whether a listener wants to know when code of the application runs. */
    boolean hasScopes() {
        return ofScopeOpened.length > 0 || ofScopeClosed.length > 0;
    }

    /** Returns whether a listener wants the bodies of requests. */
    boolean hasRequestBodies() {
        return ofRequestBodyArrived.length > 0;
    }

    /** Returns whether a listener wants the fields of responses. */
    boolean hasResponseFields() {
        return ofResponseFieldsSet.length > 0;
    }

    /** Returns whether a listener wants the bodies of responses. */
    boolean hasResponseBodies() {
        return ofResponseBodyAdded.length > 0 || ofResponseFileAdded.length > 0;
    }

    /** Returns the scope of the current thread, which is not an event loop. */
    ThreadScope scopeOfThread() {
        return SCOPES.get();
    }

    /** Returns the proxies that the server trusts to state the address of a client. */
    TrustedProxies proxies() {
        return proxies;
    }

    /** Creates an array for the objects that listeners attach to one connection or exchange. */
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

    // Each event has its own loop over its listeners. So the JIT compiler sees only the listeners of this event, and
    // inlines them.

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
    public void scopeOpened(ObservedExchange exchange) {
        for (ExchangeListener each : ofScopeOpened) {
            try {
                each.scopeOpened(exchange);
            } catch (Throwable failure) {
                failed(failure);
            }
        }
    }

    /** Calls the last listener first, so that scopes of several listeners nest. */
    @Override
    public void scopeClosed(ObservedExchange exchange) {
        for (int i = ofScopeClosed.length - 1; i >= 0; i--) {
            try {
                ofScopeClosed[i].scopeClosed(exchange);
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
    public void requestBodyArrived(ObservedExchange exchange, ObservedBytes part, boolean isLast) {
        for (ExchangeListener each : ofRequestBodyArrived) {
            try {
                each.requestBodyArrived(exchange, part, isLast);
            } catch (Throwable failure) {
                failed(failure);
            }
        }
    }

    @Override
    public void responseFieldsSet(ObservedExchange exchange, ObservedFields fields) {
        for (ExchangeListener each : ofResponseFieldsSet) {
            try {
                each.responseFieldsSet(exchange, fields);
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
    public void responseBodyAdded(ObservedExchange exchange, ObservedBytes part) {
        for (ExchangeListener each : ofResponseBodyAdded) {
            try {
                each.responseBodyAdded(exchange, part);
            } catch (Throwable failure) {
                failed(failure);
            }
        }
    }

    /** Notifies the listeners of a part of a file, which they may keep. */
    void responseFileAdded(ObservedExchange exchange, Content.File file) {
        if (ofResponseFileAdded.length > 0) {
            try {
                responseFileAdded(exchange, new SharedFile(file));
            } catch (Throwable failure) {
                failed(failure);
            }
        }
    }

    @Override
    public void responseFileAdded(ObservedExchange exchange, ObservedFile file) {
        for (ExchangeListener each : ofResponseFileAdded) {
            try {
                each.responseFileAdded(exchange, file);
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
