package dev.interlock.internal.process;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Actions at SIGHUP. As long as there is an action, this class takes the signal over from the JVM, which would
 * otherwise end the process. Safe for use by several threads.
 */
public final class Hangup {
    private static final Hangup OF_PROCESS = new Hangup();

    private final List<Runnable> actions = new ArrayList<>();
    private @Nullable ProcessSignal signal;

    private Hangup() {}

    public static Hangup ofProcess() {
        return OF_PROCESS;
    }

    /** Adds an action, which each SIGHUP runs on a new thread. */
    public synchronized void add(Runnable action) {
        actions.add(action);
        if (signal == null) {
            signal = ProcessSignal.takeOver("HUP", this::run);
        }
    }

    /** Removes an action, if it was added. */
    public synchronized void remove(Runnable action) {
        actions.remove(action);
        if (actions.isEmpty() && signal != null) {
            signal.giveBack();
            signal = null;
        }
    }

    private void run() {
        List<Runnable> current;
        synchronized (this) {
            current = List.copyOf(actions);
        }
        current.forEach(Runnable::run);
    }
}
