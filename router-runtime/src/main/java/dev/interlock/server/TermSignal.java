package dev.interlock.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM, by {@code sun.misc.Signal} of the module jdk.unsupported. By reflection: a JVM need not have the module, and
 * javac warns of every use.
 */
final class TermSignal {
    private static final Logger LOG = LoggerFactory.getLogger(TermSignal.class);

    private final Method handle;
    private final Object signal;
    private final Object former;

    private TermSignal(Method handle, Object signal, Object former) {
        this.handle = handle;
        this.signal = signal;
        this.former = former;
    }

    /**
     * Has the signal run the action, each time in a thread of its own.
     *
     * @return null where the signal cannot be had, as under {@code -Xrs}
     */
    static @Nullable TermSignal takeOver(Runnable action) {
        try {
            Class<?> signals = Class.forName("sun.misc.Signal");
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            Method handle = signals.getMethod("handle", signals, handlers);
            Object signal = signals.getConstructor(String.class).newInstance("TERM");
            Object former = handle.invoke(null, signal, handler(handlers, action));
            return new TermSignal(handle, signal, former);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.debug("SIGTERM is the JVM's: the exit code is, too", e);
            return null;
        }
    }

    private static Object handler(Class<?> type, Runnable action) {
        return Proxy.newProxyInstance(
                TermSignal.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(proxy, method.getName(), arguments, action));
    }

    private static @Nullable Object call(Object proxy, String method, Object[] arguments, Runnable action) {
        return switch (method) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "interlock";
            default -> {
                action.run();
                yield null;
            }
        };
    }

    /** Gives the signal back to the one that had it. */
    void giveBack() {
        try {
            handle.invoke(null, signal, former);
        } catch (IllegalAccessException | InvocationTargetException e) {
            LOG.debug("SIGTERM cannot be given back", e);
        }
    }
}
